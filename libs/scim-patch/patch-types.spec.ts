import type { JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import { defineAttribute, defineComplex, PATCH_OP_URN } from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const METER_URN = 'urn:example:schemas:2.0:Meter';

/** Core User has neither numbers, nor dates that can be written, nor lists of plain values. */
const METER: ResourceType = {
  name: 'Meter',
  description: 'A meter',
  endpoint: '/Meters',
  extensions: [],
  schema: {
    id: METER_URN,
    name: 'Meter',
    description: 'A meter',
    attributes: [
      defineAttribute('count', 'A whole number.', { type: 'integer' }),
      defineAttribute('level', 'A number.', { type: 'decimal' }),
      defineAttribute('readAt', 'An instant.', { type: 'dateTime' }),
      defineAttribute('image', 'Bytes.', { type: 'binary' }),
      defineAttribute('pin', 'Can only be written.', { mutability: 'writeOnly' }),
      defineAttribute('tags', 'Words.', { multiValued: true }),
      defineAttribute('codes', 'Words with case.', { multiValued: true, caseExact: true }),
      defineAttribute('readings', 'Numbers.', { type: 'decimal', multiValued: true }),
      defineAttribute('times', 'Instants.', { type: 'dateTime', multiValued: true }),
      defineComplex('place', 'Has a list as a part.', [
        defineAttribute('room', 'A part.'),
        defineAttribute('words', 'A list.', { multiValued: true }),
      ]),
    ],
  },
};

const meter: ScimResource = {
  schemas: [METER_URN],
  count: 0,
  level: 1.5,
  readAt: '2020-01-01T00:00:00Z',
  pin: '1',
  tags: ['a', 'b', 'c'],
  codes: ['A'],
  readings: [1, 2, 3],
  times: ['2020-01-01T00:00:00Z'],
  place: { room: '7', words: ['x', 'y'] },
};

describe('applyPatch', () => {
  // RFC 7643 section 2.3.
  it.each<[string, JsonValue]>([
    ['count', 7],
    ['count', -1],
    ['level', 0],
    ['level', -1e-3],
    ['readAt', '2021-01-01T00:00:00.5+02:00'],
    ['readAt', '2020-01-01T01:00:00+01:00'],
    ['image', 'TWFu'],
    ['pin', '2'],
    ['tags', ['x']],
    ['readings', [0]],
  ])('replaces %s by %j', (path, value) => {
    expect(patch({ op: 'replace', path, value })).toEqual({
      changed: true,
      resource: { ...meter, [path]: value },
    });
  });

  it.each<[string, JsonValue]>([
    ['count', 1.5],
    ['count', '7'],
    ['level', '1.5'],
    ['level', true],
    ['readAt', '2020-01-01'],
    ['readAt', 0],
    ['image', '***'],
    ['tags', [5]],
    ['tags', ['a', { value: 'b' }]],
    ['readings', ['1']],
    ['times', ['now']],
    ['tags[value eq "a"]', 5],
    ['tags[value eq "a"]', ['x', 'y']],
    ['place.words', [5]],
  ])('refuses for %s the value %j', (path, value) => {
    expect(() => patch({ op: 'replace', path, value })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue' }),
    );
  });

  // RFC 7644 section 3.5.2, PAP-7: a list of plain values, whose filters know the one name "value".
  it.each<[object, object]>([
    [{ op: 'add', path: 'tags', value: 'd' }, { tags: ['a', 'b', 'c', 'd'] }],
    [{ op: 'add', path: 'tags', value: ['c', 'd'] }, { tags: ['a', 'b', 'c', 'd'] }],
    [{ op: 'add', path: 'tags', value: 'A' }, {}],
    [{ op: 'add', path: 'codes', value: 'a' }, { codes: ['A', 'a'] }],
    [{ op: 'add', path: 'readings', value: 2.0 }, {}],
    [{ op: 'add', path: 'times', value: '2020-01-01T01:00:00+01:00' }, {}],
    [{ op: 'remove', path: 'tags' }, { tags: undefined }],
    [{ op: 'remove', path: 'tags[value eq "A"]' }, { tags: ['b', 'c'] }],
    [{ op: 'remove', path: 'tags[not (value eq "a")]' }, { tags: ['a'] }],
    [{ op: 'remove', path: 'tags[value pr]' }, { tags: undefined }],
    [{ op: 'remove', path: 'tags', value: ['B', 'x'] }, { tags: ['a', 'c'] }],
    [{ op: 'remove', path: 'tags', value: 'b' }, { tags: ['a', 'c'] }],
    [{ op: 'remove', path: 'codes', value: 'a' }, {}],
    [{ op: 'remove', path: 'readings[value gt 1 and value lt 3]' }, { readings: [1, 3] }],
    [{ op: 'replace', path: 'tags[value eq "b"]', value: 'x' }, { tags: ['a', 'x', 'c'] }],
    [{ op: 'replace', path: 'tags[value eq "b"]', value: ['x'] }, { tags: ['a', 'x', 'c'] }],
    [{ op: 'replace', path: 'tags[value eq "b"]', value: null }, { tags: ['a', 'c'] }],
    [{ op: 'add', path: 'tags[value eq "z"]', value: 'x' }, { tags: ['a', 'b', 'c', 'x'] }],
    [{ op: 'remove', path: 'tags[value eq "z"]' }, {}],
    [{ op: 'replace', path: 'tags', value: [] }, { tags: undefined }],
    [{ op: 'replace', path: 'place.words', value: ['z'] }, { place: { room: '7', words: ['z'] } }],
    [{ op: 'replace', path: 'place.words', value: [] }, { place: { room: '7' } }],
    [{ op: 'remove', path: 'place.words' }, { place: { room: '7' } }],
    [{ op: 'replace', path: 'count', value: null }, { count: undefined }],
    [{ op: 'add', path: 'count', value: 0 }, {}],
  ])('applies %j', (operation, expected) => {
    expect(patch(operation)).toEqual({
      changed: Object.keys(expected).length > 0,
      resource: { ...meter, ...expected },
    });
  });

  it.each([
    'tags[type eq "a"]',
    'tags[value gt 5]',
    'readings[value eq "1"]',
    'count[value eq 1]',
    'place[room pr]',
  ])('refuses the path %s', (path) => {
    expect(() => patch({ op: 'remove', path })).toThrow(expect.objectContaining({ scimType: 'invalidPath' }));
  });
});

function patch(...operations: readonly object[]): Omit<PatchResult, 'deviations'> {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  const { deviations: _deviations, ...result } = applyPatch(METER, meter, prepareOperations(METER, read));
  return result;
}
