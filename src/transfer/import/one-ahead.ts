/** Asks for the next item before the present one is worked on, so that who makes them need not wait for who takes them. */
export async function* oneAhead<Item>(source: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  let upcoming = source.next();
  try {
    for (;;) {
      const { value, done } = await upcoming;
      if (done === true) return;
      upcoming = source.next();
      // Who takes it sees a failure; until then nobody does.
      upcoming.catch(() => undefined);
      yield value;
    }
  } finally {
    await upcoming.catch(() => undefined);
    await source.return();
  }
}
