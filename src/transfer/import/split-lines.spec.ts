import { splitLines } from './split-lines.js';

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer, void> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function linesOf(texts: readonly string[], maxBytes = 10): Promise<readonly unknown[]> {
  const found = [];
  for await (const lines of splitLines(pieces(...texts), maxBytes)) {
    found.push(...lines.map(({ number, bytes }) => [number, bytes?.toString()]));
  }
  return found;
}

describe('splitLines', () => {
  it.each([
    [[], []],
    [
      ['a\nb\n'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      ['a\nb'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      ['a', 'b', '\nc'],
      [
        [1, 'ab'],
        [2, 'c'],
      ],
    ],
    [
      ['a\n', '\n', 'b'],
      [
        [1, 'a'],
        [2, ''],
        [3, 'b'],
      ],
    ],
    [
      ['a\r\nb'],
      [
        [1, 'a\r'],
        [2, 'b'],
      ],
    ],
    [
      ['1234567890\n1'],
      [
        [1, '1234567890'],
        [2, '1'],
      ],
    ],
    [
      ['12345678901\n1'],
      [
        [1, undefined],
        [2, '1'],
      ],
    ],
    [
      ['123456', '78901', '234\n1'],
      [
        [1, undefined],
        [2, '1'],
      ],
    ],
    [
      ['1\n12345678901'],
      [
        [1, '1'],
        [2, undefined],
      ],
    ],
    [[Buffer.from('ä').toString('latin1').slice(0, 0), 'ä\n'], [[1, 'ä']]],
  ])('splits %j', async (texts, expected) => {
    expect(await linesOf(texts)).toEqual(expected);
  });
});
