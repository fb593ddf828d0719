import { USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, memberIds, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.2.1: PATCH add to lists', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'strict', EVERY_KIND);
  });
  afterAll(() => app.stop());

  const WORK = { value: 'a', type: 'work', primary: true };
  const HOME = { value: 'b', type: 'home' };
  const NAME = { givenName: 'Barbara', familyName: 'Jensen' };

  function newUser(client: ScimClient, attributes: object = {}): Promise<UserBody> {
    count += 1;
    const userName = `user-${count}`;
    return client.aUser({
      schemas: [USER_URN, ACME_URN],
      userName,
      name: NAME,
      emails: [WORK, HOME],
      ...attributes,
    });
  }

  /** In both dialects, adds to a user and shows it as it is then. */
  async function addInBoth(
    operations: readonly object[],
    expected: object,
    attributes: object = {},
  ): Promise<void> {
    for (const client of [acme, strict]) {
      const user = await newUser(client, attributes);
      const { body } = await client.patch(user, ...operations).expect(200);
      expect(body).toMatchObject(expected);
      expect(await client.find(user)).toEqual(body);
    }
  }

  async function refuse(client: ScimClient, operation: object, scimType: string): Promise<void> {
    const user = await newUser(client);
    await expectRefusal(client.patch(user, operation), 400, scimType);
    expect(await client.find(user)).toEqual(user);
  }

  it.each([
    ['emails', [{ value: 'c' }, { value: 'd' }], { emails: [WORK, HOME, { value: 'c' }, { value: 'd' }] }],
    ['emails', { value: 'c' }, { emails: [WORK, HOME, { value: 'c' }] }],
    [`${ACME_URN}:tags`, ['y', 'z'], { [ACME_URN]: { tags: ['x', 'y', 'z'] } }],
    [`${ACME_URN}:tags`, 'y', { [ACME_URN]: { tags: ['x', 'y'] } }],
  ])('PAA-5: appends to %s by %j', async (path, value, expected) => {
    await addInBoth([{ op: 'add', path, value }], expected, { [ACME_URN]: { tags: ['x'] } });
  });

  it('PAA-5: appends members to a group, by a list or by one object', async () => {
    const [one, two, three] = [await newUser(acme), await newUser(acme), await newUser(acme)];
    const group = await aGroup(acme, 'paa-5', one);

    await patchGroup(acme, group, { op: 'add', path: 'members', value: [{ value: two.id }] }).expect(204);
    await patchGroup(acme, group, { op: 'add', path: 'members', value: { value: three.id } }).expect(204);

    expect(await memberIds(acme, group)).toEqual([one.id, two.id, three.id].sort());
  });

  it.each([
    { path: 'emails', value: [WORK] },
    { path: 'emails', value: { value: 'a', type: 'work' } },
    { path: 'emails', value: [HOME, WORK] },
    { path: 'emails[type eq "home"].value', value: 'b' },
    { path: 'name', value: { givenName: 'Barbara' } },
    { path: 'active', value: true },
    { path: `${ACME_URN}:tags`, value: ['x'] },
    { value: { name: NAME, emails: [HOME], active: true } },
  ])('PAA-7, PAA-8: adds nothing twice, and moves no version: %j', async (operation) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client, { [ACME_URN]: { tags: ['x'] } });
      const { body } = await client.patch(user, { op: 'add', ...operation }).expect(200);
      expect(body).toEqual(user);
      expect(await client.find(user)).toEqual(user);
    }
  });

  it('PAA-7, PAA-8: adds no member twice, and moves no version of the group', async () => {
    const user = await newUser(acme);
    const group = await aGroup(acme, 'paa-7', user);

    const { headers } = await patchGroup(acme, group, {
      op: 'add',
      path: 'members',
      value: [{ value: user.id }],
    });

    expect(headers.etag).toBe(group.meta.version);
    expect((await acme.get(`/Groups/${group.id}`).expect(200)).body).toEqual(group);
  });

  it('PAA-9: sets the part of all values that match', async () => {
    const two = [{ value: 'a', type: 'work' }, { value: 'b', type: 'work' }, HOME];
    const display = { display: 'New' };
    const expected = { emails: [{ ...two[0], ...display }, { ...two[1], ...display }, HOME] };

    await addInBoth([{ op: 'add', path: 'emails[type eq "work"].display', value: 'New' }], expected, {
      emails: two,
    });
  });

  it.each([
    ['phoneNumbers[type eq "fax"].value', '1', { phoneNumbers: [{ type: 'fax', value: '1' }] }],
    [
      'emails[type eq "other" and primary eq false].value',
      'c',
      { emails: [WORK, HOME, { type: 'other', value: 'c' }] },
    ],
    ['phoneNumbers[type eq "fax"]', { value: '1' }, { phoneNumbers: [{ type: 'fax', value: '1' }] }],
  ])(
    'PAA-10: refuses in the strict dialect, and makes in the tolerant one, %s',
    async (path, value, expected) => {
      await refuse(strict, { op: 'add', path, value }, 'noTarget');

      const { body } = await acme.patch(await newUser(acme), { op: 'add', path, value }).expect(200);

      expect(body).toMatchObject(expected);
    },
  );

  const NEW_PRIMARY = { value: 'c', type: 'other', primary: true };

  it.each([
    [{ path: 'emails', value: [NEW_PRIMARY] }, [{ ...WORK, primary: false }, HOME, NEW_PRIMARY]],
    [{ value: { emails: NEW_PRIMARY } }, [{ ...WORK, primary: false }, HOME, NEW_PRIMARY]],
    [
      { path: 'emails[type eq "home"].primary', value: true },
      [
        { ...WORK, primary: false },
        { ...HOME, primary: true },
      ],
    ],
  ])('PAA-12: a new primary value is the only one: %j', async (operation, emails) => {
    await addInBoth([{ op: 'add', ...operation }], { emails });
  });
});
