import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';
import type { ComparisonOperator, Filter, FilterValue } from './index.js';
import { formatFilter, parseFilter } from './index.js';

describe('formatFilter', () => {
  // RFC 7644 figure 1. The second expectation is the round trip.
  it.each([
    ['userName EQ "bjensen"', 'userName eq "bjensen"'],
    ['title PR', 'title pr'],
    ['title pr  and   userType eq "Employee"', 'title pr and userType eq "Employee"'],
    ['(title pr)', 'title pr'],
    ['(title pr or nickName pr) and active eq true', '(title pr or nickName pr) and active eq true'],
    ['title pr or (nickName pr and active eq true)', 'title pr or nickName pr and active eq true'],
    ['a pr and (b pr and c pr)', 'a pr and (b pr and c pr)'],
    ['(a pr and b pr) and c pr', '(a pr and b pr) and c pr'],
    ['a pr or (b pr or c pr)', 'a pr or (b pr or c pr)'],
    ['a pr and b pr and c pr', 'a pr and b pr and c pr'],
    ['not(userName sw "svc-")', 'not (userName sw "svc-")'],
    ['not ((a pr))', 'not (a pr)'],
    ['not (not (a pr or b pr))', 'not (not (a pr or b pr))'],
    ['a pr and NOT (b pr) or c pr', 'a pr and not (b pr) or c pr'],
    ['displayName eq "say \\"hi\\""', 'displayName eq "say \\"hi\\""'],
    ['displayName eq "\\u00e9\\/\\u0009"', 'displayName eq "é/\\t"'],
    ['displayName eq "\\ud83d"', 'displayName eq "\\ud83d"'],
    ['a eq 1.50', 'a eq 1.5'],
    ['a eq -0', 'a eq 0'],
    ['a eq 1e3', 'a eq 1000'],
    ['a eq 1e21', 'a eq 1e+21'],
    ['a eq null or b ne false', 'a eq null or b ne false'],
    [`${ENTERPRISE_USER_URN}:manager.value eq "M1"`, `${ENTERPRISE_USER_URN}:manager.value eq "M1"`],
    ['emails[ type eq "work" ]', 'emails[type eq "work"]'],
    ['emails[type eq "work"].value eq "x"', 'emails[type eq "work" and value eq "x"]'],
    ['emails[type pr or value pr].primary eq true', 'emails[(type pr or value pr) and primary eq true]'],
    ['emails[type pr and value pr].primary eq true', 'emails[(type pr and value pr) and primary eq true]'],
    ['members.$ref pr', 'members.$ref pr'],
    ['members[$ref pr]', 'members[$ref pr]'],
  ])('writes %s as %s', (sent, canonical) => {
    expect(formatFilter(parseFilter(sent))).toBe(canonical);
    expect(parseFilter(canonical)).toEqual(parseFilter(sent));
  });

  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    'writes random filters so that they can be read, seed %i',
    (seed) => {
      const random = randomNumbers(seed);

      for (let round = 0; round < 25; round += 1) {
        const filter = randomFilter(random, 4, true);
        expect(parseFilter(formatFilter(filter))).toEqual(filter);
      }
    },
  );
});

const OPERATORS: readonly ComparisonOperator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const VALUES: readonly FilterValue[] = ['', 'x', 'a"b\\', '(or)', '😀\n', true, false, null, 0, -1.5, 1e21];

function randomFilter(random: () => number, depth: number, brackets: boolean): Filter {
  const kind = pick(
    random,
    depth === 0 ? ['present', 'compare'] : ['and', 'or', 'not', 'present', 'compare', 'valuePath'],
  );
  const operand = (): Filter => randomFilter(random, depth - 1, brackets);
  const path = {
    attribute: pick(random, ['a', 'b', 'and', 'nothing']),
    ...(random() < 0.3 && { subAttribute: '$ref' }),
  };
  switch (kind) {
    case 'and':
    case 'or':
      return { kind, operands: Array.from({ length: 2 + Math.floor(random() * 2) }, operand) };
    case 'not':
      return { kind, operand: operand() };
    case 'valuePath':
      return brackets
        ? { kind, path: { attribute: 'x' }, filter: randomFilter(random, depth - 1, false) }
        : { kind: 'present', path };
    case 'compare':
      return { kind, path, operator: pick(random, OPERATORS), value: pick(random, VALUES) };
    default:
      return { kind: 'present', path };
  }
}

function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** Mulberry32: the same numbers for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
