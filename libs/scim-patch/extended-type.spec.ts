import type { JsonObject, JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import {
  defineAttribute,
  defineComplex,
  defineList,
  extendType,
  PATCH_OP_URN,
  readReplacement,
  readResource,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

const ACME: ResourceType = extendType(USER_RESOURCE_TYPE, [
  {
    id: URN,
    name: 'Acme',
    description: 'What Acme knows of a person',
    attributes: [
      defineAttribute('badge', 'Required.', { required: true }),
      defineAttribute('vip', 'A boolean.', { type: 'boolean' }),
      defineAttribute('rate', 'A decimal.', { type: 'decimal' }),
      defineAttribute('hired', 'An instant.', { type: 'dateTime' }),
      defineAttribute('photo', 'Binary.', { type: 'binary' }),
      defineAttribute('tags', 'A list.', { multiValued: true }),
      defineComplex('desk', 'Complex.', [
        defineAttribute('room', 'A part.'),
        defineAttribute('seats', 'A part.', { type: 'integer' }),
      ]),
      defineList('cards', 'A list of objects.', [
        defineAttribute('value', 'With case.', { caseExact: true }),
        defineAttribute('type', 'Without case.'),
        defineAttribute('primary', 'A boolean.', { type: 'boolean' }),
      ]),
      defineAttribute('serial', 'Immutable.', { mutability: 'immutable' }),
      defineAttribute('score', 'Read-only.', { mutability: 'readOnly' }),
      defineAttribute('pin', 'Write-only.', { mutability: 'writeOnly', returned: 'never' }),
    ],
  },
]);

const user: ScimResource = readResource(ACME, {
  schemas: [USER_URN, URN],
  userName: 'jo',
  [URN]: { badge: 'B1', tags: ['a'], desk: { room: 'R7' }, cards: [{ value: 'C1', type: 'door' }], pin: '1' },
});

function patch(...operations: readonly JsonValue[]): JsonValue | undefined {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  return applyPatch(ACME, user, prepareOperations(ACME, read)).resource[URN];
}

describe('a PATCH of what a tenant has defined', () => {
  it.each<[string, JsonValue, object]>([
    ['badge', 'B2', { badge: 'B2' }],
    ['vip', true, { vip: true }],
    ['rate', 1.5, { rate: 1.5 }],
    ['hired', '2026-01-31T08:00:00Z', { hired: '2026-01-31T08:00:00Z' }],
    ['photo', 'aGk=', { photo: 'aGk=' }],
    ['tags', ['b'], { tags: ['a', 'b'] }],
    ['tags', 'b', { tags: ['a', 'b'] }],
    ['desk.seats', 2, { desk: { room: 'R7', seats: 2 } }],
    ['desk', { seats: 2 }, { desk: { room: 'R7', seats: 2 } }],
    ['cards[type eq "DOOR"].primary', true, { cards: [{ value: 'C1', type: 'door', primary: true }] }],
    [
      'cards',
      { value: 'c1', type: 'door' },
      {
        cards: [
          { value: 'C1', type: 'door' },
          { value: 'c1', type: 'door' },
        ],
      },
    ],
    ['serial', 's1', { serial: 's1' }],
    ['pin', '2', { pin: '2' }],
  ])('adds to %s the value %j', (name, value, expected) => {
    const next = { ...(user[URN] as JsonObject), ...expected };

    expect(patch({ op: 'add', path: `${URN}:${name}`, value })).toEqual(next);
    expect(patch({ op: 'add', path: name, value })).toEqual(next);
    expect(patch({ op: 'add', value: { [`${URN}:${name}`]: value } })).toEqual(next);
    expect(patch({ op: 'add', value: { [URN]: { [name]: value } } })).toEqual(next);
  });

  it.each<[JsonValue, string]>([
    [{ op: 'remove', path: `${URN}:badge` }, 'mutability'],
    [{ op: 'replace', path: `${URN}:score`, value: 'x' }, 'mutability'],
    [{ op: 'replace', path: `${URN}:vip`, value: 'perhaps' }, 'invalidValue'],
    [{ op: 'remove', path: `${URN}:cards[pin pr]` }, 'invalidPath'],
  ])('refuses %j with %s', (operation, scimType) => {
    expect(() => patch(operation)).toThrow(expect.objectContaining({ scimType }));
  });
});

// PAP-10: names are looked up among the attributes, never on an object.
describe('a name that every object of JavaScript knows', () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
  const spoilt = (name: string, value: JsonValue): JsonObject =>
    JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as JsonObject;

  it.each(names)('is no attribute: %s', (name) => {
    const bad: JsonValue = { isAdmin: true };
    const body = { ...user, ...spoilt(name, bad), name: spoilt(name, bad), emails: [spoilt(name, bad)] };

    expect(readResource(ACME, body)).toEqual(user);
    expect(readReplacement(ACME, user, body)).toEqual(user);
    expect(
      readResource(ACME, { ...user, [URN]: { ...(user[URN] as object), ...spoilt(name, bad) } }),
    ).toEqual(user);
    for (const operation of [
      { op: 'add', value: spoilt(name, bad) },
      { op: 'add', path: 'name', value: spoilt(name, bad) },
      { op: 'add', path: 'emails', value: [spoilt(name, bad)] },
      { op: 'replace', path: URN, value: spoilt(name, bad) },
      { op: 'add', path: `name.${name}`, value: 'x' },
      { op: 'add', path: `emails[type eq "work"].${name}`, value: 'x' },
      { op: 'add', path: `${URN}:${name}`, value: 'x' },
      { op: 'remove', path: name },
      { op: 'replace', path: `emails[${name} eq "x"]`, value: 'x' },
      spoilt(name, 'add'),
    ]) {
      expect(outcome(operation)).toEqual(user[URN]);
    }
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  /** The extension afterwards, which is the same when the operation was refused. */
  function outcome(operation: JsonValue): JsonValue | undefined {
    try {
      return patch(operation);
    } catch (error) {
      expect(error).toMatchObject({ status: 400 });
      return user[URN];
    }
  }
});
