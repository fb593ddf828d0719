import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';
import { aValidatorUser } from './validator-user.js';

const CORE = [
  'displayName',
  'title',
  'userType',
  'nickName',
  'preferredLanguage',
  'locale',
  'timezone',
  'profileUrl',
];
const NAME = ['givenName', 'familyName', 'formatted', 'middleName', 'honorificPrefix', 'honorificSuffix'];
const ADDRESS = ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'];
const ENTERPRISE = ['employeeNumber', 'department', 'costCenter', 'organization', 'division', 'manager'];

/** Every optional attribute of the mapping, as a path, with the one that must be gone when all of its parts are. */
const OPTIONAL_PATHS = [
  ...CORE,
  'externalId',
  ...NAME.map((part) => `name.${part}`),
  'emails[type eq "work"].value',
  ...['work', 'mobile', 'fax'].map((type) => `phoneNumbers[type eq "${type}"].value`),
  ...ADDRESS.map((part) => `addresses[type eq "work"].${part}`),
  ...['value', 'display', 'type'].map((part) => `roles[primary eq "True"].${part}`),
  ...ENTERPRISE.map((name) => `${ENTERPRISE_USER_URN}:${name}`),
];
const WHOLE_LISTS = ['name', 'emails', 'phoneNumbers', 'addresses', 'roles'];

let counter = 0;

describe('Values that Entra ID sends in a PATCH', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  function aFullUser(): Promise<UserBody> {
    counter += 1;
    return acme.aUser({ ...aValidatorUser(`person-${counter}@acme.test`), externalId: `object-${counter}` });
  }

  it.each(['', null])(
    'row 33: replacing every optional attribute with %j leaves the required ones',
    async (value) => {
      const user = await aFullUser();
      const operations = OPTIONAL_PATHS.map((path) => ({ op: 'replace', path, value }));

      const { body } = await acme.patch(user, ...operations).expect(200);

      expect(Object.keys(body as object).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
      expect(await acme.find(user)).toEqual(body);
      expect((await acme.patch(user, ...operations).expect(200)).body).toEqual(body);
    },
  );

  it.each(OPTIONAL_PATHS)('row 33: "" and then null, one at a time, leave no value: %s', async (path) => {
    const user = await aFullUser();
    const valueBefore = valueAt(user, path);

    const { body: emptied } = await acme.patch(user, { op: 'replace', path, value: '' }).expect(200);
    const { body: cleared } = await acme.patch(user, { op: 'replace', path, value: null }).expect(200);

    expect(valueBefore).toBeDefined();
    expect(valueAt(emptied as UserBody, path)).toBeUndefined();
    expect(cleared).toEqual(emptied);
    expect(JSON.stringify(cleared)).not.toMatch(/:(""|null)/);
  });

  it.each([...CORE, ...WHOLE_LISTS])(
    'row 33: a whole attribute is unassigned by "", null and []: %s',
    async (path) => {
      for (const value of ['', null, []]) {
        const user = await aFullUser();

        const { body } = await acme.patch(user, { op: 'replace', path, value }).expect(200);

        expect(body).not.toHaveProperty(path);
      }
    },
  );

  it('row 33: a batch with "" and null in it clears what it names', async () => {
    const user = await aFullUser();

    const { body } = await acme
      .patch(user, {
        op: 'replace',
        value: {
          title: '',
          nickName: null,
          'name.givenName': '',
          [`${ENTERPRISE_USER_URN}:department`]: null,
        },
      })
      .expect(200);

    expect(body).not.toHaveProperty('title');
    expect(body).not.toHaveProperty('nickName');
    expect(body.name).toEqual({ ...(user.name as object), givenName: undefined });
    expect(body[ENTERPRISE_USER_URN].department).toBeUndefined();
  });

  it.each([
    { op: 'replace', path: 'userName', value: '' },
    { op: 'replace', path: 'userName', value: null },
    { op: 'Replace', value: { userName: '' } },
    { op: 'replace', value: { userName: null, title: 'x' } },
    { op: 'replace', path: 'userName', value: 7 },
    { op: 'replace', path: 'userName', value: { value: 'x' } },
  ])('row 34: answers 400 invalidValue and keeps the name: %j', async (operation) => {
    const user = await aFullUser();

    const { body } = await acme.patch(user, operation).expect(400);

    expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    expect(await acme.find(user)).toEqual(user);
  });

  it('row 34: answers 400 to the removal of the name and keeps it', async () => {
    const user = await aFullUser();

    const { body } = await acme.patch(user, { op: 'Remove', path: 'userName' }).expect(400);

    expect(body.scimType).toMatch(/^(mutability|invalidValue)$/);
    expect(await acme.find(user)).toEqual(user);
  });

  describe.each([
    ['with a path', (value: string) => ({ op: 'Replace', path: 'userName', value })],
    ['without a path', (value: string) => ({ op: 'replace', value: { userName: value } })],
    ['by Add', (value: string) => ({ op: 'Add', path: 'userName', value })],
  ])('row 35: a new userName %s', (_what, rename) => {
    it('row 35: is taken over, found, and the old one is free again', async () => {
      const user = await aFullUser();
      const name = `Renamed-${(counter += 1)}@acme.test`;

      await acme.patch(user, rename(name)).expect(200);

      expect(await acme.find(user)).toMatchObject({ id: user.id, userName: name });
      expect(await acme.filter(`userName eq "${name.toLowerCase()}"`)).toMatchObject({
        Resources: [{ id: user.id }],
      });
      expect(await acme.filter(`userName eq "${user.userName}"`)).toMatchObject({ totalResults: 0 });
      await acme.create({ userName: user.userName }).expect(201);
    });

    it('row 35: that another has, in any case, answers 409 and changes nothing', async () => {
      const user = await aFullUser();
      const other = await aFullUser();

      for (const name of [other.userName, other.userName.toUpperCase()]) {
        const { body } = await acme.patch(user, rename(name)).expect(409);
        expect(body).toMatchObject({ status: '409', scimType: 'uniqueness' });
      }

      expect(await acme.find(user)).toEqual(user);
      expect(await acme.find(other)).toEqual(other);
    });

    it('row 35: that differs in case only is taken over', async () => {
      const user = await aFullUser();

      await acme.patch(user, rename(user.userName.toUpperCase())).expect(200);

      expect(await acme.find(user)).toMatchObject({ userName: user.userName.toUpperCase() });
    });
  });

  it('row 35: of two who want the same name at the same moment, one gets it', async () => {
    const users = [await aFullUser(), await aFullUser()];
    const value = `wanted-${(counter += 1)}@acme.test`;

    const responses = await Promise.all(
      users.map((user) => acme.patch(user, { op: 'Replace', path: 'userName', value })),
    );

    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await acme.filter(`userName eq "${value}"`)).toMatchObject({ totalResults: 1 });
  });
});

/** What a path of the mapping leads to. */
function valueAt(user: UserBody, path: string): unknown {
  const inList = /^(\w+)\[(\w+) eq "(\w+)"\]\.(\w+)$/.exec(path);
  if (inList !== null) {
    const [, list = '', by = '', wanted, part = ''] = inList;
    const elements = (user[list] ?? []) as readonly Record<string, unknown>[];
    return elements.find((element) => String(element[by]).toLowerCase() === wanted?.toLowerCase())?.[part];
  }
  const colon = path.lastIndexOf(':');
  const holder = colon === -1 ? user : ((user[path.slice(0, colon)] ?? {}) as Record<string, unknown>);
  const [name = '', part] = path.slice(colon + 1).split('.');
  return part === undefined ? holder[name] : (holder[name] as Record<string, unknown> | undefined)?.[part];
}
