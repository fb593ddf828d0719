/** How often a change is computed anew because another one was faster. */
const MAX_ATTEMPTS = 50;

/** Longest wait before another attempt, in milliseconds. */
const MAX_PAUSE = 20;

/** Too many changes of one resource at the same moment. */
export class BusyResourceError extends Error {
  constructor() {
    super('Other changes of the same resource were faster, time and again.');
    this.name = 'BusyResourceError';
  }
}

/**
 * Changes something without a lock: computes the next state from the present one and writes it, if nobody was faster;
 * otherwise reads again and computes again.
 *
 * @param first - The state, if it was read already.
 * @param swap - Writes; `undefined` when the state was not the present one any more.
 * @throws {@link BusyResourceError} after 50 attempts; and whatever `read` and `swap` throw.
 */
export async function compareAndSwap<State, Result>(
  first: State,
  read: () => Promise<State>,
  swap: (state: State) => Promise<Result | undefined>,
): Promise<Result> {
  let state = first;
  for (let attempt = 1; ; attempt += 1) {
    const result = await swap(state);
    if (result !== undefined) return result;
    if (attempt === MAX_ATTEMPTS) throw new BusyResourceError();
    // Those who lost the same race would meet again at once.
    if (attempt > 3) await pause(Math.random() * Math.min(MAX_PAUSE, attempt));
    state = await read();
  }
}

/**
 * Writes something new. The database may refuse it because of others at the same moment, such as a deadlock or a member
 * that was deleted; then it is tried again.
 *
 * @param write - Answers whether it has written.
 * @throws {@link BusyResourceError} after 50 attempts; and whatever `write` throws.
 */
export async function writeNew(write: () => Promise<boolean>): Promise<void> {
  const nothing = (): Promise<undefined> => Promise.resolve(undefined);
  await compareAndSwap(undefined, nothing, async () => (await write()) || undefined);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
