import fc from 'fast-check';
import { findKnots } from './find-knots.js';

function knotsOf(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...findKnots(edges.map((nodes) => new Set(nodes)))].sort(([left = 0], [right = 0]) => left - right);
}

describe('findKnots', () => {
  it.each([
    [[], []],
    [[[], []], []],
    [[[1], [2], []], []],
    [[[0]], [[0]]],
    [[[1], [0]], [[0, 1]]],
    [[[1], [2], [1]], [[1, 2]]],
    [
      [[2], [3], [0], [1, 0]],
      [
        [0, 2],
        [1, 3],
      ],
    ],
    [[[1, 0], [2], [0], [0]], [[0, 1, 2]]],
  ])('finds in %j the knots %j', (edges, knots) => {
    expect(knotsOf(edges)).toEqual(knots);
  });

  it('finds a ring of 100,000', () => {
    const ring = Array.from({ length: 100_000 }, (_, node) => [(node + 1) % 100_000]);
    expect(knotsOf(ring)).toEqual([[...ring.keys()]]);
  });

  it('finds what reaches itself, as a search from each node does', () => {
    const graphs = fc
      .integer({ min: 1, max: 12 })
      .chain((size) =>
        fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
      );
    fc.assert(
      fc.property(graphs, (edges) => {
        const reached = edges.map((_, node) => reachedFrom(node, edges));
        const expected = [...edges.keys()]
          .filter((node) => reached[node]?.has(node))
          .map((node) =>
            [...edges.keys()].filter((other) => reached[node]?.has(other) && reached[other]?.has(node)),
          )
          .filter(([first], index, all) => all.findIndex(([other]) => other === first) === index);
        expect(knotsOf(edges)).toEqual(expected);
      }),
    );
  });
});

function reachedFrom(start: number, edges: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...(edges[start] ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    open.push(...(edges[node] ?? []));
  }
  return reached;
}
