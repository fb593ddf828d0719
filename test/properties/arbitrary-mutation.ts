import fc from 'fast-check';
import { isJsonObject, ScimError } from '@flosum/scim-schema';
import type { JsonValue } from '@flosum/scim-schema';

/** The answer of `work`, or nothing when it ends by a SCIM error; whatever else is thrown is a failure. */
export function answerOrScimError<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    expect(error.detail).not.toBe('');
    return undefined;
  }
}

const SNIPPETS = [
  '(',
  ')',
  '[',
  ']',
  '"',
  '\\',
  '.',
  ':',
  ' ',
  ',',
  '$ref',
  ' and ',
  ' not ',
  'null',
  '1',
  '\u0000',
  '\ud83d',
  'ß',
];

/** Texts in which something is left out, put in or said twice. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('', ...SNIPPETS), fc.boolean());
  return fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((changed, [place, length, snippet, isTwice]) => {
      const from = place % (changed.length + 1);
      const part = changed.slice(from, from + length);
      return changed.slice(0, from) + (isTwice ? part + part : snippet) + changed.slice(from + length);
    }, text),
  );
}

type Change = readonly [place: number, kind: number, value: JsonValue];

/** JSON in which some value is another one, or gone, or in a list, or under a name in another case. */
export function mutatedJson(documents: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  const change = fc.tuple(fc.nat(), fc.nat({ max: 5 }), anyJson());
  return fc
    .tuple(documents, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([document, changes]) => changes.reduce(changeOnce, document));
}

export function anyJson(): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) as fc.Arbitrary<JsonValue>,
    fc.constantFrom<JsonValue>(null, '', [], {}, [[]], [null], 'True', '\u0000', '\ud800', 1e308, -0, 0.5, {
      value: null,
    }),
    fc.constantFrom<JsonValue>({ toString: 1 }, JSON.parse('{"__proto__":{"a":1}}') as JsonValue, {
      constructor: 'x',
    }),
  );
}

function changeOnce(document: JsonValue, [place, kind, other]: Change): JsonValue {
  let left = place % countValues(document);
  const visit = (value: JsonValue): JsonValue | undefined => {
    left -= 1;
    if (left === -1) return change(value, kind, other);
    if (Array.isArray(value)) {
      return (value as readonly JsonValue[]).map(visit).filter((element) => element !== undefined);
    }
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).flatMap(([name, member]) => {
      const isChosen = left === 0;
      const next = visit(member);
      const spelt = isChosen && kind === 4 ? name.toUpperCase() : name;
      return next === undefined ? [] : [[spelt, next] as const];
    });
    return Object.fromEntries(entries);
  };
  return visit(document) ?? null;
}

function change(value: JsonValue, kind: number, other: JsonValue): JsonValue | undefined {
  switch (kind) {
    case 0:
      return undefined;
    case 1:
      return [value, value];
    case 2:
      return { value };
    case 3:
      return typeof value === 'string' ? `${value}"` : other;
    case 4:
      return value;
    default:
      return other;
  }
}

function countValues(value: JsonValue): number {
  if (Array.isArray(value))
    return (
      1 + (value as readonly JsonValue[]).reduce<number>((sum, element) => sum + countValues(element), 0)
    );
  if (!isJsonObject(value)) return 1;
  return 1 + Object.values(value).reduce<number>((sum, member) => sum + countValues(member), 0);
}
