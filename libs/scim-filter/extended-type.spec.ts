import type { JsonObject, JsonValue, SchemaDefinition } from '@flosum/scim-schema';
import {
  DEFAULT_PROJECTION,
  defineAttribute,
  defineComplex,
  defineList,
  extendType,
  InvalidFilterError,
  projectResource,
  readProjection,
  readResource,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import { checkFilter, evaluateFilter, parseFilter, toComparable } from './index.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

/** What a tenant may define: each type, and each characteristic. */
const SCHEMA: SchemaDefinition = {
  id: URN,
  name: 'Acme',
  description: 'What Acme knows of a person',
  attributes: [
    defineAttribute('badge', 'Without case.'),
    defineAttribute('token', 'With case.', { caseExact: true }),
    defineAttribute('vip', 'A boolean.', { type: 'boolean' }),
    defineAttribute('rate', 'A decimal.', { type: 'decimal' }),
    defineAttribute('floor', 'An integer.', { type: 'integer' }),
    defineAttribute('hired', 'An instant.', { type: 'dateTime' }),
    defineAttribute('photo', 'Binary.', { type: 'binary' }),
    defineAttribute('home', 'A reference.', { type: 'reference', referenceTypes: ['external'] }),
    defineAttribute('tags', 'A list of texts.', { multiValued: true }),
    defineAttribute('levels', 'A list of numbers.', { type: 'integer', multiValued: true }),
    defineComplex('desk', 'Complex.', [
      defineAttribute('room', 'A part.'),
      defineAttribute('seats', 'A part.', { type: 'integer' }),
      defineAttribute('key', 'A part that is never shown.', { returned: 'never' }),
    ]),
    defineList('cards', 'A list of objects.', [
      defineAttribute('value', 'With case.', { caseExact: true }),
      defineAttribute('type', 'Without case.'),
      defineAttribute('valid', 'A part.', { type: 'boolean' }),
    ]),
    defineAttribute('serial', 'Immutable.', { mutability: 'immutable' }),
    defineAttribute('score', 'Read-only.', { type: 'integer', mutability: 'readOnly' }),
    defineAttribute('pin', 'Write-only.', { mutability: 'writeOnly', returned: 'never' }),
    defineAttribute('hidden', 'Never shown.', { returned: 'never' }),
    defineAttribute('shown', 'Always shown.', { returned: 'always' }),
    defineAttribute('asked', 'Shown when asked for.', { returned: 'request' }),
    // A name that stands in the core as well means the core without its URN.
    defineAttribute('title', 'Another title.'),
  ],
};

const ACME = extendType(USER_RESOURCE_TYPE, [SCHEMA]);

const attributes: JsonObject = {
  badge: 'B-1',
  token: 'Tok',
  vip: true,
  rate: 1.5,
  floor: 3,
  hired: '2026-01-31T08:00:00+02:00',
  photo: 'aGk=',
  home: 'https://acme.test/jo',
  tags: ['Blue', 'green'],
  levels: [1, 5],
  desk: { room: 'R7', seats: 2, key: 'secret' },
  cards: [{ value: 'C1', type: 'Door', valid: true }, { value: 'C2' }],
  serial: 's1',
  pin: '1234',
  hidden: 'h',
  shown: 's',
  asked: 'a',
  title: 'Acme title',
};
const body: JsonObject = { schemas: [USER_URN, URN], userName: 'jo', title: 'Core title', [URN]: attributes };
const resource = readResource(ACME, body);

describe('extendType', () => {
  it('adds optional extensions, and hands the type itself back for none', () => {
    expect(extendType(USER_RESOURCE_TYPE, [])).toBe(USER_RESOURCE_TYPE);
    expect(ACME.extensions).toEqual([...USER_RESOURCE_TYPE.extensions, { schema: SCHEMA, required: false }]);
    expect(readResource(ACME, { schemas: [USER_URN], userName: 'jo' })).not.toHaveProperty([URN]);
  });
});

describe('an attribute of a tenant', () => {
  it('is read', () => {
    expect(resource).toEqual(body);
    const { [URN]: _extension, ...core } = body;
    expect(readResource(ACME, { ...core, [URN.toUpperCase()]: { ...attributes, score: 1 } })).toEqual(body);
  });

  it.each<[string, JsonValue]>([
    ['badge', 1],
    ['vip', 'perhaps'],
    ['rate', '1.5'],
    ['floor', 1.5],
    ['hired', '2026-01-31'],
    ['photo', '***'],
    ['home', 5],
    ['tags', [1]],
    ['levels', ['1']],
    ['desk', 'R7'],
    ['desk', { seats: '2' }],
    ['cards', [{ valid: 'x' }]],
  ])('is read as its type: %s is not %j', (name, value) => {
    expect(() => readResource(ACME, { ...body, [URN]: { [name]: value } })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue', detail: expect.stringContaining(name) }),
    );
  });

  it.each([
    ['badge eq "b-1"', true],
    ['token eq "tok"', false],
    ['token eq "Tok"', true],
    ['vip eq true', true],
    ['rate gt 1', true],
    ['floor le 2', false],
    ['hired eq "2026-01-31T06:00:00Z"', true],
    ['photo eq "AGK="', false],
    ['home sw "https:"', true],
    ['tags eq "BLUE"', true],
    ['tags[value ew "een"]', true],
    ['levels gt 4', true],
    ['levels[value gt 1 and value lt 5]', false],
    ['desk.room eq "r7"', true],
    ['desk.seats pr', true],
    ['cards[type eq "door" and valid eq true]', true],
    ['cards.value eq "c1"', false],
    ['serial eq "s1"', true],
    ['score pr', false],
    ['asked eq "a"', true],
    ['title eq "acme title"', true],
  ])('is filtered by: %s is %s', (filter, expected) => {
    const comparable = toComparable(ACME, resource);

    expect(evaluateFilter(checkFilter(parseFilter(`${URN}:${filter}`), ACME), comparable)).toBe(expected);
    if (!filter.startsWith('title')) {
      expect(evaluateFilter(checkFilter(parseFilter(filter), ACME), comparable)).toBe(expected);
    }
  });

  it('gives way to the core where its name stands without its URN', () => {
    const comparable = toComparable(ACME, resource);

    expect(evaluateFilter(checkFilter(parseFilter('title eq "Core title"'), ACME), comparable)).toBe(true);
  });

  it.each(['pin pr', 'hidden eq "h"', 'desk.key sw "s"', 'nope pr', 'constructor pr', 'desk.toString pr'])(
    'is not filtered by when it is never shown, or not there: %s',
    (filter) => {
      for (const text of [filter, `${URN}:${filter}`]) {
        expect(() => checkFilter(parseFilter(text), ACME)).toThrow(InvalidFilterError);
      }
    },
  );

  it('is shown as its characteristics say', () => {
    const { pin: _pin, hidden: _hidden, asked: _asked, ...shown } = attributes;
    const desk = { room: 'R7', seats: 2 };

    expect(projectResource(ACME, resource, DEFAULT_PROJECTION)).toEqual({
      ...body,
      [URN]: { ...shown, desk },
    });
    const only = (...names: readonly string[]): JsonValue | undefined =>
      projectResource(ACME, resource, readProjection(ACME, names, undefined))[URN];
    expect(only('userName')).toEqual({ shown: 's' });
    expect(only(`${URN}:asked`, 'hidden', `${URN}:pin`, 'desk.key', 'cards.value')).toEqual({
      shown: 's',
      asked: 'a',
      cards: [{ value: 'C1' }, { value: 'C2' }],
    });
    expect(
      projectResource(ACME, resource, readProjection(ACME, undefined, [URN, `${URN}:shown`]))[URN],
    ).toEqual({ shown: 's' });
  });
});
