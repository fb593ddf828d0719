import type { JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import { defineAttribute, defineComplex, defineList, PATCH_OP_URN } from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const DEVICE_URN = 'urn:example:schemas:2.0:Device';

const immutable = { mutability: 'immutable' } as const;
const readOnly = { mutability: 'readOnly' } as const;

/** Core User has nothing immutable, and nothing required but userName. */
const DEVICE: ResourceType = {
  name: 'Device',
  description: 'A device',
  endpoint: '/Devices',
  extensions: [],
  schema: {
    id: DEVICE_URN,
    name: 'Device',
    description: 'A device',
    attributes: [
      defineAttribute('label', 'Required.', { required: true }),
      defineAttribute('serial', 'Immutable.', immutable),
      defineAttribute('checksum', 'Read-only.', readOnly),
      defineAttribute('groups', 'Required list.', { multiValued: true, required: true }),
      defineAttribute('origins', 'Immutable list.', { multiValued: true, ...immutable }),
      defineComplex(
        'badge',
        'Immutable as a whole.',
        [defineAttribute('number', 'A part.'), defineAttribute('color', 'A part.')],
        immutable,
      ),
      defineComplex('owner', 'Has parts of each kind.', [
        defineAttribute('id', 'Required.', { required: true }),
        defineAttribute('since', 'Immutable.', immutable),
        defineAttribute('seen', 'Read-only.', readOnly),
        defineAttribute('note', 'Free.'),
      ]),
      defineComplex(
        'place',
        'Required.',
        [defineAttribute('room', 'A part.'), defineAttribute('floor', 'A part.')],
        { required: true },
      ),
      defineList('members', 'Their parts are immutable.', [
        defineAttribute('value', 'Required and immutable.', {
          required: true,
          caseExact: true,
          ...immutable,
        }),
        defineAttribute('role', 'Free.'),
        defineAttribute('$ref', 'Immutable.', { type: 'reference', ...immutable }),
        defineAttribute('display', 'Read-only.', readOnly),
      ]),
    ],
  },
};

const place = { room: '7', floor: '1' };
const bare: ScimResource = { schemas: [DEVICE_URN], label: 'a', groups: ['g'], place };
const members = [{ value: 'U1', $ref: '../Users/U1', role: 'x' }, { value: 'U2' }];
const full: ScimResource = {
  ...bare,
  serial: 's1',
  origins: ['o1'],
  badge: { number: '1' },
  owner: { id: 'P1', since: '2020', note: 'n' },
  members,
};

describe('applyPatch', () => {
  // RFC 7644 section 3.5.2 (PAA-11): an immutable attribute without a value may get one.
  it.each<[string, JsonValue, object]>([
    ['serial', 's2', { serial: 's2' }],
    ['origins', ['o2', 'o3'], { origins: ['o2', 'o3'] }],
    ['badge', { number: '2', color: 'red' }, { badge: { number: '2', color: 'red' } }],
    ['badge.number', '2', { badge: { number: '2' } }],
    ['owner', { id: 'P2', since: '2021' }, { owner: { id: 'P2', since: '2021' } }],
    ['members', [{ value: 'U3', $ref: '../Users/U3' }], { members: [{ value: 'U3', $ref: '../Users/U3' }] }],
  ])('gives %s its first value', (path, value, expected) => {
    expect(patch(bare, { op: 'add', path, value }).resource).toEqual({ ...bare, ...expected });
    expect(patch(bare, { op: 'replace', path, value }).resource).toEqual({ ...bare, ...expected });
    expect(patch(bare, { op: 'add', value: { [path]: value } }).resource).toEqual({ ...bare, ...expected });
  });

  it('gives the parts of an immutable attribute one after the other', () => {
    const value = { 'badge.number': '2', 'badge.color': 'red' };

    expect(patch(bare, { op: 'add', value }).resource).toMatchObject({
      badge: { number: '2', color: 'red' },
    });
  });

  // RFC 7644 section 3.5.2 (PAE-10, GRP-3): ... but never another one.
  it.each<[string, JsonValue]>([
    ['serial', 's2'],
    ['SERIAL', 'S1'],
    ['serial', null],
    ['origins', ['o2']],
    ['origins', []],
    ['badge', { number: '2' }],
    ['badge', { color: 'red' }],
    ['badge', null],
    ['badge.number', '2'],
    ['badge.number', null],
    ['owner', { since: '2021' }],
    ['owner.since', '2021'],
    ['owner.since', ''],
    ['members[value eq "U1"].value', 'U9'],
    ['members[value eq "U1"].$ref', '../Users/U9'],
    ['members[value eq "U1"].$ref', null],
    ['members[value eq "U1"]', { value: 'U9' }],
  ])('refuses to replace the immutable %s by %j', (path, value) => {
    const refusal = expect.objectContaining({ status: 400, scimType: 'mutability' });

    expect(() => patch(full, { op: 'replace', path, value })).toThrow(refusal);
    expect(() => patch(full, { op: 'replace', value: { [path]: value } })).toThrow(refusal);
  });

  it.each<[string, JsonValue]>([
    ['serial', 's2'],
    ['origins', 'o2'],
    ['badge', { color: 'red' }],
    ['owner.since', '2021'],
    ['members', { value: 'U1', $ref: '../Users/U9' }],
  ])('refuses to add to the immutable %s the value %j', (path, value) => {
    expect(() => patch(full, { op: 'add', path, value })).toThrow(
      expect.objectContaining({ scimType: 'mutability' }),
    );
  });

  // RFC 7644 section 3.5.2.2 (PAR-8, PAR-12, A-9): neither goes what is immutable, nor what is required.
  it.each([
    'serial',
    'origins',
    'origins[value eq "o1"]',
    'badge',
    'badge.number',
    'owner.since',
    'owner.id',
    'members[value eq "U1"].$ref',
    'members[value eq "U1"].value',
    'label',
    'groups',
    'groups[value eq "g"]',
    'place',
    'checksum',
    'owner.seen',
    'members[value eq "U1"].display',
    'members.display',
  ])('refuses to remove %s', (path) => {
    expect(() => patch(full, { op: 'remove', path })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'mutability' }),
    );
  });

  it('refuses to remove the last listed value of a required list', () => {
    expect(() => patch(full, { op: 'remove', path: 'groups', value: ['g'] })).toThrow(
      expect.objectContaining({ scimType: 'mutability' }),
    );
  });

  // RFC 7643 section 2.2, A-9: unassigning what is required by a value is invalidValue.
  it.each<[string, JsonValue]>([
    ['label', ''],
    ['groups', []],
    ['groups[value eq "g"]', null],
    ['place', null],
    ['place', { room: null, floor: '' }],
    ['owner.id', null],
    ['owner', { id: '' }],
  ])('refuses %s with %j, which leaves a required one empty', (path, value) => {
    expect(() => patch(full, { op: 'replace', path, value })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });

  it.each<[string, object, string]>([
    [
      'adds a value without a required part',
      { op: 'add', path: 'members', value: { role: 'x' } },
      '"members.value"',
    ],
    [
      'adds an object without a required part',
      { op: 'add', path: 'owner', value: { note: 'x' } },
      '"owner.id"',
    ],
  ])('refuses an operation that %s', (_case, operation, name) => {
    expect(() => patch(bare, operation)).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: `${name} is required and must not be empty.`,
      }),
    );
  });

  // RFC 7644 section 3.5.2: the same value again is no change; values of a list come and go as a whole.
  it.each<[string, object, object]>([
    ['repeats what is immutable', { op: 'replace', path: 'serial', value: 's1' }, {}],
    ['repeats an immutable list', { op: 'replace', path: 'origins', value: ['o1'] }, {}],
    ['adds what an immutable list has', { op: 'add', path: 'origins', value: ['o1'] }, {}],
    ['repeats an immutable object', { op: 'replace', path: 'badge', value: { number: '1' } }, {}],
    ['repeats an immutable part', { op: 'replace', path: 'owner.since', value: '2020' }, {}],
    ['repeats a member', { op: 'add', path: 'members', value: { value: 'U1' } }, {}],
    [
      'adds a member',
      { op: 'add', path: 'members', value: { value: 'U3' } },
      { members: [...members, { value: 'U3' }] },
    ],
    ['removes a member', { op: 'remove', path: 'members[value eq "U1"]' }, { members: [{ value: 'U2' }] }],
    [
      'removes listed members',
      { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'U2' }] },
      { members: [members[0]] },
    ],
    [
      'removes a member that differs in case',
      { op: 'remove', path: 'members', value: [{ value: 'u1' }] },
      {},
    ],
    [
      'replaces all members',
      { op: 'replace', path: 'members', value: [{ value: 'U9' }] },
      { members: [{ value: 'U9' }] },
    ],
    [
      'changes a free part of a member',
      { op: 'replace', path: 'members[value eq "U1"].role', value: 'y' },
      { members: [{ ...members[0], role: 'y' }, members[1]] },
    ],
    [
      'finds a member by its reference',
      { op: 'remove', path: 'members[$ref eq "../Users/U1"]' },
      { members: [members[1]] },
    ],
    [
      'sends a read-only part along',
      { op: 'add', path: 'members', value: { value: 'U3', display: 'Jo' } },
      { members: [...members, { value: 'U3' }] },
    ],
    ['removes a free part', { op: 'remove', path: 'owner.note' }, { owner: { id: 'P1', since: '2020' } }],
    ['removes a part of what is required', { op: 'remove', path: 'place.floor' }, { place: { room: '7' } }],
    [
      'unassigns a part of what is required',
      { op: 'replace', path: 'place', value: { floor: null } },
      { place: { room: '7' } },
    ],
    ['adds to the required values', { op: 'add', path: 'groups', value: 'h' }, { groups: ['g', 'h'] }],
  ])('allows what %s', (_case, operation, expected) => {
    const { resource, changed } = patch(full, operation);

    expect(resource).toEqual({ ...full, ...expected });
    expect(changed).toBe(Object.keys(expected).length > 0);
  });
});

function patch(resource: ScimResource, ...operations: readonly object[]): PatchResult {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  return applyPatch(DEVICE, resource, prepareOperations(DEVICE, read));
}
