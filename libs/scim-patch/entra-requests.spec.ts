import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import {
  ENTERPRISE_USER_URN,
  PATCH_OP_URN,
  readResource,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const bare: ScimResource = { schemas: [USER_URN], userName: 'jane@contoso.com' };

/** Every attribute that Microsoft's validator maps by default, one path each. */
const MAPPED: readonly string[] = [
  'displayName',
  'title',
  'preferredLanguage',
  'name.givenName',
  'name.familyName',
  'name.formatted',
  'name.middleName',
  'name.honorificPrefix',
  'name.honorificSuffix',
  'nickName',
  'userType',
  'locale',
  'timezone',
  'profileUrl',
  'emails[type eq "work"].value',
  'addresses[type eq "work"].formatted',
  'addresses[type eq "work"].streetAddress',
  'addresses[type eq "work"].locality',
  'addresses[type eq "work"].region',
  'addresses[type eq "work"].postalCode',
  'addresses[type eq "work"].country',
  'phoneNumbers[type eq "work"].value',
  'phoneNumbers[type eq "mobile"].value',
  'phoneNumbers[type eq "fax"].value',
  'externalId',
  'roles[primary eq "True"].display',
  'roles[primary eq "True"].value',
  'roles[primary eq "True"].type',
  `${ENTERPRISE_USER_URN}:employeeNumber`,
  `${ENTERPRISE_USER_URN}:department`,
  `${ENTERPRISE_USER_URN}:costCenter`,
  `${ENTERPRISE_USER_URN}:organization`,
  `${ENTERPRISE_USER_URN}:division`,
  `${ENTERPRISE_USER_URN}:manager`,
];

const mapped: ScimResource = {
  schemas: [USER_URN, ENTERPRISE_USER_URN],
  userName: 'jane@contoso.com',
  displayName: 'x',
  title: 'x',
  preferredLanguage: 'x',
  name: {
    givenName: 'x',
    familyName: 'x',
    formatted: 'x',
    middleName: 'x',
    honorificPrefix: 'x',
    honorificSuffix: 'x',
  },
  nickName: 'x',
  userType: 'x',
  locale: 'x',
  timezone: 'x',
  profileUrl: 'x',
  emails: [{ type: 'work', value: 'x' }],
  addresses: [
    {
      type: 'work',
      formatted: 'x',
      streetAddress: 'x',
      locality: 'x',
      region: 'x',
      postalCode: 'x',
      country: 'x',
    },
  ],
  phoneNumbers: [
    { type: 'work', value: 'x' },
    { type: 'mobile', value: 'x' },
    { type: 'fax', value: 'x' },
  ],
  externalId: 'x',
  roles: [{ primary: true, display: 'x', value: 'x', type: 'x' }],
  [ENTERPRISE_USER_URN]: {
    employeeNumber: 'x',
    department: 'x',
    costCenter: 'x',
    organization: 'x',
    division: 'x',
    manager: { value: 'x' },
  },
};

describe('a PATCH request of Entra ID', () => {
  // Entra-client section 3.1, the default dialect.
  it('understands the default dialect', () => {
    const user = { ...bare, active: true, emails: [{ type: 'work', value: 'old' }] };
    const result = patchBody(
      user,
      `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      "Operations":[
        {"op":"Replace","path":"active","value":"False"},
        {"op":"Add","path":"name.givenName","value":"Jane"},
        {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"jane@contoso.com"},
        {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"R&D"}]}`,
    );

    expect(result).toEqual({
      changed: true,
      resource: {
        schemas: [USER_URN, ENTERPRISE_USER_URN],
        userName: 'jane@contoso.com',
        active: false,
        name: { givenName: 'Jane' },
        emails: [{ type: 'work', value: 'jane@contoso.com' }],
        [ENTERPRISE_USER_URN]: { department: 'R&D' },
      },
    });
  });

  // Entra-client section 3.2, the dialect with ?aadOptscim062020.
  it('understands the dialect with the compliance flag', () => {
    const result = patchBody(
      bare,
      `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      "Operations":[
        {"op":"replace","path":"emails[type eq \\"work\\"].value","value":"jane@contoso.com"},
        {"op":"replace","value":{
          "displayName":"Jane D",
          "name.givenName":"Jane","name.familyName":"Doe",
          "active":false,
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"77"}}]}`,
    );

    expect(result.resource).toEqual({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'jane@contoso.com',
      emails: [{ type: 'work', value: 'jane@contoso.com' }],
      displayName: 'Jane D',
      name: { givenName: 'Jane', familyName: 'Doe' },
      active: false,
      [ENTERPRISE_USER_URN]: { employeeNumber: '77' },
    });
  });

  // Entra-client section 4.1, tests 6, 7, 10 and 11: one operation an attribute, or all in one.
  it.each(['add', 'Add', 'replace', 'Replace'])('fills a bare user by an %s for each attribute', (op) => {
    const filled = patch(bare, ...MAPPED.map((path) => ({ op, path, value: 'x' })));

    expect(filled).toEqual({ changed: true, resource: mapped });
    expect(patch(mapped, ...MAPPED.map((path) => ({ op, path, value: 'x' }))).changed).toBe(false);
  });

  it.each(['add', 'replace'])('fills a bare user by one %s without a path', (op) => {
    const value = Object.fromEntries(MAPPED.map((path) => [path, 'x']));

    expect(patch(bare, { op, value })).toEqual({ changed: true, resource: mapped });
  });

  // Quirk Q13: Microsoft's suite clears each optional attribute with "", then with null; nothing empty is kept.
  it.each<JsonValue>(['', null])('clears every attribute with %j', (value) => {
    expect(patch(mapped, ...MAPPED.map((path) => ({ op: 'replace', path, value }))).resource).toEqual(bare);
    expect(
      patch(mapped, { op: 'replace', value: Object.fromEntries(MAPPED.map((path) => [path, value])) })
        .resource,
    ).toEqual(bare);
    expect(patch(bare, ...MAPPED.map((path) => ({ op: 'replace', path, value }))).changed).toBe(false);
  });

  it.each(MAPPED)('clears %s alone', (path) => {
    for (const value of ['', null]) {
      const { resource, changed } = patch(mapped, { op: 'replace', path, value });

      expect(changed).toBe(true);
      expect(JSON.stringify(resource)).not.toMatch(/""|null|\[\]|\{\}/);
      expect(readResource(USER_RESOURCE_TYPE, resource)).toEqual(resource);
    }
  });

  // Quirk Q15.
  it('takes a request without operations', () => {
    expect(patchBody(bare, `{"schemas":["${PATCH_OP_URN}"],"Operations":[]}`)).toEqual({
      resource: bare,
      changed: false,
    });
  });

  // Quirk Q16: an unknown attribute must not block the `active` next to it.
  it.each([
    { op: 'Replace', path: 'shoeSize', value: '44' },
    { op: 'Add', path: 'emails[type eq "work"].verified', value: true },
    { op: 'Replace', path: 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User:tag', value: 'x' },
    { op: 'replace', value: { 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User': { tag: 'x' } } },
    { op: 'replace', value: { shoeSize: 44, id: 'x', meta: { resourceType: 'User' }, schemas: [] } },
  ])('applies what it knows beside %j', (unknown) => {
    const disable = { op: 'Replace', path: 'active', value: 'False' };

    expect(patch(bare, unknown, disable).resource).toEqual({ ...bare, active: false });
    expect(patch(bare, disable, unknown).resource).toEqual({ ...bare, active: false });
  });

  // Quirk Q18.
  it.each([
    { op: 'Replace', path: 'userName', value: 'new@contoso.com' },
    { op: 'replace', value: { userName: 'new@contoso.com' } },
    { op: 'Add', path: 'username', value: 'new@contoso.com' },
  ])('renames: %j', (operation) => {
    expect(patch(bare, operation)).toEqual({
      changed: true,
      resource: { ...bare, userName: 'new@contoso.com' },
    });
  });

  // Quirk Q19: names, URNs, operators and what stands in the envelope count without case.
  it('counts no case in names', () => {
    const body = `{"SCHEMAS":["${PATCH_OP_URN.toUpperCase()}"],"operations":[
      {"OP":"ADD","PATH":"EMAILS[TYPE EQ \\"WORK\\"].VALUE","VALUE":"Jane@Contoso.com"},
      {"Op":"Replace","Path":"emails[Type eq \\"work\\"].Display","Value":"Jane"}]}`;

    expect(patchBody(bare, body).resource).toEqual({
      ...bare,
      emails: [{ type: 'WORK', value: 'Jane@Contoso.com', display: 'Jane' }],
    });
  });

  // Quirk Q20: the validators send random text and want it back unchanged.
  it.each([
    ['profileUrl', 'KQHXUEEQTVUI'],
    ['locale', 'HNMJLVNCECCW'],
    ['preferredLanguage', 'upd-1 2 3'],
    ['timezone', 'Nowhere/At All'],
    ['emails[type eq "work"].value', 'upd-1234'],
    ['phoneNumbers[type eq "mobile"].value', 'call me'],
    ['addresses[type eq "work"].country', 'Neverland'],
    ['title', '  Two  Blanks\u00a0 '],
  ])('keeps rubbish in %s', (path, value) => {
    expect(JSON.stringify(patch(bare, { op: 'replace', path, value }).resource)).toContain(
      JSON.stringify(value),
    );
  });

  // Quirk Q21: in order, all or nothing.
  it('removes, adds and replaces the same attribute in one request', () => {
    const user = { ...bare, title: 'a' };
    const operations = [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'b' },
      { op: 'replace', path: 'title', value: 'c' },
    ];

    expect(patch(user, ...operations).resource).toEqual({ ...bare, title: 'c' });
    expect(() => patch(user, ...operations, { op: 'Replace', path: 'active', value: 'no' })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue' }),
    );
    expect(user).toEqual({ ...bare, title: 'a' });
  });
});

function patch(resource: ScimResource, ...operations: readonly object[]): Omit<PatchResult, 'deviations'> {
  return patchBody(resource, JSON.stringify({ schemas: [PATCH_OP_URN], Operations: operations }));
}

function patchBody(resource: ScimResource, body: string): Omit<PatchResult, 'deviations'> {
  const { deviations: _deviations, ...result } = applyPatch(
    USER_RESOURCE_TYPE,
    resource,
    prepareOperations(USER_RESOURCE_TYPE, readOperations(JSON.parse(body))),
  );
  return result;
}
