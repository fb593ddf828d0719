import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import { ENTERPRISE_USER_URN, PATCH_OP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const work = { type: 'work', value: 'jo@work.test', primary: true };
const home = { type: 'home', value: 'jo@home.test', display: 'Home' };
const bern = { type: 'work', locality: 'Bern', region: 'BE' };
const enterprise = { department: 'R&D', manager: { value: 'M1', $ref: '../Users/M1' } };
const user: ScimResource = {
  schemas: [USER_URN, ENTERPRISE_USER_URN],
  userName: 'jo',
  title: 'Clerk',
  name: { givenName: 'Jo', familyName: 'Do' },
  nickName: 'Jojo',
  emails: [work, home],
  phoneNumbers: [{ type: 'work', value: '1' }],
  addresses: [bern],
  [ENTERPRISE_USER_URN]: enterprise,
};

describe('remove', () => {
  // RFC 7644 section 3.5.2.2: PAR-2 to PAR-7 and PAR-11. `undefined` is unassigned.
  it.each<[string, string, Record<string, JsonValue | undefined>]>([
    ['unassigns one value', 'title', { title: undefined }],
    ['counts names without case', 'TITLE', { title: undefined }],
    ['unassigns an object', 'name', { name: undefined }],
    ['unassigns a part', 'name.givenName', { name: { familyName: 'Do' } }],
    ['unassigns a list', 'emails', { emails: undefined }],
    ['takes the chosen value out', 'emails[type eq "work"]', { emails: [home] }],
    ['takes all chosen values out, and the list with the last', 'emails[value pr]', { emails: undefined }],
    ['takes the only value out', 'phoneNumbers[type eq "work"]', { phoneNumbers: undefined }],
    [
      'takes a part out of the chosen value',
      'addresses[type eq "work"].region',
      { addresses: [{ type: 'work', locality: 'Bern' }] },
    ],
    [
      'takes a part out of all chosen values',
      'emails[value pr].type',
      {
        emails: [
          { value: work.value, primary: true },
          { value: home.value, display: 'Home' },
        ],
      },
    ],
    ['leaves no label without a value', 'emails[type eq "work"].value', { emails: [home] }],
    [
      'leaves no label without a value, though it has a display',
      'emails[type eq "home"].value',
      { emails: [work] },
    ],
    ['leaves no empty list', 'phoneNumbers[type eq "work"].value', { phoneNumbers: undefined }],
    ['finds the only value without a filter', 'phoneNumbers.value', { phoneNumbers: undefined }],
    [
      'unassigns an attribute of an extension',
      `${ENTERPRISE_USER_URN}:department`,
      { [ENTERPRISE_USER_URN]: { manager: enterprise.manager } },
    ],
    [
      'unassigns a manager',
      `${ENTERPRISE_USER_URN}:manager`,
      { [ENTERPRISE_USER_URN]: { department: 'R&D' } },
    ],
    ['leaves no reference without an id', 'manager.value', { [ENTERPRISE_USER_URN]: { department: 'R&D' } }],
    [
      'unassigns an extension',
      ENTERPRISE_USER_URN,
      { schemas: [USER_URN], [ENTERPRISE_USER_URN]: undefined },
    ],
  ])('%s', (_case, path, expected) => {
    const { resource, changed } = patch({ op: 'remove', path });

    expect(resource).toEqual({ ...user, ...expected });
    expect(changed).toBe(true);
    expect(Object.values(resource)).not.toContain(undefined);
  });

  // RFC 7643 section 3, PAR-13: schemas follows the content.
  it('takes the extension out of schemas with its last attribute', () => {
    const operations = [
      { op: 'remove', path: 'department' },
      { op: 'remove', path: 'manager' },
    ];
    const { resource } = patch(...operations);

    expect(resource.schemas).toEqual([USER_URN]);
    expect(resource).not.toHaveProperty([ENTERPRISE_USER_URN]);
  });

  // RFC 7644 section 3.5.2.2 (PAR-9, A-1): what is not there is removed already. Quirk Q5 for filters.
  it.each([
    'locale',
    'name.middleName',
    'ims',
    'emails[type eq "fax"]',
    'emails[type eq "fax"].value',
    'emails[value eq "nobody"]',
    'emails[type gt "x" and value co "y"]',
    'emails[type eq "work"].display',
    'ims[type eq "x"].value',
    'ims.value',
    'manager.value',
    `${ENTERPRISE_USER_URN}:costCenter`,
  ])('changes nothing when there is no %s', (path) => {
    const without = { ...user, [ENTERPRISE_USER_URN]: { department: 'R&D' } };

    expect(patchOf(without, { op: 'remove', path })).toEqual({ changed: false, resource: without });
  });

  // RFC 7644 section 3.5.2.2 (PAR-8, A-9).
  it.each(['userName', 'USERNAME', `${USER_URN}:userName`])(
    'refuses to remove %s, which is required',
    (path) => {
      expect(() => patch({ op: 'remove', path })).toThrow(
        expect.objectContaining({
          status: 400,
          scimType: 'mutability',
          detail: '"userName" is required and cannot be removed.',
        }),
      );
    },
  );

  // Quirk Q11, A-6: with a list as the value, only what is listed goes.
  it.each<[string, string, JsonValue, object]>([
    ['the listed value', 'emails', [{ value: 'jo@work.test' }], { emails: [home] }],
    ['the listed value in another case', 'emails', [{ VALUE: 'JO@Work.test' }], { emails: [home] }],
    ['the value in an object', 'emails', { value: 'jo@work.test' }, { emails: [home] }],
    ['the bare value', 'emails', 'jo@work.test', { emails: [home] }],
    ['bare values in a list', 'emails', ['jo@work.test', 'jo@home.test'], { emails: undefined }],
    ['with a reference of null', 'emails', [{ $ref: null, value: 'jo@work.test' }], { emails: [home] }],
    [
      'values of the listed type only',
      'emails',
      [
        { type: 'home', value: 'jo@work.test' },
        { type: 'home', value: 'jo@home.test' },
      ],
      { emails: [work] },
    ],
    [
      'by all parts when there is no value',
      'addresses',
      [{ type: 'work', region: 'be' }],
      { addresses: undefined },
    ],
    ['everything for null', 'emails', null, { emails: undefined }],
  ])('removes %s', (_case, path, value, expected) => {
    expect(patch({ op: 'remove', path, value })).toEqual({
      changed: true,
      resource: { ...user, ...expected },
    });
  });

  it.each<[string, JsonValue]>([
    ['emails', []],
    ['emails', ''],
    ['emails', [{ value: 'nobody' }]],
    ['emails', [{ value: 'jo@work.test', type: 'home' }]],
    ['emails', [{}]],
    ['emails', [{ unknown: 'x' }]],
    ['addresses', [{ type: 'work', region: 'ZH' }]],
  ])('removes nothing of %s for %j', (path, value) => {
    expect(patch({ op: 'remove', path, value })).toEqual({ changed: false, resource: user });
  });

  // Quirk Q14: a value beside the path of a part is not set, but removed.
  it.each<[string, JsonValue, object]>([
    ['emails[type eq "work"].value', 'old@x.test', { emails: [home] }],
    ['title', 'Clerk', { title: undefined }],
    ['title', 'another', { title: undefined }],
    ['manager', { value: 'M2' }, { [ENTERPRISE_USER_URN]: { department: 'R&D' } }],
    ['name.givenName', 'x', { name: { familyName: 'Do' } }],
    ['emails[type eq "work"]', [{ value: 'x' }], { emails: [home] }],
  ])('removes %s whatever stands beside it, here %j', (path, value, expected) => {
    expect(patch({ op: 'remove', path, value }).resource).toEqual({ ...user, ...expected });
  });

  it('refuses a part of several values without a filter', () => {
    expect(() => patch({ op: 'remove', path: 'emails.value' })).toThrow(
      expect.objectContaining({
        scimType: 'invalidPath',
        detail: '"emails.value" leads to several values: choose one, such as emails[type eq "work"].',
      }),
    );
  });
});

function patch(...operations: readonly object[]): Omit<PatchResult, 'deviations'> {
  return patchOf(user, ...operations);
}

function patchOf(resource: ScimResource, ...operations: readonly object[]): Omit<PatchResult, 'deviations'> {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  const { deviations: _deviations, ...result } = applyPatch(
    USER_RESOURCE_TYPE,
    resource,
    prepareOperations(USER_RESOURCE_TYPE, read),
  );
  return result;
}
