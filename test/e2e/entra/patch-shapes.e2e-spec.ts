import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';

let counter = 0;

describe('Entra ID changes a user', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  function aUser(attributes: object = {}): Promise<UserBody> {
    return acme.aUser({ userName: `person-${(counter += 1)}@acme.test`, ...attributes });
  }

  it('row 25: spells out dotted and qualified names of one batch', async () => {
    const user = await aUser({
      emails: [{ type: 'work', value: 'old@acme.test' }],
      name: { middleName: 'M' },
    });

    await acme
      .patch(
        user,
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'jane@acme.test' },
        {
          op: 'replace',
          value: {
            displayName: 'Jane D',
            'name.givenName': 'Jane',
            'name.familyName': 'Doe',
            active: false,
            [`${ENTERPRISE_USER_URN}:employeeNumber`]: '77',
            [`${USER_URN}:nickName`]: 'J',
          },
        },
      )
      .expect(200);

    const { text, body } = await acme.get(`/Users/${user.id}`).expect(200);
    expect(body).toMatchObject({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      displayName: 'Jane D',
      nickName: 'J',
      name: { givenName: 'Jane', familyName: 'Doe', middleName: 'M' },
      active: false,
      emails: [{ type: 'work', value: 'jane@acme.test' }],
      [ENTERPRISE_USER_URN]: { employeeNumber: '77' },
    });
    expect(text).not.toContain('name.givenName');
    expect(text).not.toContain(`${ENTERPRISE_USER_URN}:employeeNumber`);
  });

  it('row 25: merges objects of a batch: the name, and the extension under its URN', async () => {
    const user = await aUser({
      name: { givenName: 'Jane', familyName: 'Doe' },
      [ENTERPRISE_USER_URN]: { department: 'R&D', costCenter: '1' },
    });

    await acme
      .patch(user, {
        op: 'Add',
        value: { name: { familyName: 'Roe' }, [ENTERPRISE_USER_URN]: { department: 'HR' } },
      })
      .expect(200);

    expect(await acme.find(user)).toMatchObject({
      name: { givenName: 'Jane', familyName: 'Roe' },
      [ENTERPRISE_USER_URN]: { department: 'HR', costCenter: '1' },
    });
  });

  it.each(['Replace', 'Add', 'replace', 'add'])(
    'row 26: makes the missing value that %s writes to',
    async (op) => {
      const user = await aUser();
      const value = '+41 44 000 00 00';

      await acme.patch(user, { op, path: 'phoneNumbers[type eq "mobile"].value', value }).expect(200);

      expect(await acme.find(user)).toMatchObject({ phoneNumbers: [{ type: 'mobile', value }] });
    },
  );

  it('row 26: does not touch the values of another type, and disables in the same request', async () => {
    const user = await aUser({ phoneNumbers: [{ type: 'work', value: '1', primary: true }] });

    await acme
      .patch(
        user,
        { op: 'Replace', path: 'phoneNumbers[type eq "fax"].value', value: '2' },
        { op: 'Replace', path: 'active', value: 'False' },
      )
      .expect(200);

    expect((await acme.find(user)).phoneNumbers).toEqual([
      { type: 'work', value: '1', primary: true },
      { type: 'fax', value: '2' },
    ]);
    expect(await acme.find(user)).toMatchObject({ active: false });
  });

  it('row 27: makes one address of several operations', async () => {
    const user = await aUser();
    const path = (part: string) => `addresses[type eq "work"].${part}`;

    await acme
      .patch(
        user,
        { op: 'Add', path: path('streetAddress'), value: 'Main St 1' },
        { op: 'Add', path: path('locality'), value: 'Bern' },
        { op: 'Add', path: path('primary'), value: true },
      )
      .expect(200);

    expect((await acme.find(user)).addresses).toEqual([
      { type: 'work', streetAddress: 'Main St 1', locality: 'Bern', primary: true },
    ]);
  });

  it.each(['True', 'true', true])(
    'row 28: makes and finds the primary role, asked for as %j',
    async (primary) => {
      const user = await aUser();
      const role = `roles[primary eq ${JSON.stringify(primary)}]`;

      await acme
        .patch(
          user,
          { op: 'Add', path: `${role}.display`, value: 'Administrator' },
          { op: 'Add', path: `${role}.value`, value: 'Admin' },
          { op: 'Add', path: `${role}.type`, value: 'WindowsAzureActiveDirectoryRole' },
        )
        .expect(200);
      await acme.patch(user, { op: 'Replace', path: `${role}.value`, value: 'Reader' }).expect(200);

      expect((await acme.find(user)).roles).toEqual([
        { primary: true, display: 'Administrator', value: 'Reader', type: 'WindowsAzureActiveDirectoryRole' },
      ]);
    },
  );

  it.each([
    'emails[type eq "home"]',
    'emails[type eq "home"].value',
    'phoneNumbers[type eq "mobile"].value',
    'title',
    'name.givenName',
    `${ENTERPRISE_USER_URN}:department`,
  ])('row 29: removes nothing, with success, where nothing is: %s', async (path) => {
    const user = await aUser({ emails: [{ type: 'work', value: 'a@acme.test' }] });

    const { body } = await acme.patch(user, { op: 'Remove', path }).expect(200);

    expect(body).toEqual(user);
    expect(await acme.find(user)).toEqual(user);
  });

  it('row 29: a Remove with a value on a sub-attribute removes it, and does not set it', async () => {
    const user = await aUser({
      emails: [
        { type: 'work', value: 'old@acme.test', primary: true },
        { type: 'home', value: 'home@acme.test' },
      ],
    });

    await acme
      .patch(user, { op: 'Remove', path: 'emails[type eq "work"].value', value: 'old@acme.test' })
      .expect(200);

    expect((await acme.find(user)).emails).toEqual([{ type: 'home', value: 'home@acme.test' }]);
  });

  it('row 29: a Remove with a list removes what is listed and keeps the rest', async () => {
    const user = await aUser({ roles: [{ value: 'Admin' }, { value: 'Reader' }] });

    await acme.patch(user, { op: 'Remove', path: 'roles', value: [{ value: 'Admin' }] }).expect(200);

    expect((await acme.find(user)).roles).toEqual([{ value: 'Reader' }]);
  });

  it.each(['Replace', 'Add'])('row 30: %s of a part of the name keeps the other parts', async (op) => {
    const user = await aUser({ name: { givenName: 'Jane', familyName: 'Doe' } });

    await acme.patch(user, { op, path: 'name', value: { familyName: 'N' } }).expect(200);

    expect((await acme.find(user)).name).toEqual({ givenName: 'Jane', familyName: 'N' });
  });

  it.each([
    `${ENTERPRISE_USER_URN}:department`,
    `${ENTERPRISE_USER_URN.toUpperCase()}:Department`,
    'department',
  ])('row 31: stores %s in the extension', async (path) => {
    const user = await aUser();

    const { body } = await acme.patch(user, { op: 'Add', path, value: 'R&D' }).expect(200);

    expect(body).toMatchObject({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      [ENTERPRISE_USER_URN]: { department: 'R&D' },
    });
    expect(body).not.toHaveProperty('department');
  });

  it('row 37: an empty list of operations succeeds and changes nothing', async () => {
    const user = await aUser();

    const { body } = await acme.patch(user).expect(200);

    expect(body).toEqual(user);
  });

  it.each([
    { op: 'replace', path: 'foo', value: 'x' },
    { op: 'Add', path: 'name.foo', value: 'x' },
    { op: 'Replace', path: 'foo[type eq "work"].value', value: 'x' },
    { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:custom:2.0:User:shoeSize', value: '44' },
    { op: 'replace', value: { foo: 'x', 'urn:acme:User:bar': 1 } },
  ])('row 37: an attribute that nobody knows does not stop the disabling next to it: %j', async (unknown) => {
    const user = await aUser();

    await acme.patch(user, unknown, { op: 'Replace', path: 'active', value: 'False' }).expect(200);

    const { text, body } = await acme.get(`/Users/${user.id}`).expect(200);
    expect(body).toMatchObject({ active: false });
    expect(text).not.toMatch(/foo|shoeSize|urn:acme/);
  });

  it.each([
    [
      'with quotes',
      '{"id":"06b0","value":"25","displayName":"Role1234"}',
      { value: '25', display: 'Role1234' },
    ],
    ['that only looks like it', '{not json', { value: '{not json' }],
    ['without a value in it', '{"id":"06b0"}', { value: '{"id":"06b0"}' }],
    ['that is a number', '25', { value: '25' }],
  ])('row 38: takes a role that is JSON text %s', async (_what, value, stored) => {
    const user = await aUser();
    const add = { op: 'Add', path: 'roles', value: [{ value }] };

    await acme.patch(user, add).expect(200);
    const { body } = await acme.patch(user, add).expect(200);

    expect(body.roles).toEqual([stored]);
  });
});
