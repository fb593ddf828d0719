import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import { ENTERPRISE_USER_URN, PATCH_OP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const work = { type: 'work', value: 'jo@work.test', primary: true };
const home = { type: 'home', value: 'jo@home.test' };
const bern = { type: 'work', locality: 'Bern', country: 'CH' };
const user: ScimResource = {
  schemas: [USER_URN],
  userName: 'jo',
  title: 'Clerk',
  active: true,
  name: { givenName: 'Jo', familyName: 'Do' },
  emails: [work, home],
  addresses: [bern],
};

describe('add', () => {
  // RFC 7644 section 3.5.2.1: PAA-2 to PAA-6, PAA-9. Quirk Q2: booleans as text.
  it.each<[string, string, JsonValue, object]>([
    ['creates what is absent', 'nickName', 'Jojo', { nickName: 'Jojo' }],
    ['replaces one value', 'title', 'Boss', { title: 'Boss' }],
    ['reads text as a boolean', 'active', 'False', { active: false }],
    ['takes a list of one for one value', 'title', ['Boss'], { title: 'Boss' }],
    ['appends one object', 'emails', { value: 'c' }, { emails: [work, home, { value: 'c' }] }],
    ['appends a bare value', 'emails', 'c', { emails: [work, home, { value: 'c' }] }],
    [
      'appends each of a list',
      'emails',
      [{ value: 'c' }, { value: 'd' }],
      { emails: [work, home, { value: 'c' }, { value: 'd' }] },
    ],
    [
      'appends the same value with another type',
      'emails',
      { ...work, type: 'other', primary: false },
      { emails: [work, home, { ...work, type: 'other', primary: false }] },
    ],
    ['starts a list', 'ims', { value: 'x' }, { ims: [{ value: 'x' }] }],
    [
      'adds parts and keeps the others',
      'name',
      { middleName: 'X' },
      { name: { givenName: 'Jo', familyName: 'Do', middleName: 'X' } },
    ],
    [
      'replaces the parts that are sent',
      'name',
      { GIVENNAME: 'Al' },
      { name: { givenName: 'Al', familyName: 'Do' } },
    ],
    [
      'adds one part',
      'name.middleName',
      'X',
      { name: { givenName: 'Jo', familyName: 'Do', middleName: 'X' } },
    ],
    [
      'adds a part to a chosen value',
      'emails[type eq "home"].display',
      'Home',
      { emails: [work, { ...home, display: 'Home' }] },
    ],
    [
      'adds parts to a chosen value',
      'emails[type eq "home"]',
      { display: 'Home' },
      { emails: [work, { ...home, display: 'Home' }] },
    ],
    [
      'adds a part to all chosen values',
      'emails[value pr].display',
      'x',
      {
        emails: [
          { ...work, display: 'x' },
          { ...home, display: 'x' },
        ],
      },
    ],
    [
      'joins what is said about a value that is there',
      'emails',
      { value: 'jo@home.test', display: 'H' },
      { emails: [work, { ...home, display: 'H' }] },
    ],
    [
      'joins what is said about a value of the same type',
      'emails',
      { type: 'HOME', value: 'JO@HOME.TEST', display: 'H' },
      { emails: [work, { type: 'HOME', value: 'JO@HOME.TEST', display: 'H' }] },
    ],
    [
      'joins an object without a value to the one that has all of it',
      'addresses',
      { type: 'work', locality: 'bern' },
      { addresses: [{ ...bern, locality: 'bern' }] },
    ],
    [
      'appends an object without a value',
      'addresses',
      { type: 'work', locality: 'Chur' },
      { addresses: [bern, { type: 'work', locality: 'Chur' }] },
    ],
    [
      'adds an extension',
      ENTERPRISE_USER_URN,
      { division: 'x' },
      { schemas: [USER_URN, ENTERPRISE_USER_URN], [ENTERPRISE_USER_URN]: { division: 'x' } },
    ],
  ])('%s', (_case, path, value, expected) => {
    expect(patch({ op: 'add', path, value })).toEqual({ changed: true, resource: { ...user, ...expected } });
  });

  it('adds the members of a value without a path', () => {
    const value = { nickName: 'Jojo', emails: [{ value: 'c' }], 'name.middleName': 'X' };

    expect(patch({ op: 'add', value }).resource).toEqual({
      ...user,
      nickName: 'Jojo',
      emails: [work, home, { value: 'c' }],
      name: { givenName: 'Jo', familyName: 'Do', middleName: 'X' },
    });
  });

  // RFC 7644 section 3.5.2.1 (PAA-7, PAA-8): what is there already changes nothing, so no version moves.
  it.each<[string, JsonValue]>([
    ['title', 'Clerk'],
    ['active', 'TRUE'],
    ['name', { familyName: 'Do' }],
    ['name.familyName', 'Do'],
    ['emails', work],
    ['emails', [home, work]],
    ['emails', 'jo@work.test'],
    ['emails', { value: 'jo@home.test' }],
    ['emails[type eq "work"].value', 'jo@work.test'],
    ['emails[type eq "work"].primary', 'True'],
    ['emails[type eq "work"]', { value: 'jo@work.test' }],
    ['addresses', { locality: 'Bern' }],
  ])('changes nothing when %s has %j already', (path, value) => {
    expect(patch({ op: 'add', path, value })).toEqual({ changed: false, resource: user });
  });

  // RFC 7643 section 2.5 (PAA-13): what is unassigned adds nothing, whatever it is added to.
  it.each<[string, readonly JsonValue[]]>([
    ['userName', [null, '', []]],
    ['title', [null, '', []]],
    ['active', [null, '', []]],
    ['name', [null, '', [], {}, { givenName: null }, { givenName: '', familyName: null }]],
    ['name.givenName', [null, '', []]],
    ['emails', [null, '', [], [null], {}, { value: '' }]],
    ['emails[type eq "work"]', [null, '', [], {}, { value: null }, { value: '' }]],
    ['emails[type eq "work"].value', [null, '', []]],
    ['emails[type eq "fax"].value', [null, '', []]],
    ['emails[type eq "fax"]', [null, '', [], {}, { value: null }]],
    ['addresses[type eq "work"]', [null, '', []]],
    ['addresses[type eq "work"].country', [null, '']],
    [ENTERPRISE_USER_URN, [null, '', [], {}]],
    ['manager', [null, '', [], { value: '' }]],
  ])('changes nothing when %s gets nothing', (path, values) => {
    for (const value of values) {
      expect(patch({ op: 'add', path, value })).toEqual({ changed: false, resource: user });
      expect(patch({ op: 'add', value: { [path]: value } })).toEqual({ changed: false, resource: user });
    }
  });

  it.each<[string, JsonValue, object]>([
    [
      'name',
      { givenName: null, middleName: 'X' },
      { name: { givenName: 'Jo', familyName: 'Do', middleName: 'X' } },
    ],
    ['emails[type eq "home"]', { value: '', display: 'H' }, { emails: [work, { ...home, display: 'H' }] }],
  ])('adds to %s only what %j has', (path, value, expected) => {
    expect(patch({ op: 'add', path, value }).resource).toEqual({ ...user, ...expected });
  });

  // RFC 7643 section 2.3 (PAA-14).
  it.each<[string, JsonValue]>([
    ['active', 'maybe'],
    ['title', 5],
    ['title', { value: 'x' }],
    ['title', ['a', 'b']],
    ['name', 'Jo Do'],
    ['name.givenName', { first: 'Jo' }],
    ['emails', 5],
    ['emails', [{ primary: 'perhaps' }]],
    [
      'emails',
      [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    ],
    ['emails[type eq "work"].value', { value: 'x' }],
    ['emails[type eq "work"]', [{ value: 'a' }, { value: 'b' }]],
    ['emails[value pr].primary', true],
    ['addresses', 'Bern'],
    ['addresses[type eq "work"]', 'Bern'],
    ['userName', 'x'.repeat(513)],
    ['title', 'a\u0000b'],
    ['x509Certificates', [{ value: '***' }]],
  ])('refuses for %s the value %j', (path, value) => {
    expect(() => patch({ op: 'add', path, value })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });
});

function patch(...operations: readonly object[]): Omit<PatchResult, 'deviations'> {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  const { deviations: _deviations, ...result } = applyPatch(
    USER_RESOURCE_TYPE,
    user,
    prepareOperations(USER_RESOURCE_TYPE, read),
  );
  return result;
}
