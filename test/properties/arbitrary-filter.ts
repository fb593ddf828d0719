import fc from 'fast-check';
import { attributesOf, findByName, isJsonObject } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue, ResourceType } from '@flosum/scim-schema';
import { jsonString, respell, text, variantOf } from './arbitrary-text.js';

/** The texts that resources have for an attribute: of these the values of the filters are made. */
type Pool = ReadonlyMap<AttributeDefinition, readonly string[]>;

/** Filters as texts: the whole grammar over all attributes of a type, with values that the resources have. */
export function filterText(type: ResourceType, bodies: readonly JsonObject[]): fc.Arbitrary<string> {
  const pool = collectTexts(type, bodies);
  const conditions = namedAttributes(type).map(({ names, attribute }) =>
    fc.oneof(
      { weight: 2, arbitrary: condition(names, attribute, pool) },
      ...(attribute.type === 'complex'
        ? [{ weight: 2, arbitrary: conditionOnPart(names, attribute, pool) }]
        : []),
      ...(attribute.type === 'complex' || attribute.multiValued
        ? [{ weight: 3, arbitrary: valuePath(names, attribute, pool) }]
        : []),
    ),
  );
  return logic(fc.oneof(...conditions));
}

interface NamedAttribute {
  readonly names: readonly string[];
  readonly attribute: AttributeDefinition;
}

/** All attributes with their bare and their qualified names. */
function namedAttributes(type: ResourceType): readonly NamedAttribute[] {
  const core = attributesOf(type).map((attribute) => ({
    names: [attribute.name, attribute.name, `${type.schema.id}:${attribute.name}`],
    attribute,
  }));
  const more = type.extensions.flatMap(({ schema }) =>
    schema.attributes.map((attribute) => {
      const bare = findByName(attributesOf(type), attribute.name) === undefined ? [attribute.name] : [];
      return { names: [...bare, `${schema.id}:${attribute.name}`], attribute };
    }),
  );
  return [...core, ...more];
}

/** `and`, `or`, `not` and parentheses around conditions. */
function logic(conditions: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { filter } = fc.letrec<{ filter: string }>((tie) => {
    const joined = (word: string): fc.Arbitrary<string> =>
      fc.tuple(tie('filter'), blank(), respell(word), blank(), tie('filter')).map((parts) => parts.join(''));
    return {
      filter: fc.oneof(
        { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
        { weight: 5, arbitrary: conditions },
        { weight: 1, arbitrary: joined('and') },
        { weight: 2, arbitrary: joined('or') },
        {
          weight: 2,
          arbitrary: fc
            .tuple(respell('not'), fc.constantFrom('', ' '), tie('filter'))
            .map(([word, space, inner]) => `${word}${space}(${inner})`),
        },
        { weight: 1, arbitrary: tie('filter').map((inner) => `( ${inner})`) },
      ),
    };
  });
  return filter;
}

function blank(): fc.Arbitrary<string> {
  return fc.constantFrom(' ', ' ', ' ', '  ', '\t');
}

function nameOf(names: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...names).chain(respell);
}

function conditionOnPart(
  names: readonly string[],
  { subAttributes = [] }: AttributeDefinition,
  pool: Pool,
): fc.Arbitrary<string> {
  return fc.oneof(
    ...subAttributes.map((part) =>
      condition(
        names.map((name) => `${name}.${part.name}`),
        part,
        pool,
      ),
    ),
  );
}

/** `emails[type eq "work"]`, and `emails[type eq "work"].value eq "x"`. */
function valuePath(
  names: readonly string[],
  attribute: AttributeDefinition,
  pool: Pool,
): fc.Arbitrary<string> {
  const parts = attribute.subAttributes ?? [{ ...attribute, multiValued: false, name: 'value' }];
  const source = attribute.subAttributes === undefined ? attribute : undefined;
  const onParts = fc.oneof(...parts.map((part) => condition([part.name], part, pool, source)));
  const behind = fc.oneof(...parts.map((part) => condition([`.${part.name}`], part, pool, source)));
  return fc
    .tuple(nameOf(names), logic(onParts), fc.option(behind, { nil: '', freq: 2 }))
    .map(([name, inner, rest]) => `${name}[${inner}]${rest}`);
}

