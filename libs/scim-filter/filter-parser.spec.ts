import { MAX_FILTER_DEPTH, MAX_FILTER_LENGTH, MAX_FILTER_TERMS, parseFilter } from './index.js';

const ATTRIBUTE = 'the name of an attribute was expected, but the end is there';
const NAME = 'this is not the name of an attribute';
const VALUE = 'a value was expected: a text in double quotes, a number, true, false or null';

describe('parseFilter', () => {
  // RFC 7644 figure 1: FLT-1, FLT-2, FLT-4, FLT-11, FLT-14, FLT-19 and FLT-20 of the protocol.
  it.each([
    { filter: '', position: 0, problem: ATTRIBUTE },
    { filter: '   ', position: 3, problem: ATTRIBUTE },
    { filter: '"x"', position: 0, problem: 'the name of an attribute was expected, but "x" is there' },
    { filter: 'userName', position: 8, problem: 'an operator was expected, but the end is there' },
    { filter: 'userName eq', position: 11, problem: 'a value was expected' },
    { filter: 'userName eq ', position: 12, problem: 'a value was expected' },
    {
      filter: 'userName pr "x"',
      position: 12,
      problem: 'nothing was expected behind the filter, but "x" is there',
    },
    { filter: 'userName regex "x"', position: 9, problem: '"regex" is not an operator' },
    { filter: 'userName ^^ "x"', position: 9, problem: '"^^" is not an operator' },
    { filter: 'userName = "x"', position: 9, problem: '"=" is not an operator' },
    { filter: 'userName not eq "x"', position: 9, problem: '"not" is not an operator' },
    { filter: 'userName "x"', position: 9, problem: 'an operator was expected, but "x" is there' },
    { filter: 'userName eq and', position: 12, problem: VALUE },
    { filter: 'userName eq (1)', position: 12, problem: 'a value was expected' },
    { filter: 'userName pr and', position: 15, problem: ATTRIBUTE },
    { filter: 'userName pr or', position: 14, problem: ATTRIBUTE },
    { filter: 'and userName pr', position: 4, problem: '"userName" is not an operator' },
    { filter: 'a pr and and b pr', position: 13, problem: '"b" is not an operator' },
    {
      filter: 'userName pr userType pr',
      position: 12,
      problem: 'nothing was expected behind the filter, but "userType" is there',
    },
    { filter: 'not userName pr', position: 4, problem: '"(" was expected behind "not"' },
    { filter: 'not', position: 3, problem: '"(" was expected behind "not"' },
    { filter: 'a pr and not b pr', position: 13, problem: '"(" was expected behind "not"' },
    { filter: '(userName pr', position: 12, problem: '")" was expected, but the end is there' },
    {
      filter: 'userName pr)',
      position: 11,
      problem: 'nothing was expected behind the filter, but ")" is there',
    },
    { filter: '()', position: 1, problem: 'the name of an attribute was expected, but ")" is there' },
    { filter: '(a pr]', position: 5, problem: '")" was expected, but "]" is there' },
    { filter: '1abc pr', position: 0, problem: NAME },
    { filter: 'a..b pr', position: 0, problem: NAME },
    { filter: 'a.b.c pr', position: 0, problem: NAME },
    { filter: 'a. pr', position: 0, problem: NAME },
    { filter: '_a pr', position: 0, problem: NAME },
    { filter: '__proto__ pr', position: 0, problem: NAME },
    { filter: 'x pr and /emails/0 pr', position: 9, problem: NAME },
    { filter: 'http://x.test:a pr', position: 0, problem: NAME },
    { filter: 'emails[]', position: 7, problem: 'the name of an attribute was expected, but "]" is there' },
    { filter: 'emails[0]', position: 7, problem: NAME },
    { filter: 'emails[type eq "work"', position: 21, problem: '"]" was expected, but the end is there' },
    { filter: 'emails[type eq "work")', position: 21, problem: '"]" was expected, but ")" is there' },
    { filter: 'emails]', position: 6, problem: 'an operator was expected, but "]" is there' },
    { filter: 'emails[type[value eq "x"]]', position: 11, problem: '"[" cannot stand here' },
    { filter: 'name.givenName[value eq "x"]', position: 14, problem: '"[" cannot stand here' },
    {
      filter: 'emails[type eq "work"].value',
      position: 28,
      problem: 'an operator was expected, but the end is there',
    },
    {
      filter: 'emails[type eq "work"].',
      position: 22,
      problem: 'the name of a sub-attribute was expected behind "."',
    },
    {
      filter: 'emails[type eq "work"].a.b eq "x"',
      position: 22,
      problem: 'the name of a sub-attribute was expected behind "."',
    },
    {
      filter: 'emails[type eq "work"] .value eq "x"',
      position: 23,
      problem: 'nothing was expected behind the filter, but ".value" is there',
    },
    {
      filter: 'emails[type eq "work"] eq "x"',
      position: 23,
      problem: 'nothing was expected behind the filter, but "eq" is there',
    },
    {
      filter: 'userName eq "a", "b"',
      position: 15,
      problem: 'nothing was expected behind the filter, but "," is there',
    },
    { filter: 'userName\u00a0eq "x"', position: 8, problem: '"" is not an operator' },
  ])('refuses $filter at $position: $problem', ({ filter, position, problem }) => {
    expect(() => parseFilter(filter)).toThrow(
      expect.objectContaining({
        name: 'InvalidFilterError',
        status: 400,
        scimType: 'invalidFilter',
        position,
        problem,
        detail: `Filter not understood at character ${position + 1}: ${problem}.`,
      }),
    );
  });

  // RFC 7159: FLT-7, FLT-9 and FLT-10. Unquoted and single-quoted values are refused on purpose.
  it.each([
    ["'x'", 5, VALUE],
    ['x', 5, VALUE],
    ['jyoung@x.test', 5, VALUE],
    ['TRUE', 5, VALUE],
    ['False', 5, VALUE],
    ['NULL', 5, VALUE],
    ['undefined', 5, VALUE],
    ['01', 5, VALUE],
    ['+1', 5, VALUE],
    ['.5', 5, VALUE],
    ['1.', 5, VALUE],
    ['1e', 5, VALUE],
    ['0x10', 5, VALUE],
    ['1_000', 5, VALUE],
    ['-', 5, VALUE],
    ['NaN', 5, VALUE],
    ['Infinity', 5, VALUE],
    ['1e999', 5, VALUE],
    ['[1]', 5, 'a value was expected'],
    ['{}', 5, VALUE],
    ['"x', 5, 'a string begins here and has no closing quote'],
    ['"', 5, 'a string begins here and has no closing quote'],
    [String.raw`"x\"`, 5, 'a string begins here and has no closing quote'],
    ['"a\nb"', 5, 'the string that begins here is no valid JSON string'],
    ['"a\tb"', 5, 'the string that begins here is no valid JSON string'],
    ['"a\u0000b"', 5, 'the string that begins here is no valid JSON string'],
    [String.raw`"\x41"`, 5, 'the string that begins here is no valid JSON string'],
    [String.raw`"\u00"`, 5, 'the string that begins here is no valid JSON string'],
    ['"x""y"', 8, 'nothing was expected behind the filter, but "y" is there'],
  ])('refuses the value %j', (literal, position, problem) => {
    expect(() => parseFilter(`a eq ${literal}`)).toThrow(expect.objectContaining({ position, problem }));
  });

  // FLT-23: limits, answered at once and without using up the stack.
  it.each([
    ['parentheses', '(', ')'],
    ['negations', 'not (', ')'],
  ])('takes %s up to a depth and refuses one more', (_case, open, close) => {
    const nest = (depth: number): string => `${open.repeat(depth)}a pr${close.repeat(depth)}`;

    expect(() => parseFilter(nest(MAX_FILTER_DEPTH))).not.toThrow();
    expect(() => parseFilter(nest(MAX_FILTER_DEPTH + 1))).toThrow(
      expect.objectContaining({
        position: open.length * (MAX_FILTER_DEPTH + 1) - 1,
        problem: 'it is nested too deeply',
      }),
    );
  });

  it('counts brackets as a level', () => {
    const nest = (depth: number): string => `${'('.repeat(depth)}x[a pr]${')'.repeat(depth)}`;

    expect(() => parseFilter(nest(MAX_FILTER_DEPTH - 1))).not.toThrow();
    expect(() => parseFilter(nest(MAX_FILTER_DEPTH))).toThrow('it is nested too deeply');
  });

  it('counts the levels again behind a group that was closed', () => {
    const filter = Array.from({ length: MAX_FILTER_DEPTH * 2 }, () => '(x[a pr])').join(' and ');

    expect(() => parseFilter(filter)).not.toThrow();
  });

  it('takes a number of conditions and refuses one more', () => {
    const join = (count: number): string => Array.from({ length: count }, () => 'a pr').join(' or ');

    expect(() => parseFilter(join(MAX_FILTER_TERMS))).not.toThrow();
    expect(() => parseFilter(join(MAX_FILTER_TERMS + 1))).toThrow(
      `it has more than ${MAX_FILTER_TERMS} conditions`,
    );
  });

  it('takes a length and refuses one character more', () => {
    const fill = (length: number): string => `a eq "${'x'.repeat(length - 7)}"`;

    expect(() => parseFilter(fill(MAX_FILTER_LENGTH))).not.toThrow();
    expect(() => parseFilter(fill(MAX_FILTER_LENGTH + 1))).toThrow(
      expect.objectContaining({ position: MAX_FILTER_LENGTH, problem: 'it is longer than 10000 characters' }),
    );
  });

  it.each([
    ['opening parentheses', '('.repeat(MAX_FILTER_LENGTH)],
    ['opening brackets', 'a['.repeat(MAX_FILTER_LENGTH / 2)],
    ['quotes', '"'.repeat(MAX_FILTER_LENGTH)],
    ['backslashes in an open string', `a eq "${'\\'.repeat(MAX_FILTER_LENGTH - 6)}`],
    ['escapes in an open string', `a eq "${'\\"'.repeat(MAX_FILTER_LENGTH / 2 - 3)}`],
    ['blanks', ' '.repeat(MAX_FILTER_LENGTH)],
    ['dots', 'a.'.repeat(MAX_FILTER_LENGTH / 2)],
    ['colons', 'urn:'.repeat(MAX_FILTER_LENGTH / 4)],
    ['digits', `a eq ${'1'.repeat(MAX_FILTER_LENGTH - 6)}e`],
    ['more than is read at all', '('.repeat(1_000_000)],
  ])('refuses the longest filter of %s at once', (_case, filter) => {
    const start = performance.now();

    expect(() => parseFilter(filter)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }));
    expect(performance.now() - start).toBeLessThan(250);
  });

  it('does not repeat long input in its message', () => {
    expect(() => parseFilter(`a ${'x'.repeat(5000)}`)).toThrow(
      expect.objectContaining({ problem: `"${'x'.repeat(40)}" is not an operator` }),
    );
  });
});
