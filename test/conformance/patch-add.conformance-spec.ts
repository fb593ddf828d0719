import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, memberIds, patchGroup } from '../harness/group-requests.js';
import { ACME_URN } from '../harness/schema-extension.js';
import type { ScimClient } from '../harness/scim-client.js';
import { HOME, NAME, TwoDialects, WORK } from './two-dialects.js';

describe('RFC 7644 section 3.5.2.1: PATCH add', () => {
  let dialects: TwoDialects;
  let acme: ScimClient;
  let strict: ScimClient;
  let globex: ScimClient;

  beforeAll(async () => {
    dialects = await TwoDialects.start();
    ({ acme, strict } = dialects);
    globex = await dialects.app.clientOfNewTenant('globex', { groupProvisioning: true });
  });
  afterAll(() => dialects.app.stop());

  it.each([
    { path: 'title' },
    { path: 'emails' },
    { path: 'emails[type eq "work"].display' },
    {},
    { value: 'x' },
    { value: ['x'] },
  ])('PAA-1: refuses an add with nothing but %j', async (operation) => {
    for (const client of [acme, strict])
      await dialects.refuse(client, { op: 'add', ...operation }, 'invalidValue');
  });

  it.each([
    [
      { nickName: 'B', emails: [{ value: 'c' }] },
      { nickName: 'B', emails: [WORK, HOME, { value: 'c' }] },
    ],
    [
      { name: { givenName: 'Babs' }, active: false },
      { name: { ...NAME, givenName: 'Babs' }, active: false },
    ],
    [{ NICKNAME: 'B' }, { nickName: 'B' }],
    [{ [`${USER_URN}:nickName`]: 'B' }, { nickName: 'B' }],
    [{ [`${ENTERPRISE_USER_URN}:department`]: 'D' }, { [ENTERPRISE_USER_URN]: { department: 'D' } }],
    [
      { [ENTERPRISE_USER_URN]: { manager: { value: 'M' } } },
      { [ENTERPRISE_USER_URN]: { manager: { value: 'M' } } },
    ],
    [
      { [ACME_URN]: { tags: ['a'], level: 7 } },
      { schemas: [USER_URN, ACME_URN], [ACME_URN]: { tags: ['a'], level: 7 } },
    ],
  ])('PAA-2: without a path, adds %j', async (value, expected) => {
    await dialects.patchInBoth([{ op: 'add', value }], expected);
  });

  it.each([
    [{ 'name.givenName': 'Babs' }, { name: { ...NAME, givenName: 'Babs' } }],
    [{ 'emails[type eq "work"].value': 'c' }, { emails: [{ ...WORK, value: 'c' }, HOME] }],
    [{ department: 'D' }, { [ENTERPRISE_USER_URN]: { department: 'D' } }],
  ])(
    'PAA-2: refuses in the strict dialect, and takes in the tolerant one, the names of %j',
    async (value, expected) => {
      await dialects.refuse(strict, { op: 'add', value }, 'invalidPath');

      const { body } = await acme.patch(await dialects.newUser(acme), { op: 'add', value }).expect(200);

      expect(body).toMatchObject(expected);
    },
  );

  it.each([
    ['title', 'New', { title: 'New' }],
    ['phoneNumbers', [{ value: '1' }], { phoneNumbers: [{ value: '1' }] }],
    ['name.middleName', 'J', { name: { ...NAME, middleName: 'J' } }],
    [`${ACME_URN}:level`, 7, { [ACME_URN]: { level: 7 } }],
    [`${ACME_URN}:rate`, 1.5, { [ACME_URN]: { rate: 1.5 } }],
    ['emails[type eq "home"].display', 'Home', { emails: [WORK, { ...HOME, display: 'Home' }] }],
  ])('PAA-3: makes %s', async (path, value, expected) => {
    await dialects.patchInBoth([{ op: 'add', path, value }], expected);
  });

  it("PAA-3: adds nothing to another tenant's user or group", async () => {
    const user = await dialects.newUser(acme);
    const group = await aGroup(acme, 'paa-3');

    await expectRefusal(globex.patch(user, { op: 'add', path: 'title', value: 'New' }), 404);
    const member = { op: 'add', path: 'members', value: [{ value: user.id }] };
    await expectRefusal(patchGroup(globex, group, member), 404);

    expect(await acme.find(user)).toEqual(user);
    expect(await memberIds(acme, group)).toEqual([]);
  });

  it.each([
    ['name.givenName', 'Babs', { name: { ...NAME, givenName: 'Babs' } }],
    ['active', false, { active: false }],
    [`${ACME_URN}:level`, 8, { [ACME_URN]: { level: 8 } }],
  ])('PAA-4: replaces %s', async (path, value, expected) => {
    await dialects.patchInBoth([{ op: 'add', path, value }], expected, { [ACME_URN]: { level: 7 } });
  });

  it.each([
    ['name', { givenName: 'Babs' }, { name: { givenName: 'Babs', familyName: 'Jensen' } }],
    ['name', { middleName: 'J' }, { name: { ...NAME, middleName: 'J' } }],
    [
      ENTERPRISE_USER_URN,
      { costCenter: '1' },
      { [ENTERPRISE_USER_URN]: { department: 'D', costCenter: '1' } },
    ],
  ])('PAA-6: leaves the other parts of %s alone', async (path, value, expected) => {
    const attributes = {
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      [ENTERPRISE_USER_URN]: { department: 'D' },
    };
    await dialects.patchInBoth([{ op: 'add', path, value }], expected, attributes);
  });

  it('PAA-11: sets what is immutable once', async () => {
    const operation = { op: 'add', path: `${ACME_URN}:serial`, value: 'S-1' };
    for (const client of [acme, strict]) {
      const user = await dialects.newUser(client);
      const { body } = await client.patch(user, operation).expect(200);

      await expectRefusal(client.patch(user, { ...operation, value: 'S-2' }), 400, 'mutability');
      const same = await client.patch(user, operation).expect(200);

      expect(body[ACME_URN]).toEqual({ serial: 'S-1' });
      expect(same.body).toEqual(body);
    }
  });

  it.each([
    { path: 'title', value: null },
    { path: 'emails', value: [] },
    { path: 'emails', value: null },
    { path: 'name', value: null },
    { path: 'name.givenName', value: null },
    { path: 'emails[type eq "work"].value', value: null },
    { path: ENTERPRISE_USER_URN, value: null },
    { value: { title: null, emails: [], name: { givenName: null } } },
  ])('PAA-13: adds nothing by %j', async (operation) => {
    for (const client of [acme, strict]) {
      const user = await dialects.newUser(client);
      expect((await client.patch(user, { op: 'add', ...operation }).expect(200)).body).toEqual(user);
    }
  });

  it.each([
    ['active', 'maybe'],
    ['active', 1],
    ['title', 7],
    ['name', 'Barbara'],
    ['name.givenName', { value: 'x' }],
    ['emails', [7]],
    ['emails[type eq "work"].primary', 'maybe'],
    [`${ACME_URN}:level`, '7'],
    [`${ACME_URN}:level`, 1.5],
    [`${ACME_URN}:rate`, '1.5'],
    [`${ACME_URN}:tags`, [true]],
  ])('PAA-14: refuses for %s the value %j', async (path, value) => {
    for (const client of [acme, strict])
      await dialects.refuse(client, { op: 'add', path, value }, 'invalidValue');
  });

  it.each([
    ['active', 'False', { active: false }],
    [
      'emails[type eq "home"].primary',
      'TRUE',
      {
        emails: [
          { ...WORK, primary: false },
          { ...HOME, primary: true },
        ],
      },
    ],
    ['emails', 'c', { emails: [WORK, HOME, { value: 'c' }] }],
    ['title', ['New'], { title: 'New' }],
  ])(
    'PAA-14: refuses in the strict dialect, and understands in the tolerant one, %s %j',
    async (path, value, expected) => {
      await dialects.refuse(strict, { op: 'add', path, value }, 'invalidValue');

      const { body } = await acme.patch(await dialects.newUser(acme), { op: 'add', path, value }).expect(200);

      expect(body).toMatchObject(expected);
    },
  );
});
