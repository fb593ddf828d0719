import type { JsonValue } from './index.js';
import { deepEqual } from './index.js';

describe('deepEqual', () => {
  it.each<[JsonValue | undefined, JsonValue | undefined]>([
    [undefined, undefined],
    [null, null],
    ['a', 'a'],
    [0, -0],
    [{}, {}],
    [[], []],
    [
      { a: 1, b: [true, { c: null }] },
      { b: [true, { c: null }], a: 1 },
    ],
  ])('finds %j and %j the same', (left, right) => {
    expect(deepEqual(left, right)).toBe(true);
  });

  it.each<[JsonValue | undefined, JsonValue | undefined]>([
    [undefined, null],
    [null, {}],
    [null, ''],
    [{}, []],
    ['1', 1],
    ['a', 'A'],
    [true, 'true'],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 1]],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: 1, b: 1 }, { a: 1 }],
    [{ toString: 'x' }, { a: 'x' }],
    [{ a: { b: [1] } }, { a: { b: [2] } }],
  ])('finds %j and %j different', (left, right) => {
    expect(deepEqual(left, right)).toBe(false);
    expect(deepEqual(right, left)).toBe(false);
  });
});
