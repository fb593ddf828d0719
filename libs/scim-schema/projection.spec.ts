import type { JsonObject } from './index.js';
import {
  DEFAULT_PROJECTION,
  ENTERPRISE_USER_URN,
  projectResource,
  readProjection,
  USER_RESOURCE_TYPE,
  USER_URN,
} from './index.js';

const schemas = [USER_URN, ENTERPRISE_USER_URN];
const id = 'U1';
const meta = { resourceType: 'User', location: 'https://x.test/Users/U1' };
const user = {
  schemas,
  id,
  meta,
  externalId: 'e1',
  userName: 'jo',
  active: false,
  name: { givenName: 'Jo', familyName: 'Do' },
  emails: [{ value: 'a', type: 'work', primary: true }, { value: 'b' }, { type: 'home' }],
  [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M1', displayName: 'Boss' } },
};

describe('projectResource', () => {
  it('shows everything when nothing was asked for', () => {
    expect(projectResource(USER_RESOURCE_TYPE, user, DEFAULT_PROJECTION)).toEqual(user);
  });

  it('leaves out what no schema has', () => {
    const stored = { ...user, shoeSize: 44, 'urn:x:y': { a: 1 } };

    expect(projectResource(USER_RESOURCE_TYPE, stored, DEFAULT_PROJECTION)).toEqual(user);
  });

  // RFC 7644 sections 3.9 and 3.10: "attributes" replaces the default set; "always" ones stay; unknown are ignored.
  it.each<[string, JsonObject]>([
    ['userName', { userName: 'jo' }],
    ['USERNAME', { userName: 'jo' }],
    ['userName,active', { userName: 'jo', active: false }],
    [`${USER_URN}:userName`, { userName: 'jo' }],
    [`${USER_URN.toLowerCase()}:NAME.givenname`, { name: { givenName: 'Jo' } }],
    ['name', { name: user.name }],
    ['name.givenName', { name: { givenName: 'Jo' } }],
    ['name.givenName,name.familyName', { name: user.name }],
    ['name,name.givenName', { name: user.name }],
    ['name.middleName', {}],
    ['emails.value', { emails: [{ value: 'a' }, { value: 'b' }] }],
    ['emails.primary', { emails: [{ primary: true }] }],
    ['emails', { emails: user.emails }],
    ['meta', { meta }],
    ['meta.location', { meta: { location: meta.location } }],
    ['nope', {}],
    ['nope,userName', { userName: 'jo' }],
    ['userName.value', {}],
    ['name.', {}],
    ['title', {}],
    ['id', {}],
    [ENTERPRISE_USER_URN, { [ENTERPRISE_USER_URN]: user[ENTERPRISE_USER_URN] }],
    [ENTERPRISE_USER_URN.toUpperCase(), { [ENTERPRISE_USER_URN]: user[ENTERPRISE_USER_URN] }],
    [`${ENTERPRISE_USER_URN}:department`, { [ENTERPRISE_USER_URN]: { department: 'R&D' } }],
    [`${ENTERPRISE_USER_URN}:manager.value`, { [ENTERPRISE_USER_URN]: { manager: { value: 'M1' } } }],
    ['manager', { [ENTERPRISE_USER_URN]: { manager: { value: 'M1', displayName: 'Boss' } } }],
    ['__proto__', {}],
    ['constructor', {}],
  ])('shows for attributes=%s what was asked for, with schemas and id', (attributes, expected) => {
    const projection = readProjection(USER_RESOURCE_TYPE, attributes.split(','), undefined);

    expect(projectResource(USER_RESOURCE_TYPE, user, projection)).toEqual({ schemas, id, ...expected });
  });

  // RFC 7644 sections 3.4.2.5 and 3.9: "excludedAttributes" takes away, but never an "always" one.
  it.each<[string, readonly string[], JsonObject]>([
    ['emails', ['emails'], {}],
    ['EMAILS,userName', ['emails', 'userName'], {}],
    ['id,schemas', [], {}],
    ['meta', ['meta'], {}],
    ['name.familyName', [], { name: { givenName: 'Jo' } }],
    ['name.familyName,name.givenName', ['name'], {}],
    ['name.middleName', [], {}],
    ['emails.value', [], { emails: [{ type: 'work', primary: true }, { type: 'home' }] }],
    ['meta.location', [], { meta: { resourceType: 'User' } }],
    [ENTERPRISE_USER_URN, [ENTERPRISE_USER_URN], {}],
    [`${ENTERPRISE_USER_URN}:manager`, [], { [ENTERPRISE_USER_URN]: { department: 'R&D' } }],
    [`${ENTERPRISE_USER_URN}:manager,department`, [ENTERPRISE_USER_URN], {}],
    ['nope', [], {}],
  ])('hides for excludedAttributes=%s what was named', (excluded, gone, changed) => {
    const projection = readProjection(USER_RESOURCE_TYPE, undefined, excluded.split(','));
    const rest = Object.entries(user).filter(([name]) => !gone.includes(name));

    expect(projectResource(USER_RESOURCE_TYPE, user, projection)).toEqual({
      ...Object.fromEntries(rest),
      ...changed,
    });
  });

  it('leaves the resource as it was', () => {
    const before = structuredClone(user);

    projectResource(
      USER_RESOURCE_TYPE,
      user,
      readProjection(USER_RESOURCE_TYPE, undefined, ['emails.value']),
    );

    expect(user).toEqual(before);
  });
});

describe('readProjection', () => {
  // RFC 7644 section 3.9: the two are mutually exclusive.
  it.each([
    [['userName'], ['emails']],
    [[], []],
  ])('refuses %j together with %j', (attributes, excluded) => {
    expect(() => readProjection(USER_RESOURCE_TYPE, attributes, excluded)).toThrow(
      expect.objectContaining({ scimType: 'invalidValue', status: 400 }),
    );
  });

  it('shows the default set when neither was sent', () => {
    expect(readProjection(USER_RESOURCE_TYPE, undefined, undefined)).toBe(DEFAULT_PROJECTION);
  });
});
