import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, memberIds, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.2: the paths of PATCH', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    globex = await app.clientOfNewTenant('globex', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'strict', EVERY_KIND);
  });
  afterAll(() => app.stop());

  const WORK = { value: 'a@acme.test', type: 'work', primary: true };
  const HOME = { value: 'b@home.test', type: 'home', display: 'Home' };
  const BARE = { value: 'c@acme.test' };
  const MANAGER = { value: 'M1' };
  const DESKS = [
    { value: 'D1', floor: 1 },
    { value: 'D2', floor: 2 },
  ];

  function newUser(client: ScimClient): Promise<UserBody> {
    count += 1;
    return client.aUser({
      schemas: [USER_URN, ENTERPRISE_USER_URN, ACME_URN],
      userName: `user-${count}`,
      title: 'Old',
      name: { givenName: 'Barbara', familyName: 'Jensen' },
      emails: [WORK, HOME, BARE],
      [ENTERPRISE_USER_URN]: { department: 'Tours', manager: MANAGER },
      ...(client !== globex && { [ACME_URN]: { tags: ['a', 'b'], desks: DESKS } }),
    });
  }

  async function refuseInBoth(operation: object, scimType: string): Promise<void> {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      await expectRefusal(client.patch(user, operation), 400, scimType);
      expect(await client.find(user)).toEqual(user);
    }
  }

  const NEW_TITLE = { title: 'New' };
  const NEW_NAME = { name: { givenName: 'New', familyName: 'Jensen' } };
  const NEW_MAIL = { emails: [{ ...WORK, value: 'New' }, HOME, BARE] };
  const NEW_PLACE = { [ACME_URN]: { tags: ['a', 'b'], desks: [DESKS[0], { value: 'New', floor: 2 }] } };

  it.each<[string, unknown, object]>([
    ['title', 'New', NEW_TITLE],
    ['name.givenName', 'New', NEW_NAME],
    ['emails[type eq "work"]', { value: 'New' }, NEW_MAIL],
    ['emails[type eq "work"].value', 'New', NEW_MAIL],
    [`${USER_URN}:title`, 'New', NEW_TITLE],
    [`${USER_URN}:name.givenName`, 'New', NEW_NAME],
    [`${USER_URN}:emails[type eq "work"]`, { value: 'New' }, NEW_MAIL],
    [`${USER_URN}:emails[type eq "work"].value`, 'New', NEW_MAIL],
    [
      `${ENTERPRISE_USER_URN}:department`,
      'New',
      { [ENTERPRISE_USER_URN]: { department: 'New', manager: MANAGER } },
    ],
    [
      `${ENTERPRISE_USER_URN}:manager.value`,
      'New',
      { [ENTERPRISE_USER_URN]: { department: 'Tours', manager: { value: 'New' } } },
    ],
    [
      ENTERPRISE_USER_URN,
      { department: 'New' },
      { [ENTERPRISE_USER_URN]: { department: 'New', manager: MANAGER } },
    ],
    [`${ACME_URN}:desks[floor eq 2].value`, 'New', NEW_PLACE],
    [`${ACME_URN}:desks[value eq "D2"]`, { value: 'New' }, NEW_PLACE],
  ])('PAP-1: takes the path %s', async (path, value, expected) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      const { body } = await client.patch(user, { op: 'replace', path, value }).expect(200);
      expect(body).toEqual({ ...user, ...expected, meta: expect.anything() });
      expect(await client.find(user)).toEqual(body);
    }
  });

  it.each([
    ['NAME.GIVENNAME', NEW_NAME],
    ['Title', NEW_TITLE],
    [`${USER_URN.toUpperCase()}:TITLE`, NEW_TITLE],
    ['EMAILS[Type EQ "work"].VALUE', NEW_MAIL],
    [`${ACME_URN.toLowerCase()}:DESKS[FLOOR eq 2].Value`, NEW_PLACE],
  ])('PAP-2: takes the path %s', async (path, expected) => {
    for (const client of [acme, strict]) {
      const { body } = await client
        .patch(await newUser(client), { op: 'replace', path, value: 'New' })
        .expect(200);
      expect(body).toMatchObject(expected);
    }
  });

  it.each([
    '',
    'name.',
    '.givenName',
    'name..givenName',
    'a.b.c',
    'name.givenName.x',
    'emails[',
    'emails]',
    'emails[]',
    'emails[type eq "work"',
    'emails[type eq "work"],x',
    'emails[type eq "work"]value',
    'emails[type eq "work"].value.x',
    'emails[type eq "work"][type eq "home"]',
    '[type eq "work"]',
    'name[givenName eq "Barbara"]',
    'title, userName',
    'the title',
  ])('PAP-3: refuses the path "%s"', async (path) => {
    await refuseInBoth({ op: 'replace', path, value: 'New' }, 'invalidPath');
    await refuseInBoth({ op: 'remove', path }, 'invalidPath');
  });

  it.each([7, true, ['title'], { title: 1 }])('PAP-3: refuses a path that is no text: %j', async (path) => {
    await refuseInBoth({ op: 'replace', path, value: 'New' }, 'invalidPath');
  });

  it.each([
    'type eq',
    'type',
    'type is "work"',
    'type eq work',
    "type eq 'work'",
    'type eq "work" and',
    'nope eq "a"',
  ])('PAP-3: refuses the filter %s in a path', async (filter) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      const { body } = await client.patch(user, { op: 'remove', path: `emails[${filter}]` }).expect(400);
      expect(body.scimType).toMatch(/^(invalidPath|invalidFilter)$/);
      expect(await client.find(user)).toEqual(user);
    }
  });

  it('PAP-3: a part of a list without a filter is refused, but for one value in the tolerant dialect', async () => {
    const operation = { op: 'replace', path: 'emails.value', value: 'New' };
    await refuseInBoth(operation, 'invalidPath');
    const only = [{ op: 'replace', path: 'emails', value: [HOME] }, operation];

    await expectRefusal(strict.patch(await newUser(strict), ...only), 400, 'invalidPath');
    const { body } = await acme.patch(await newUser(acme), ...only).expect(200);

    expect(body.emails).toEqual([{ ...HOME, value: 'New' }]);
  });

  it.each([
    'nope',
    'name.nope',
    'emails[type eq "work"].nope',
    `${USER_URN}:nope`,
    `${ENTERPRISE_USER_URN}:nope`,
    `${ENTERPRISE_USER_URN}:manager.nope`,
    `${ACME_URN}:nope`,
    'urn:example:nope:2.0:User:title',
  ])(
    'PAP-4: refuses in the strict dialect, and leaves out in the tolerant one, the path %s',
    async (path) => {
      for (const operation of [
        { op: 'add', path, value: 'x' },
        { op: 'replace', path, value: 'x' },
        { op: 'remove', path },
      ]) {
        const [user, other] = [await newUser(strict), await newUser(acme)];
        await expectRefusal(strict.patch(user, operation), 400, 'invalidPath');
        const { body } = await acme
          .patch(other, operation, { op: 'replace', path: 'active', value: false })
          .expect(200);

        expect(await strict.find(user)).toEqual(user);
        expect(body).toEqual({ ...other, active: false, meta: expect.anything() });
      }
    },
  );

  it.each(['User.active', 'users.userName', 'active.value'])(
    'PAP-4: refuses in both dialects what misses a switch or a name by a little: %s',
    async (path) => {
      await refuseInBoth({ op: 'replace', path, value: false }, 'invalidPath');
    },
  );

  it("PAP-4: an attribute of another tenant's extension is unknown, and another tenant's user too", async () => {
    const [mine, theirs] = [await newUser(acme), await newUser(globex)];
    const operation = { op: 'add', path: `${ACME_URN}:level`, value: 7 };

    const { body } = await globex.patch(theirs, operation).expect(200);
    await expectRefusal(globex.patch(mine, operation), 404);

    expect(body).toEqual(theirs);
    expect(await acme.find(mine)).toEqual(mine);
  });

  it.each([
    '/emails/0',
    '/title',
    'emails/0',
    'emails[0]',
    'emails.0',
    '$.title',
    '#/title',
    '*',
    'emails[*]',
  ])('PAP-5: refuses the path %s', async (path) => {
    await refuseInBoth({ op: 'replace', path, value: 'New' }, 'invalidPath');
  });

  it.each([
    ['type eq "work"', [HOME, BARE]],
    ['type eq "work" and not (value ew "x")', [HOME, BARE]],
    ['type eq "work" and not (value ew "acme.test")', [WORK, HOME, BARE]],
    ['type eq "work" or type eq "home"', [BARE]],
    ['(type eq "work" or type eq "home") and primary eq true', [HOME, BARE]],
    ['type eq "home" or type eq "work" and primary eq false', [WORK, BARE]],
    ['not (type pr)', [WORK, HOME]],
    ['not (type eq "work" or display pr)', [WORK, HOME]],
    ['display pr', [WORK, BARE]],
    ['value co "HOME"', [WORK, BARE]],
    ['value sw "c@"', [WORK, HOME]],
    ['value gt "b"', [WORK]],
  ])('PAP-6: chooses by the filter %s', async (filter, rest) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      const { body } = await client.patch(user, { op: 'remove', path: `emails[${filter}]` }).expect(200);
      expect(body.emails).toEqual(rest);
    }
  });

  it.each([
    [{ op: 'remove', path: `${ACME_URN}:tags[value eq "A"]` }, ['b']],
    [{ op: 'remove', path: `${ACME_URN}:tags[value ne "a"]` }, ['a']],
    [{ op: 'replace', path: `${ACME_URN}:tags[value eq "a"]`, value: 'c' }, ['c', 'b']],
  ])('PAP-7: chooses among simple values by value: %j', async (operation, tags) => {
    for (const client of [acme, strict]) {
      const { body } = await client.patch(await newUser(client), operation).expect(200);
      expect(body[ACME_URN]).toEqual({ tags, desks: DESKS });
    }
  });

  it.each([
    [ENTERPRISE_USER_URN, 'employeeNumber', '77'],
    [ACME_URN, 'level', 7],
  ])('PAP-8: a path into %s adds it to schemas', async (urn, name, value) => {
    for (const client of [acme, strict]) {
      const user = await client.aUser({ userName: `pap-8-${name}` });
      const { body } = await client.patch(user, { op: 'add', path: `${urn}:${name}`, value }).expect(200);
      expect(body).toMatchObject({ schemas: [USER_URN, urn], [urn]: { [name]: value } });
    }
  });

  it('PAP-9: finds a member by $ref, but not in a group of another tenant', async () => {
    const [one, two] = [await newUser(acme), await newUser(acme)];
    const group = await aGroup(acme, 'pap-9', one, two);
    const $ref = group.members?.find(({ value }) => value === one.id)?.$ref;
    expect($ref).toBe(one.meta.location);
    const operation = { op: 'remove', path: `members[$ref eq "${one.meta.location}"]` };

    await expectRefusal(patchGroup(globex, group, operation), 404);
    expect(await memberIds(acme, group)).toEqual([one.id, two.id].sort());
    await patchGroup(acme, group, operation).expect(204);
    expect(await memberIds(acme, group)).toEqual([two.id]);
  });

  it('PAP-9: sets $ref as a part', async () => {
    const operation = { op: 'add', path: `${ENTERPRISE_USER_URN}:manager.$ref`, value: '../Users/M1' };
    for (const client of [acme, strict]) {
      const { body } = await client.patch(await newUser(client), operation).expect(200);
      expect(body).toMatchObject({
        [ENTERPRISE_USER_URN]: { manager: { value: 'M1', $ref: '../Users/M1' } },
      });
    }
  });
});
