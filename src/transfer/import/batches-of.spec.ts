import { batchesOf } from './batches-of.js';
import { oneAhead } from './one-ahead.js';
import { BATCH_BYTES } from './user-record.js';

async function* from<Item>(...items: readonly Item[]): AsyncGenerator<Item, void> {
  for (const item of items) yield await Promise.resolve(item);
}

async function all<Item>(source: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

describe('batchesOf', () => {
  it('makes batches of a size, and a last one of what is left', async () => {
    const [a, b, c, d, e] = [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }, { n: 5 }];
    expect(await all(batchesOf<object>(from([a], [], [b, c, d], [e]), 2))).toEqual([[a, b], [c, d], [e]]);
    expect(await all(batchesOf<object>(from(), 2))).toEqual([]);
  });

  it('makes them shorter when the items are long', async () => {
    const long = { bytes: BATCH_BYTES / 2 };
    expect((await all(batchesOf(from([long, long, long]), 10))).map(({ length }) => length)).toEqual([2, 1]);
  });
});

describe('oneAhead', () => {
  it('hands on everything in order, and asks for one more meanwhile', async () => {
    const asked: number[] = [];
    async function* source(): AsyncGenerator<number, void> {
      for (const number of [1, 2, 3]) {
        asked.push(number);
        yield await Promise.resolve(number);
      }
    }
    const seen: (readonly number[])[] = [];
    for await (const number of oneAhead(source())) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push([number, asked.length]);
    }
    expect(seen).toEqual([
      [1, 2],
      [2, 3],
      [3, 3],
    ]);
  });

  it('hands on a failure, and stops the source when nobody listens any more', async () => {
    let isStopped = false;
    async function* source(): AsyncGenerator<number, void> {
      try {
        yield await Promise.resolve(1);
        throw new Error('broken');
      } finally {
        isStopped = true;
      }
    }
    await expect(all(oneAhead(source()))).rejects.toThrow('broken');
    isStopped = false;
    for await (const _number of oneAhead(source())) break;
    expect(isStopped).toBe(true);
  });
});