/** One condition on an attribute, with each operator that its type has. */
function condition(
  names: readonly string[],
  attribute: AttributeDefinition,
  pool: Pool,
  source: AttributeDefinition = attribute,
): fc.Arbitrary<string> {
  const compared =
    attribute.type === 'complex' ? findByName(attribute.subAttributes ?? [], 'value') : attribute;
  const present = fc.tuple(nameOf(names), respell('pr')).map((parts) => parts.join(' '));
  const withNull = fc
    .tuple(nameOf(names), fc.constantFrom('eq', 'ne'))
    .map((parts) => `${parts.join(' ')} null`);
  if (compared === undefined) return fc.oneof(present, withNull);
  const comparison = fc
    .tuple(
      nameOf(names),
      blank(),
      fc.constantFrom(...operatorsOf(compared)).chain(respell),
      blank(),
      literal(compared, pool.get(source === attribute ? compared : source) ?? []),
    )
    .map((parts) => parts.join(''));
  return fc.oneof({ weight: 8, arbitrary: comparison }, present, withNull);
}

function operatorsOf({ type }: AttributeDefinition): readonly string[] {
  const order = ['gt', 'ge', 'lt', 'le'];
  switch (type) {
    case 'boolean':
      return ['eq', 'ne'];
    case 'integer':
    case 'decimal':
    case 'dateTime':
      return ['eq', 'ne', ...order];
    case 'binary':
      return ['eq', 'ne', 'co', 'sw', 'ew'];
    default:
      return ['eq', 'ne', 'co', 'sw', 'ew', ...order];
  }
}

function literal({ type, canonicalValues = [] }: AttributeDefinition, found: readonly string[]) {
  switch (type) {
    case 'boolean':
      return fc.constantFrom('true', 'false', '"True"', '"False"');
    case 'integer':
    case 'decimal':
      return fc.constantFrom('0', '-1', '1', '0.5', '1e0', '9');
    case 'dateTime':
      return found.length === 0
        ? fc.constantFrom(...FAR_INSTANTS)
        : fc.oneof({ weight: 9, arbitrary: instantNear(found) }, fc.constantFrom(...FAR_INSTANTS));
    default: {
      const known = [...found, ...canonicalValues];
      return fc
        .oneof(
          ...(known.length === 0 ? [] : [{ weight: 12, arbitrary: variantOf(known) }]),
          { weight: 3, arbitrary: text() },
          { weight: 1, arbitrary: fc.constant('') },
        )
        .chain(jsonString);
    }
  }
}

const FAR_INSTANTS = ['"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59.999999999Z"'] as const;

/** An instant that a resource has, or one close to it, in some zone and with some digits. */
function instantNear(found: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...found),
      fc.constantFrom(0, 0, 0, -1, 1, 1_000, -86_400_000),
      fc.constantFrom(0, 0, 330, -480, 840, -840),
      fc.constantFrom('', '000000', '000001', '5'),
      fc.constantFrom('Z', '', '+00:00', '-00:00'),
      fc.boolean(),
    )
    .map(([instant, difference, minutes, digits, utc, isWhole]) => {
      const local = new Date(Date.parse(instant) + difference + minutes * 60_000).toISOString();
      const fraction = isWhole && local.slice(20, 23) === '000' ? '' : `.${local.slice(20, 23)}${digits}`;
      return `"${local.slice(0, 19)}${fraction}${minutes === 0 ? utc : zoneOf(minutes)}"`;
    });
}

function zoneOf(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function collectTexts(type: ResourceType, bodies: readonly JsonObject[]): Pool {
  const pool = new Map<AttributeDefinition, string[]>();
  const collect = (attributes: readonly AttributeDefinition[], object: JsonObject): void => {
    for (const attribute of attributes) {
      const value = object[attribute.name];
      for (const element of Array.isArray(value) ? (value as readonly JsonValue[]) : [value]) {
        if (isJsonObject(element)) collect(attribute.subAttributes ?? [], element);
        if (typeof element === 'string') pool.set(attribute, [...(pool.get(attribute) ?? []), element]);
      }
    }
  };
  for (const body of bodies) {
    collect(attributesOf(type), body);
    for (const { schema } of type.extensions) {
      const extension = body[schema.id];
      if (isJsonObject(extension)) collect(schema.attributes, extension);
    }
  }
  return pool;
}
