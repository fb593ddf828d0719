import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser, REQUIRED_KINDS } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.2.3: PATCH replace', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let strict: ScimClient;
  let needy: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { groupProvisioning: true, dialect: 'strict' });
    needy = await app.clientOfNewTenant('needy');
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'strict', EVERY_KIND);
    await extendUser(app, 'needy', REQUIRED_KINDS);
  });
  afterAll(() => app.stop());

  const WORK = { value: 'a', type: 'work', primary: true };
  const HOME = { value: 'b', type: 'home', display: 'Home' };
  const NAME = { givenName: 'Barbara', familyName: 'Jensen' };
  const ENTERPRISE = { department: 'Tours', manager: { value: 'M1', $ref: '../Users/M1' } };
  const ACME = { serial: 'S', level: 7, tags: ['x', 'y'] };

  function newUser(client: ScimClient, attributes: object = {}): Promise<UserBody> {
    count += 1;
    return client.aUser({
      schemas: [USER_URN, ENTERPRISE_USER_URN, ACME_URN],
      userName: `user-${count}`,
      nickName: 'Babs',
      name: NAME,
      emails: [WORK, HOME],
      [ENTERPRISE_USER_URN]: ENTERPRISE,
      ...(client !== needy && { [ACME_URN]: ACME }),
      ...attributes,
    });
  }

  /** In both dialects, replaces something of a user; all the rest stays. */
  async function replaceInBoth(operation: object, expected: object, attributes: object = {}): Promise<void> {
    for (const client of [acme, strict]) {
      const user = await newUser(client, attributes);
      const { body } = await client.patch(user, { op: 'replace', ...operation }).expect(200);
      expect(body).toEqual({ ...user, ...expected, meta: expect.anything() });
      expect(body.meta.version).not.toBe(user.meta.version);
      expect(await client.find(user)).toEqual(body);
    }
  }

  async function refuse(
    client: ScimClient,
    operation: object,
    scimType: string,
    attributes = {},
  ): Promise<void> {
    const user = await newUser(client, attributes);
    await expectRefusal(client.patch(user, { op: 'replace', ...operation }), 400, scimType);
    expect(await client.find(user)).toEqual(user);
  }

  it.each([
    [{ active: false }, { active: false }],
    [
      { active: false, title: 'New', emails: [{ value: 'c' }] },
      { active: false, title: 'New', emails: [{ value: 'c' }] },
    ],
    [{ name: { givenName: 'Babs' } }, { name: { ...NAME, givenName: 'Babs' } }],
    [{ NickName: 'B' }, { nickName: 'B' }],
    [{ [`${USER_URN}:nickName`]: 'B' }, { nickName: 'B' }],
    [{ [USER_URN]: { nickName: 'B' } }, { nickName: 'B' }],
    [{ [`${ACME_URN}:level`]: 8 }, { [ACME_URN]: { ...ACME, level: 8 } }],
    [
      { [ENTERPRISE_USER_URN]: { department: 'D' } },
      { [ENTERPRISE_USER_URN]: { ...ENTERPRISE, department: 'D' } },
    ],
  ])('PAE-1: without a path, replaces each of %j', async (value, expected) => {
    await replaceInBoth({ value }, expected);
  });

  it.each([
    [{ 'name.givenName': 'Babs' }, { name: { ...NAME, givenName: 'Babs' } }],
    [{ 'emails[type eq "work"].value': 'c' }, { emails: [{ ...WORK, value: 'c' }, HOME] }],
    [{ department: 'D' }, { [ENTERPRISE_USER_URN]: { ...ENTERPRISE, department: 'D' } }],
  ])(
    'PAE-1: refuses in the strict dialect, and takes in the tolerant one, the names of %j',
    async (value, expected) => {
      await refuse(strict, { value }, 'invalidPath');

      const { body } = await acme.patch(await newUser(acme), { op: 'replace', value }).expect(200);

      expect(body).toMatchObject(expected);
    },
  );

  it.each([
    ['nickName', 'B', { nickName: 'B' }],
    ['active', false, { active: false }],
    ['userName', 'pae-2', { userName: 'pae-2' }],
    [`${ACME_URN}:level`, 8, { [ACME_URN]: { ...ACME, level: 8 } }],
  ])('PAE-2: replaces %s', async (path, value, expected) => {
    await replaceInBoth({ path, value }, expected);
  });

  it("PAE-2: replaces nothing of another tenant's user or group", async () => {
    const [user, group] = [await newUser(acme), await aGroup(acme, 'pae-2')];

    await expectRefusal(strict.patch(user, { op: 'replace', path: 'active', value: false }), 404);
    await expectRefusal(patchGroup(strict, group, { op: 'replace', path: 'displayName', value: 'x' }), 404);

    expect(await acme.find(user)).toEqual(user);
    expect((await acme.get(`/Groups/${group.id}`).expect(200)).body).toEqual(group);
  });

  it.each([
    ['title', 'New', { title: 'New' }],
    ['name.middleName', 'J', { name: { ...NAME, middleName: 'J' } }],
    ['phoneNumbers', [{ value: '1' }], { phoneNumbers: [{ value: '1' }] }],
    [`${ACME_URN}:rate`, 1.5, { [ACME_URN]: { ...ACME, rate: 1.5 } }],
    ['emails[type eq "work"].display', 'Work', { emails: [{ ...WORK, display: 'Work' }, HOME] }],
  ])('PAE-4: adds %s where it is not there', async (path, value, expected) => {
    await replaceInBoth({ path, value }, expected);
  });

  it.each([
    ['name', { givenName: 'Babs' }, { name: { ...NAME, givenName: 'Babs' } }],
    ['name', { familyName: null }, { name: { givenName: 'Barbara' } }],
    [
      `${ENTERPRISE_USER_URN}:manager`,
      { $ref: '../Users/M2' },
      { [ENTERPRISE_USER_URN]: { ...ENTERPRISE, manager: { value: 'M1', $ref: '../Users/M2' } } },
    ],
  ])('PAE-5: leaves the other parts of %s alone', async (path, value, expected) => {
    await replaceInBoth({ path, value }, expected);
  });

  it.each([
    ['nickName', null, { nickName: undefined }],
    ['nickName', '', { nickName: undefined }],
    ['name', null, { name: undefined }],
    ['name.givenName', null, { name: { familyName: 'Jensen' } }],
    ['emails', [], { emails: undefined }],
    ['emails', null, { emails: undefined }],
    ['emails[type eq "home"].display', null, { emails: [WORK, { value: 'b', type: 'home' }] }],
    [`${ACME_URN}:level`, null, { [ACME_URN]: { serial: 'S', tags: ['x', 'y'] } }],
  ])('PAE-9: unassigns %s by %j', async (path, value, expected) => {
    await replaceInBoth({ path, value }, expected);
  });

  // A reference that the client did not send anew would lead to the predecessor.
  it('PAE-5: drops the $ref of a manager who is replaced', async () => {
    const operation = { path: `${ENTERPRISE_USER_URN}:manager`, value: { value: 'M2' } };

    await replaceInBoth(operation, { [ENTERPRISE_USER_URN]: { ...ENTERPRISE, manager: { value: 'M2' } } });
  });

  it.each([null, '', []])('PAE-9: refuses %j for what is required', async (value) => {
    for (const client of [acme, strict]) {
      await refuse(client, { path: 'userName', value }, 'invalidValue');
      await refuse(client, { value: { userName: value } }, 'invalidValue');
      const group = await aGroup(client, `pae-9-${JSON.stringify(value)}`);
      const operation = { op: 'replace', path: 'displayName', value };
      await expectRefusal(patchGroup(client, group, operation), 400, 'invalidValue');
    }
    const attributes = { [ACME_URN]: { grade: 'a', floors: [1], desk: { room: '7', note: 'n' } } };
    for (const name of ['grade', 'floors', 'desk.room']) {
      await refuse(needy, { path: `${ACME_URN}:${name}`, value }, 'invalidValue', attributes);
    }
  });

  it.each([
    ['id', 'x'],
    ['meta.version', 'W/"9"'],
    ['meta', { created: '2001-01-01T00:00:00Z' }],
    ['groups', [{ value: 'g' }]],
    [`${ENTERPRISE_USER_URN}:manager.displayName`, 'Mallory'],
    [`${ACME_URN}:score`, 9],
    [`${ACME_URN}:serial`, 'S-2'],
    [`${ACME_URN}:serial`, null],
  ])('PAE-10: refuses to replace %s by %j', async (path, value) => {
    for (const client of [acme, strict]) await refuse(client, { path, value }, 'mutability');
  });

  it.each([
    [{ path: `${ACME_URN}:serial`, value: 'S' }],
    [{ value: { [ACME_URN]: { serial: 'S', score: 9 } } }],
    [{ value: { id: 'x', meta: { version: 'W/"9"' }, groups: [{ value: 'g' }] } }],
    [{ path: `${ENTERPRISE_USER_URN}:manager`, value: { displayName: 'Mallory' } }],
  ])(
    'PAE-10: takes an immutable value again, and ignores what is read-only inside of a value: %j',
    async (operation) => {
      for (const client of [acme, strict]) {
        const user = await newUser(client);
        expect((await client.patch(user, { op: 'replace', ...operation }).expect(200)).body).toEqual(user);
      }
    },
  );

  it.each([
    { path: 'nickName' },
    { path: 'emails' },
    { path: 'emails[type eq "work"].value' },
    {},
    { value: 'x' },
    { value: null },
  ])('PAE-12: refuses a replace with nothing but %j', async (operation) => {
    for (const client of [acme, strict]) await refuse(client, operation, 'invalidValue');
  });

  it.each([
    { path: 'nickName', value: 'Babs' },
    { path: 'emails', value: [WORK, HOME] },
    { path: 'emails[type eq "work"].value', value: 'a' },
    { path: 'title', value: null },
    { value: { name: NAME, active: true, [ACME_URN]: ACME } },
  ])('PAE-13: the same value again is no new version: %j', async (operation) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      expect((await client.patch(user, { op: 'replace', ...operation }).expect(200)).body).toEqual(user);
    }
  });

  it.each(['add', 'replace'])(
    'PAE-14: %s lists no unknown schema; the strict dialect refuses it',
    async (op) => {
      const operation = { op, path: 'schemas', value: [USER_URN, 'urn:example:unknown:2.0:User'] };
      const [user, other] = [await newUser(acme), await newUser(strict)];

      expect((await acme.patch(user, operation).expect(200)).body).toEqual(user);
      const { status, body } = await strict.patch(other, operation);

      expect(await strict.find(other)).toEqual(other);
      expect({ status, scimType: body.scimType as unknown }).toEqual({
        status: 400,
        scimType: expect.stringMatching(/^(invalidValue|invalidSyntax)$/),
      });
    },
  );

  it('PAE-15: a password is no attribute, and never comes back', async () => {
    const [user, other] = [await newUser(acme), await newUser(strict)];
    const operation = { op: 'replace', path: 'password', value: 'never-shown-1' };

    expect((await acme.patch(user, operation).expect(200)).body).toEqual(user);
    await expectRefusal(strict.patch(other, operation), 400, 'invalidPath');
  });
});
