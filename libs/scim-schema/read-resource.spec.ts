import type { JsonValue } from './index.js';
import { ENTERPRISE_USER_URN, readResource, USER_RESOURCE_TYPE, USER_URN } from './index.js';

const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group';

describe('readResource', () => {
  // RFC 7644 section 3.3, RFC 7643 section 3: a body is an object that names its schema.
  it.each<[string, JsonValue | undefined]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a string', 'userName'],
    ['a number', 1],
    ['a boolean', true],
  ])('refuses a body that is %s', (name, body) => {
    expect(() => readResource(USER_RESOURCE_TYPE, body)).toThrow(
      expect.objectContaining({
        scimType: 'invalidSyntax',
        detail: `The body of a User is a JSON object, not ${name}.`,
      }),
    );
  });

  // RFC 7643 sections 3 and 3.3; Entra quirk Q17: URNs without case, in any order, once without its last colon.
  it.each([
    ['the core URN', [USER_URN]],
    ['the core URN in another case', [USER_URN.toUpperCase()]],
    ['the core URN behind the extension', [ENTERPRISE_USER_URN, USER_URN]],
    ['the core URN twice', [USER_URN, USER_URN]],
    ['an extension that is not used', [USER_URN, ENTERPRISE_USER_URN]],
    ['the core URN without its last colon', ['urn:ietf:params:scim:schemas:core:2.0User']],
    [
      'an extension without its last colon',
      [USER_URN, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User'],
    ],
    [
      'a private URN of Microsoft',
      [USER_URN, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User'],
    ],
    ['an extension of a customer', [USER_URN, 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User']],
  ])('takes %s in schemas and lists what the content uses', (_case, schemas) => {
    expect(readUser({ schemas })).toEqual({ schemas: [USER_URN], userName: 'jo' });
  });

  // RFC 7643 section 3.3: the base schema is present, and no other type's schema.
  it.each<[string, JsonValue]>([
    ['null', null],
    ['an empty list', []],
    ['a string', USER_URN],
    ['a list that is not of strings', [USER_URN, 1]],
    ['the extension alone', [ENTERPRISE_USER_URN]],
    ['the Group URN', [GROUP_URN]],
    ['the Group URN beside the own one', [USER_URN, GROUP_URN]],
  ])('refuses %s as schemas', (_case, schemas) => {
    expect(() => readUser({ schemas })).toThrow(expect.objectContaining({ scimType: 'invalidSyntax' }));
  });

  it('refuses a body without schemas and says what to send', () => {
    expect(() => readResource(USER_RESOURCE_TYPE, { userName: 'jo' })).toThrow(
      expect.objectContaining({
        scimType: 'invalidSyntax',
        detail: `The body of a User needs "schemas": ["${USER_URN}"].`,
      }),
    );
  });

  // RFC 7643 section 2.1: attribute names count without case. Quirk Q17: Postman writes "Primary", "Department".
  it('spells names as the schema does', () => {
    const body = {
      SCHEMAS: [USER_URN],
      USERNAME: 'jo',
      Name: { GivenName: 'Jo' },
      EMAILS: [{ Type: 'work', VALUE: 'Jo@X.test', Primary: true }],
      [ENTERPRISE_USER_URN.toUpperCase()]: { Department: 'R&D', Manager: { Value: 'M1' } },
    };

    expect(readResource(USER_RESOURCE_TYPE, body)).toEqual({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'jo',
      name: { givenName: 'Jo' },
      emails: [{ type: 'work', value: 'Jo@X.test', primary: true }],
      [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M1' } },
    });
  });

  // RFC 7644 section 3.3 (unknown and read-only attributes), quirk Q16; names of object internals are just unknown.
  it.each([
    ['an unknown attribute', '{"shoeSize": 44}'],
    ['an unknown sub-attribute alone', '{"name": {"petName": "x"}}'],
    ['an extension that the type does not have', '{"urn:example:2.0:User": {"tag": 1}}'],
    ['an unknown attribute of the extension', `{"${ENTERPRISE_USER_URN}": {"badge": 1}}`],
    ['an id', '{"id": "chosen-by-the-client"}'],
    ['meta', '{"meta": {"resourceType": "Group", "created": 1999}}'],
    ['groups', '{"groups": [{"value": "G1"}]}'],
    ['the name of the manager', `{"${ENTERPRISE_USER_URN}": {"manager": {"displayName": "Boss"}}}`],
    ['__proto__', '{"__proto__": {"active": false}}'],
    ['constructor', '{"constructor": {"prototype": {"active": false}}}'],
    ['__proto__ in an object', '{"name": {"__proto__": {"givenName": "x"}}}'],
    ['hasOwnProperty', '{"hasOwnProperty": 1}'],
  ])('ignores %s', (_case, json) => {
    const resource = readUser(JSON.parse(json) as Record<string, JsonValue>);

    expect(resource).toEqual({ schemas: [USER_URN], userName: 'jo' });
    expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
    expect('active' in resource).toBe(false);
  });

  // RFC 7643 section 2.5: null, missing and [] are one state; the empty string too, by quirk Q13.
  it.each<JsonValue>([null, '', []])('leaves out what is sent as %j', (empty) => {
    const body = {
      title: empty,
      profileUrl: empty,
      active: empty,
      name: empty,
      emails: empty,
      x509Certificates: empty,
      externalId: empty,
      addresses: [null, { type: empty }],
      [ENTERPRISE_USER_URN]: { department: empty, manager: empty },
    };

    expect(readUser(body)).toEqual({ schemas: [USER_URN], userName: 'jo' });
    expect(readUser({ [ENTERPRISE_USER_URN]: empty })).toEqual({ schemas: [USER_URN], userName: 'jo' });
  });

  // RFC 7643 section 4.1.1: userName is required and not empty.
  it.each<[string, Record<string, JsonValue>]>([
    ['missing', {}],
    ['null', { userName: null }],
    ['empty', { userName: '' }],
    ['an empty list', { userName: [] }],
  ])('refuses a userName that is %s', (_case, userName) => {
    expect(() => readResource(USER_RESOURCE_TYPE, { schemas: [USER_URN], ...userName })).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: '"userName" is required and must not be empty.',
      }),
    );
  });

  // Of two members that differ only in case, nobody could say which one counts.
  it.each<[string, Record<string, JsonValue>]>([
    ['in the resource', { USERNAME: 'other' }],
    ['among unknown attributes', { foo: 1, FOO: 2 }],
    ['in a complex attribute', { name: { givenName: 'a', GivenName: 'b' } }],
    ['in a value of a list', { emails: [{ value: 'a' }, { value: 'b', Value: 'c' }] }],
    ['in an extension', { [ENTERPRISE_USER_URN]: { department: 'a', Department: 'b' } }],
    ['for the extension itself', { [ENTERPRISE_USER_URN]: {}, [ENTERPRISE_USER_URN.toLowerCase()]: {} }],
  ])('refuses names that differ in case only, %s', (_case, body) => {
    expect(() => readUser(body)).toThrow(
      expect.objectContaining({
        scimType: 'invalidSyntax',
        detail: expect.stringContaining('more than once'),
      }),
    );
  });

  // RFC 7643 section 3.3, Entra quirk Q17: an extension counts by its object, whether schemas lists it or not.
  it('adds the URN of an extension that schemas does not list', () => {
    expect(readUser({ [ENTERPRISE_USER_URN]: { costCenter: '7' } })).toEqual({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'jo',
      [ENTERPRISE_USER_URN]: { costCenter: '7' },
    });
  });

  it.each<JsonValue>(['text', 5, true, [{ department: 'x' }]])('refuses %j as an extension', (sent) => {
    expect(() => readUser({ [ENTERPRISE_USER_URN]: sent })).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: expect.stringContaining('takes an object'),
      }),
    );
  });

  it('leaves the body as it was', () => {
    const body = { schemas: [USER_URN], userName: 'jo', active: 'False', emails: [{ VALUE: 'a' }, null] };
    const before = structuredClone(body);

    readResource(USER_RESOURCE_TYPE, body);

    expect(body).toEqual(before);
  });
});

function readUser(attributes: Record<string, JsonValue>): object {
  return readResource(USER_RESOURCE_TYPE, { schemas: [USER_URN], userName: 'jo', ...attributes });
}
