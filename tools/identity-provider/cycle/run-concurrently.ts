/**
 * Works through the items in their order, `concurrency` at a time.
 *
 * After a failure no further item is begun; those under way are awaited, so that nothing goes on
 * behind the caller's back, and then the first failure is thrown.
 */
export async function runConcurrently<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  const queue = items[Symbol.iterator]();
  const takeTurns = async (): Promise<void> => {
    for (const item of queue) {
      await work(item).catch((error: unknown) => failures.push(error));
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, takeTurns));
  if (failures.length > 0) throw failures[0];
}
