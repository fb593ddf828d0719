import { StepQueue } from './step-queue.js';

type Edges = readonly (readonly number[])[];

function orderOf(needs: Edges, after: Edges = needs.map(() => [])): number[] {
  const queue = new StepQueue(
    needs.map((steps) => new Set(steps)),
    after.map((steps) => new Set(steps)),
  );
  const order: number[] = [];
  for (let step = queue.next(); step !== undefined; step = queue.next()) {
    order.push(step);
    queue.finish(step);
  }
  return order;
}

describe('StepQueue', () => {
  it.each<[string, Edges, Edges | undefined, number[]]>([
    ['nothing', [], undefined, []],
    ['no edges', [[], [], []], undefined, [0, 1, 2]],
    ['a step that waits', [[1], [], []], undefined, [1, 0, 2]],
    ['steps that became ready, in order', [[2], [2], [], []], undefined, [2, 0, 1, 3]],
    ['a chain against the order', [[1], [2], [3], []], undefined, [3, 2, 1, 0]],
    ['a wish', [[2], [], []], [[], [0], []], [2, 0, 1]],
    ['a wish against a need', [[1], []], [[], [0]], [1, 0]],
    ['a wish against a need, and another behind it', [[2], [], []], [[], [0], [0]], [2, 0, 1]],
    ['wishes in a circle', [[], [], []], [[1], [2], [0]], [0, 2, 1]],
    ['a step that wishes itself', [[]], [[0]], [0]],
  ])('orders %s', (_, needs, after, order) => {
    expect(orderOf(needs, after)).toEqual(order);
  });

  it('orders a chain of 1,000', () => {
    const needs = Array.from({ length: 1_000 }, (_, step) => (step === 999 ? [] : [step + 1]));
    expect(orderOf(needs)).toEqual([...needs.keys()].reverse());
  });

  it('says whether the next unfinished step is ready as well', () => {
    const queue = new StepQueue(
      [[], [], [1], []].map((steps) => new Set(steps)),
      [[], [], [], []].map((steps) => new Set(steps)),
    );
    expect([0, 1, 2, 3].map((step) => queue.readyBehind(step))).toEqual([1, undefined, 3, undefined]);
    queue.finish(1);
    expect(queue.readyBehind(0)).toBe(2);
    queue.finish(2);
    expect(queue.readyBehind(0)).toBe(3);
  });
});
