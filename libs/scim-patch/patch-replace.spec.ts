import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import { ENTERPRISE_USER_URN, PATCH_OP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const work = { type: 'work', value: 'jo@work.test', primary: true };
const home = { type: 'home', value: 'jo@home.test', display: 'Home' };
const bern = { type: 'work', locality: 'Bern' };
const manager = { value: 'M1', $ref: '../Users/M1', displayName: 'Boss' };
const enterprise = { department: 'R&D', manager };
const user: ScimResource = {
  schemas: [USER_URN, ENTERPRISE_USER_URN],
  userName: 'jo',
  title: 'Clerk',
  active: true,
  name: { givenName: 'Jo', familyName: 'Do' },
  emails: [work, home],
  addresses: [bern],
  [ENTERPRISE_USER_URN]: enterprise,
};

describe('replace', () => {
  // RFC 7644 section 3.5.2.3: PAE-2 to PAE-7.
  it.each<[string, string, JsonValue, object]>([
    ['replaces one value', 'title', 'Boss', { title: 'Boss' }],
    ['creates what is absent', 'nickName', 'Jojo', { nickName: 'Jojo' }],
    ['renames', 'userName', 'jo2', { userName: 'jo2' }],
    ['changes the case of a text without case', 'userName', 'JO', { userName: 'JO' }],
    ['replaces a whole list', 'emails', [{ value: 'c' }], { emails: [{ value: 'c' }] }],
    ['takes one object for a list', 'emails', { value: 'c' }, { emails: [{ value: 'c' }] }],
    ['takes the order of a list', 'emails', [home, work], { emails: [home, work] }],
    [
      'replaces the parts that are sent',
      'name',
      { givenName: 'Al' },
      { name: { givenName: 'Al', familyName: 'Do' } },
    ],
    ['replaces one part', 'name.givenName', 'Al', { name: { givenName: 'Al', familyName: 'Do' } }],
    ['adds a part', 'name.middleName', 'X', { name: { givenName: 'Jo', familyName: 'Do', middleName: 'X' } }],
    [
      'replaces a part of the chosen value',
      'emails[type eq "home"].value',
      'c',
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'replaces parts of the chosen value',
      'emails[type eq "home"]',
      { value: 'c' },
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'takes a list of one for the chosen value',
      'emails[type eq "home"]',
      [{ value: 'c' }],
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'takes a bare value for the chosen value',
      'emails[type eq "home"]',
      'c',
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'replaces all chosen values',
      'emails[value pr]',
      { display: 'x' },
      {
        emails: [
          { ...work, display: 'x' },
          { ...home, display: 'x' },
        ],
      },
    ],
    [
      'replaces a part of all chosen values',
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
      'chooses without case',
      'emails[TYPE EQ "HOME"].VALUE',
      'c',
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'chooses by more than equality',
      'emails[not (primary eq true) and value ew "home.test"].value',
      'c',
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'chooses what is not primary',
      'emails[primary eq false].value',
      'c',
      { emails: [work, { ...home, value: 'c' }] },
    ],
    [
      'replaces an attribute of an extension',
      'department',
      'HR',
      { [ENTERPRISE_USER_URN]: { ...enterprise, department: 'HR' } },
    ],
    [
      'replaces what is sent for an extension',
      ENTERPRISE_USER_URN,
      { department: 'HR' },
      { [ENTERPRISE_USER_URN]: { ...enterprise, department: 'HR' } },
    ],
    [
      'forgets what described the old manager',
      'manager',
      { value: 'M2' },
      { [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M2' } } },
    ],
    [
      'keeps what is sent about the new manager',
      'manager',
      { value: 'M2', $ref: '../Users/M2' },
      { [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M2', $ref: '../Users/M2' } } },
    ],
  ])('%s', (_case, path, value, expected) => {
    expect(patch({ op: 'replace', path, value })).toEqual({
      changed: true,
      resource: { ...user, ...expected },
    });
  });

  // RFC 7644 section 3.5.2.3, PAE-13: nothing changes when everything is as it was.
  it.each<[string, JsonValue]>([
    ['title', 'Clerk'],
    ['active', 'True'],
    ['name', { givenName: 'Jo' }],
    ['name', {}],
    ['name', { petName: 'x' }],
    ['emails[type eq "work"]', { verified: true }],
    ['manager', { displayName: 'Another' }],
    ['manager', { value: 'M1', displayName: 'Another' }],
    ['emails', [work, home]],
    ['emails[type eq "work"].value', 'jo@work.test'],
    ['emails[type eq "work"]', {}],
    ['manager', 'M1'],
    ['manager', { value: 'M1' }],
    ['manager.value', 'M1'],
    [ENTERPRISE_USER_URN, {}],
    [ENTERPRISE_USER_URN, { department: 'R&D' }],
  ])('changes nothing when %s is %j already', (path, value) => {
    expect(patch({ op: 'replace', path, value })).toEqual({ changed: false, resource: user });
  });

  // RFC 7643 section 2.5 (PAE-9), quirk Q13: null, "" and [] unassign, and an element goes with its value.
  it.each<[string, readonly JsonValue[], Record<string, JsonValue | undefined>]>([
    ['title', [null, '', []], { title: undefined }],
    ['active', [null, '', []], { active: undefined }],
    ['name', [null, '', []], { name: undefined }],
    ['name', [{ givenName: null, familyName: '' }], { name: undefined }],
    ['name', [{ givenName: null }, { givenName: '' }], { name: { familyName: 'Do' } }],
    ['name', [{ givenName: null, familyName: 'Du' }], { name: { familyName: 'Du' } }],
    [
      'emails[type eq "home"]',
      [{ value: 'c', display: '' }],
      { emails: [work, { type: 'home', value: 'c' }] },
    ],
    ['name.givenName', [null, '', []], { name: { familyName: 'Do' } }],
    ['emails', [null, '', [], [null], [{}], [{ value: '' }]], { emails: undefined }],
    ['emails[type eq "work"].value', [null, '', []], { emails: [home] }],
    ['emails[type eq "work"]', [null, '', [], { value: null }, { value: '' }], { emails: [home] }],
    [
      'emails[type eq "home"].display',
      [null, ''],
      { emails: [work, { type: 'home', value: 'jo@home.test' }] },
    ],
    ['addresses[type eq "work"]', [null, '', []], { addresses: undefined }],
    ['addresses[type eq "work"].locality', [null, ''], { addresses: undefined }],
    ['department', [null, '', []], { [ENTERPRISE_USER_URN]: { manager } }],
    [
      'manager',
      [null, '', [], { value: '' }, { value: null }, [{ value: '' }]],
      { [ENTERPRISE_USER_URN]: { department: 'R&D' } },
    ],
    ['manager.value', [null, ''], { [ENTERPRISE_USER_URN]: { department: 'R&D' } }],
    [ENTERPRISE_USER_URN, [null, '', []], { schemas: [USER_URN], [ENTERPRISE_USER_URN]: undefined }],
  ])('unassigns %s for each of %j', (path, values, expected) => {
    for (const value of values) {
      const result = patch({ op: 'replace', path, value });

      expect(result).toEqual({ changed: true, resource: { ...user, ...expected } });
      expect(patch({ op: 'replace', value: { [path]: value } })).toEqual(result);
    }
  });

  it.each<[string, readonly JsonValue[]]>([
    ['nickName', [null, '', []]],
    ['ims', [null, '', []]],
    ['name.middleName', [null, '']],
    ['emails[type eq "fax"].value', [null, '', []]],
    ['emails[type eq "fax"]', [null, '', [], {}, { value: '' }]],
    ['emails[type gt "x"].value', [null, '']],
    ['ims.value', [null, '']],
  ])('changes nothing when there is no %s to unassign', (path, values) => {
    for (const value of values) {
      expect(patch({ op: 'replace', path, value })).toEqual({ changed: false, resource: user });
    }
  });

  // RFC 7643 section 4.1.1, A-9.
  it.each<JsonValue>([null, '', []])('refuses %j for userName, which is required', (value) => {
    const refusal = expect.objectContaining({ status: 400, scimType: 'invalidValue' });

    expect(() => patch({ op: 'replace', path: 'userName', value })).toThrow(refusal);
    expect(() => patch({ op: 'replace', value: { userName: value } })).toThrow(refusal);
  });

  // RFC 7644 section 3.5.2.3 (PAE-8): noTarget only where the filter describes no value that could be made.
  it.each([
    'emails[type sw "fax"].value',
    'emails[type eq "fax" or type eq "pager"].value',
    'emails[not (value pr)].value',
    'emails[type eq "fax" and value co "x"].value',
    'emails[type ne "work" and type ne "home"].value',
    'emails[type eq "work" and type eq "home"].value',
    'emails[type eq "fax" and (primary eq true and primary eq false)].value',
  ])('finds no target in %s', (path) => {
    expect(() => patch({ op: 'replace', path, value: 'c' })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'noTarget' }),
    );
    expect(() => patch({ op: 'add', path, value: 'c' })).toThrow(
      expect.objectContaining({ scimType: 'noTarget' }),
    );
  });

  // a part without a filter is understood as long as there is at most one value.
  it('reads a part without a filter where there is one value, or none', () => {
    expect(patch({ op: 'replace', path: 'addresses.locality', value: 'Chur' }).resource).toMatchObject({
      addresses: [{ type: 'work', locality: 'Chur' }],
    });
    expect(patch({ op: 'replace', path: 'ims.value', value: 'x' }).resource).toMatchObject({
      ims: [{ value: 'x' }],
    });
    expect(() => patch({ op: 'replace', path: 'emails.value', value: 'x' })).toThrow(
      expect.objectContaining({ scimType: 'invalidPath' }),
    );
  });

  // RFC 7643 section 2.4 (MUL-3): the same value of the same type stands once.
  it.each<[object, readonly object[]]>([
    [
      { op: 'replace', path: 'emails[not (type eq "other")].value', value: 'a' },
      [
        { value: 'a', type: 'work', primary: true },
        { value: 'a', type: 'home', display: 'H' },
        { value: 'b', type: 'other' },
      ],
    ],
    [
      { op: 'replace', path: 'emails[value pr]', value: { value: 'a', type: 'work' } },
      [{ value: 'a', type: 'work', primary: true, display: 'H' }],
    ],
    [
      { op: 'remove', path: 'emails[type eq "other" or type eq "home"].type' },
      [
        { value: 'a', type: 'work', primary: true },
        { value: 'b', display: 'H' },
      ],
    ],
  ])('joins values that %j makes the same', (operation, emails) => {
    const before = {
      ...user,
      emails: [
        { value: 'a', type: 'work', primary: true },
        { value: 'b', type: 'home', display: 'H' },
        { value: 'b', type: 'other' },
      ],
    };
    const read = readOperations({ schemas: [PATCH_OP_URN], Operations: [operation] });
    const { resource } = applyPatch(USER_RESOURCE_TYPE, before, prepareOperations(USER_RESOURCE_TYPE, read));

    expect(resource.emails).toEqual(emails);
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
