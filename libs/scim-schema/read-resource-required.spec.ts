import type { JsonValue, ResourceType } from './index.js';
import {
  checkResource,
  defineAttribute,
  defineComplex,
  defineList,
  readResource,
  withSchemas,
} from './index.js';

const ROOM_URN = 'urn:example:schemas:2.0:Room';
const BUILDING_URN = 'urn:example:schemas:2.0:Building';

/** Core User has no required list, part or extension. */
const ROOM: ResourceType = {
  name: 'Room',
  description: 'A room',
  endpoint: '/Rooms',
  schema: {
    id: ROOM_URN,
    name: 'Room',
    description: 'A room',
    attributes: [
      defineAttribute('number', 'The number on the door.', { type: 'integer', required: true }),
      defineAttribute('tags', 'Words to find it by.', { multiValued: true, required: true }),
      defineAttribute('area', 'Measured by this service.', { required: true, mutability: 'readOnly' }),
      defineComplex('floor', 'Where it is.', [
        defineAttribute('level', 'The storey.', { type: 'integer', required: true }),
        defineAttribute('wing', 'The wing.'),
      ]),
      defineList('doors', 'Its doors.', [
        defineAttribute('value', 'The code of the lock.', { required: true }),
        defineAttribute('type', 'What kind it is.'),
      ]),
    ],
  },
  extensions: [
    {
      required: true,
      schema: {
        id: BUILDING_URN,
        name: 'Building',
        description: 'The building',
        attributes: [
          defineAttribute('name', 'The name of the building.', { required: true }),
          defineAttribute('city', 'The city.'),
        ],
      },
    },
  ],
};

const complete = { schemas: [ROOM_URN], number: 7, tags: ['quiet'], [BUILDING_URN]: { name: 'East' } };

describe('readResource', () => {
  it('takes a resource with everything that is required', () => {
    expect(readResource(ROOM, complete)).toEqual({ ...complete, schemas: [ROOM_URN, BUILDING_URN] });
  });

  // RFC 7643 sections 2.2 and 6 (a required extension is in every resource of the type).
  it.each<[string, Record<string, JsonValue>]>([
    ['"number"', { number: null }],
    ['"tags"', { tags: [] }],
    ['"tags"', { tags: [''] }],
    ['"floor.level"', { floor: { wing: 'north' } }],
    ['"doors.value"', { doors: [{ value: 'a' }, { type: 'fire' }] }],
    [`"${BUILDING_URN}:name"`, { [BUILDING_URN]: { city: 'Bern' } }],
    [`the extension "${BUILDING_URN}"`, { [BUILDING_URN]: null }],
  ])('misses %s in %j', (name, attributes) => {
    expect(() => readResource(ROOM, { ...complete, ...attributes })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue', detail: expect.stringContaining(name) }),
    );
  });

  it('does not ask a client for what is read-only', () => {
    expect(readResource(ROOM, complete)).not.toHaveProperty('area');
  });

  it.each([
    ['a fraction', 1.5],
    ['a number in quotes', '7'],
    ['more than a double can hold exactly', 2 ** 53],
  ])('refuses %s as an integer', (_case, number) => {
    expect(() => readResource(ROOM, { ...complete, number })).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: expect.stringContaining('a whole number'),
      }),
    );
  });
});

describe('withSchemas', () => {
  // RFC 7643 section 3: schemas follows the content, without duplicates.
  it.each([
    ['without an extension', { number: 1 }, [ROOM_URN]],
    ['with an extension', { [BUILDING_URN]: { name: 'East' } }, [ROOM_URN, BUILDING_URN]],
    ['over what stood there', { schemas: ['urn:other'] }, [ROOM_URN]],
  ])('writes the list %s', (_case, attributes, schemas) => {
    expect(withSchemas(ROOM, attributes)).toEqual({ ...attributes, schemas });
  });

  it('puts schemas first', () => {
    expect(Object.keys(withSchemas(ROOM, { number: 1, schemas: [] }))).toEqual(['schemas', 'number']);
  });
});

describe('checkResource', () => {
  it('hands back the resource itself', () => {
    const resource = readResource(ROOM, complete);

    expect(checkResource(ROOM, resource)).toBe(resource);
  });
});
