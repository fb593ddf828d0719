import fc from 'fast-check';
import {
  checkFilter,
  formatFilter,
  formatPath,
  MAX_FILTER_LENGTH,
  parseFilter,
  parsePath,
} from '@flosum/scim-filter';
import { InvalidFilterError, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';
import { filterText } from './arbitrary-filter.js';
import { resources } from './arbitrary-resource.js';
import { answerOrScimError, mutated } from './arbitrary-mutation.js';
import { FILTERS, SEED, TIMEOUT } from './fuzz-settings.js';

const RUNS = { seed: SEED, numRuns: FILTERS * 2 };
const [MADE = []] = fc.sample(resources(USER_RESOURCE_TYPE, 10), { seed: SEED, numRuns: 1 });
const BODIES: readonly JsonObject[] = MADE.map((made, index) => ({
  ...made,
  id: `0000000${index}-0000-7000-8000-000000000000`,
  meta: { created: '2026-01-31T08:00:00.000Z', version: 'W/"1"' },
}));
const filters = filterText(USER_RESOURCE_TYPE, BODIES);
const paths = filters.map((text) => text.replace(/ .*/s, ''));

describe(`the parser of filters (FUZZ_SEED=${SEED})`, () => {
  it(
    'reads what it has written as the same filter',
    () => {
      fc.assert(
        fc.property(filters, (text) => {
          const filter = parseFilter(text);
          const written = formatFilter(filter);
          expect(parseFilter(written)).toEqual(filter);
          expect(formatFilter(parseFilter(written))).toBe(written);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'finds every generated filter in order',
    () => {
      fc.assert(
        fc.property(filters, (text) => {
          expect(() => checkFilter(parseFilter(text), USER_RESOURCE_TYPE)).not.toThrow();
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  const anyText = fc.oneof(
    mutated(filters),
    mutated(paths),
    fc.string({ maxLength: 200, unit: 'binary' }),
    fc.string({ maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(...'()[]".\\: \t$'.split(''), 'and', 'or', 'not', 'eq', 'pr', 'id', 'emails', '1'),
      )
      .map((parts) => parts.join('')),
  );

  it(
    'answers any text with a filter or a SCIM error',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const filter = answerOrScimError(() => parseFilter(text));
          if (filter === undefined) return;
          expect(parseFilter(formatFilter(filter))).toEqual(filter);
          answerOrScimError(() => checkFilter(filter, USER_RESOURCE_TYPE));
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'answers any text with a path or a SCIM error',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const path = answerOrScimError(() => parsePath(text));
          if (path !== undefined) expect(parsePath(formatPath(path))).toEqual(path);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  const NASTY: readonly string[] = [
    ...['(', ')', '[', ']', '"', '\\', '.', ':', ' ', '\t\n', '$', '-', '1', '1e', 'a', 'a.', 'a:', 'urn:'],
    ...[
      'not(',
      'not ',
      'id pr and ',
      'id pr or ',
      'emails[',
      'a[b[',
      '"\\',
      '"\\"',
      '\\u0000',
      '"" ',
      '😀',
      '\ud800',
      '\u0301',
    ],
    ...[
      '(id pr) and (',
      'not (id pr) or not (',
      'id eq "',
      'id eq 1',
      'id eq -',
      'urn:a:2.0:',
      'emails[type pr].',
    ],
  ];

  it.each(NASTY.map((part) => [JSON.stringify(part), part] as const))(
    'takes no time over as many %s as fit',
    (_name, part) => {
      const longest = part.repeat(MAX_FILTER_LENGTH).slice(0, MAX_FILTER_LENGTH);
      const before = performance.now();
      for (const text of [
        longest,
        `${longest}x`,
        `id eq "${longest}`.slice(0, MAX_FILTER_LENGTH),
        `"${longest}`.repeat(100),
      ]) {
        for (const read of [parseFilter, parsePath]) answerOrScimError(() => read(text));
      }
      expect(performance.now() - before).toBeLessThan(1_000);
    },
  );

  it('refuses more than fits, as a SCIM error', () => {
    expect(() => parseFilter(`id eq "${'a'.repeat(1_000_000)}"`)).toThrow(InvalidFilterError);
  });
});
