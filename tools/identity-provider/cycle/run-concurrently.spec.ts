import { setImmediate as nextTurn } from 'node:timers/promises';
import { runConcurrently } from './run-concurrently.js';

describe('runConcurrently', () => {
  it('works on so many at a time, in order', async () => {
    const begun: number[] = [];
    let underWay = 0;
    let most = 0;

    await runConcurrently([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      underWay += 1;
      most = Math.max(most, underWay);
      await nextTurn();
      underWay -= 1;
    });

    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure and awaits what is under way', async () => {
    const finished: number[] = [];

    const run = runConcurrently([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('first');
      await nextTurn();
      finished.push(item);
    });

    await expect(run).rejects.toThrow('first');
    expect(finished).toEqual([2]);
  });
});
