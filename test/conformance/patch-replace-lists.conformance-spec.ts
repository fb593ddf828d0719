import { USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, groupIds, memberIds, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.2.3: PATCH replace in lists', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { groupProvisioning: true, dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'strict', EVERY_KIND);
  });
  afterAll(() => app.stop());

  const WORK = { value: 'a', type: 'work', primary: true };
  const HOME = { value: 'b', type: 'home', display: 'Home' };
  const ACME = { serial: 'S', level: 7, tags: ['x', 'y'] };

  function newUser(client: ScimClient, attributes: object = {}): Promise<UserBody> {
    count += 1;
    return client.aUser({
      schemas: [USER_URN, ACME_URN],
      userName: `user-${count}`,
      emails: [WORK, HOME],
      [ACME_URN]: ACME,
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

  async function refuse(client: ScimClient, operation: object, scimType: string): Promise<void> {
    const user = await newUser(client);
    await expectRefusal(client.patch(user, { op: 'replace', ...operation }), 400, scimType);
    expect(await client.find(user)).toEqual(user);
  }

  it.each([
    ['emails', [{ value: 'c' }], { emails: [{ value: 'c' }] }],
    ['emails', [HOME, { value: 'c', primary: true }], { emails: [HOME, { value: 'c', primary: true }] }],
    [`${ACME_URN}:tags`, ['z'], { [ACME_URN]: { ...ACME, tags: ['z'] } }],
  ])('PAE-3: replaces all of %s by %j', async (path, value, expected) => {
    await replaceInBoth({ path, value }, expected);
  });

  it('PAE-3: replaces all members of a group', async () => {
    for (const client of [acme, strict]) {
      const [one, two, three] = [await newUser(client), await newUser(client), await newUser(client)];
      const group = await aGroup(client, 'pae-3', one, two);
      const value = [{ value: two.id }, { value: three.id }];
      await patchGroup(client, group, { op: 'replace', path: 'members', value }).expect(204);
      expect(await memberIds(client, group)).toEqual([two.id, three.id].sort());
      expect(await groupIds(client, one)).toEqual([]);
      expect(await groupIds(client, three)).toEqual([group.id]);
    }
  });

  it('PAE-3: refuses one object for a list in the strict dialect, and takes it in the tolerant one', async () => {
    const operation = { path: 'emails', value: { value: 'c' } };
    await refuse(strict, operation, 'invalidValue');

    const { body } = await acme.patch(await newUser(acme), { op: 'replace', ...operation }).expect(200);

    expect(body.emails).toEqual([{ value: 'c' }]);
  });

  const TWO = [{ value: 'a', type: 'work' }, { value: 'b', type: 'work', display: 'B' }, HOME];

  it.each([
    [{ path: 'emails[type eq "work"]', value: { display: 'New' } }, { display: 'New' }],
    [
      { path: 'emails[type eq "work"]', value: { type: 'other', display: 'New' } },
      { type: 'other', display: 'New' },
    ],
  ])(
    'PAE-6: replaces all values that match, but not the parts that were not sent: %j',
    async (operation, parts) => {
      await replaceInBoth(
        operation,
        { emails: [{ ...TWO[0], ...parts }, { ...TWO[1], ...parts }, HOME] },
        { emails: TWO },
      );
    },
  );

  it.each([
    ['emails[type eq "work"].display', [{ ...TWO[0], display: 'c' }, { ...TWO[1], display: 'c' }, HOME]],
    ['emails[type eq "home"].value', [TWO[0], TWO[1], { ...HOME, value: 'c' }]],
  ])('PAE-7: replaces the part of all values that match: %s', async (path, emails) => {
    await replaceInBoth({ path, value: 'c' }, { emails }, { emails: TWO });
  });

  // The same type and value stand in a list once (RFC 7643 section 2.4).
  it('PAE-7: values that become the same are one, with what either had', async () => {
    const emails = [{ type: 'work', value: 'c', display: 'B' }, HOME];

    await replaceInBoth({ path: 'emails[type eq "work"].value', value: 'c' }, { emails }, { emails: TWO });
  });

  it.each([
    ['emails[type eq "other"].value', 'c', { emails: [WORK, HOME, { type: 'other', value: 'c' }] }],
    ['emails[type eq "other"]', { value: 'c' }, { emails: [WORK, HOME, { type: 'other', value: 'c' }] }],
    ['phoneNumbers[type eq "mobile"].value', '1', { phoneNumbers: [{ type: 'mobile', value: '1' }] }],
  ])(
    'PAE-8: without a match, refuses in the strict dialect and makes in the tolerant one %s',
    async (path, value, made) => {
      await refuse(strict, { path, value }, 'noTarget');

      const { body } = await acme.patch(await newUser(acme), { op: 'replace', path, value }).expect(200);

      expect(body).toMatchObject(made);
    },
  );

  it.each([
    'emails[type co "other"].value',
    'emails[type eq "other" or type eq "third"].value',
    'emails[not (value pr)].display',
    'emails[type eq "other" and value ne "x"].value',
    'emails[type eq "other" and type eq "third"].value',
  ])('PAE-8: refuses in both dialects a filter without a match that describes no value: %s', async (path) => {
    for (const client of [acme, strict]) await refuse(client, { path, value: 'c' }, 'noTarget');
  });

  it.each([
    { path: 'emails[type eq "home"].primary', value: true },
    { path: 'emails[type eq "home"]', value: { primary: true } },
    { path: 'emails[value eq "b"].primary', value: true },
    {
      path: 'emails',
      value: [
        { ...WORK, primary: false },
        { ...HOME, primary: true },
      ],
    },
  ])('PAE-11: a value that becomes primary takes it from the others: %j', async (operation) => {
    await replaceInBoth(operation, {
      emails: [
        { ...WORK, primary: false },
        { ...HOME, primary: true },
      ],
    });
  });
});
