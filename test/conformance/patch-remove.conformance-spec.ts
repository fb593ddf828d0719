import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, findGroup, groupIds, memberIds, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser, REQUIRED_KINDS } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.2.2: PATCH remove', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let strict: ScimClient;
  let needy: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { groupProvisioning: true, dialect: 'strict' });
    needy = await app.clientOfNewTenant('needy', { groupProvisioning: true });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'strict', EVERY_KIND);
    await extendUser(app, 'needy', REQUIRED_KINDS);
  });
  afterAll(() => app.stop());

  const WORK = { value: 'a', type: 'work' };
  const HOME = { value: 'b', type: 'home', primary: true };
  const ADDRESSES = [
    { type: 'work', region: 'CA', country: 'US' },
    { type: 'home', region: 'BE' },
  ];

  function newUser(client: ScimClient, acmeAttributes: object = { serial: 'S', level: 7, tags: ['x', 'y'] }) {
    count += 1;
    return client.aUser({
      schemas: [USER_URN, ENTERPRISE_USER_URN, ACME_URN],
      userName: `user-${count}`,
      externalId: `x-${count}`,
      nickName: 'Babs',
      name: { givenName: 'Barbara', middleName: 'J' },
      emails: [WORK, HOME],
      addresses: ADDRESSES,
      [ENTERPRISE_USER_URN]: { department: 'Tours', manager: { value: 'M1' } },
      [ACME_URN]: acmeAttributes,
    });
  }

  /** In both dialects, removes the path; a path that is removed already is removed with success again. */
  async function removeInBoth(path: string, check: (body: UserBody) => void): Promise<void> {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      const { body } = await client.patch(user, { op: 'remove', path }).expect(200);
      check(body as UserBody);
      expect(body.meta.version).not.toBe(user.meta.version);
      expect(await client.find(user)).toEqual(body);
    }
  }

  it.each([{}, { value: { nickName: 'Babs' } }, { value: [] }, { path: null }, { path: USER_URN }])(
    'PAR-1: refuses a remove with nothing but %j',
    async (operation) => {
      for (const client of [acme, strict]) {
        const user = await newUser(client);
        await expectRefusal(client.patch(user, { op: 'remove', ...operation }), 400, 'noTarget');
        expect(await client.find(user)).toEqual(user);
      }
    },
  );

  it.each([['nickName'], ['externalId'], ['name'], [`${USER_URN}:nickName`]])(
    'PAR-2: unassigns %s',
    async (path) => {
      await removeInBoth(path, (body) => {
        expect(body).not.toHaveProperty(path.split(':').pop() ?? '');
      });
    },
  );

  it("PAR-2: removes nothing of another tenant's user or group", async () => {
    const user = await newUser(acme);
    const group = await aGroup(acme, 'par-2', user);

    await expectRefusal(strict.patch(user, { op: 'remove', path: 'nickName' }), 404);
    await expectRefusal(patchGroup(strict, group, { op: 'remove', path: 'members' }), 404);

    expect(await memberIds(acme, group)).toEqual([user.id]);
    expect(await acme.find(user)).toMatchObject({ nickName: 'Babs' });
  });

  it.each(['emails', 'addresses'])('PAR-3: removes all of %s', async (path) => {
    await removeInBoth(path, (body) => {
      expect(body).not.toHaveProperty(path);
    });
  });

  it('PAR-3: removes all of a list of simple values', async () => {
    await removeInBoth(`${ACME_URN}:tags`, (body) => {
      expect(body[ACME_URN]).toEqual({ serial: 'S', level: 7 });
    });
  });

  it('PAR-3: removes all members of a group, and these lose the group', async () => {
    for (const client of [acme, strict]) {
      const users = [await newUser(client), await newUser(client)];
      const group = await aGroup(client, 'par-3', ...users);
      await patchGroup(client, group, { op: 'remove', path: 'members' }).expect(204);
      expect(await findGroup(client, group)).not.toHaveProperty('members');
      for (const user of users) expect(await groupIds(client, user)).toEqual([]);
    }
  });

  it('PAR-4: removes the values that match, and leaves the others', async () => {
    await removeInBoth('emails[type eq "work"]', (body) => {
      expect(body.emails).toEqual([HOME]);
    });
    await removeInBoth(`${ACME_URN}:tags[value eq "x"]`, (body) => {
      expect(body[ACME_URN]).toMatchObject({ tags: ['y'] });
    });
  });

  it('PAR-4: removes one member of a group', async () => {
    for (const client of [acme, strict]) {
      const [one, two] = [await newUser(client), await newUser(client)];
      const group = await aGroup(client, 'par-4', one, two);
      await patchGroup(client, group, { op: 'remove', path: `members[value eq "${one.id}"]` }).expect(204);
      expect(await memberIds(client, group)).toEqual([two.id]);
      expect(await groupIds(client, one)).toEqual([]);
      expect(await groupIds(client, two)).toEqual([group.id]);
    }
  });

  it.each(['emails[value pr]', 'emails[type eq "work" or type eq "home"]'])(
    'PAR-5: leaves no list when the last value goes by %s',
    async (path) => {
      for (const client of [acme, strict]) {
        const user = await newUser(client);
        const { body } = await client.patch(user, { op: 'remove', path }).expect(200);
        expect(body).not.toHaveProperty('emails');
        expect(await client.filter(`id eq "${user.id}" and emails pr`)).toMatchObject({ totalResults: 0 });
        expect(await client.filter(`id eq "${user.id}" and addresses pr`)).toMatchObject({ totalResults: 1 });
      }
    },
  );

  it('PAR-6: removes the part of the values that match', async () => {
    await removeInBoth('addresses[type eq "work"].region', (body) => {
      expect(body.addresses).toEqual([{ type: 'work', country: 'US' }, ADDRESSES[1]]);
    });
  });

  it('PAR-7: removes the part of a complex attribute', async () => {
    await removeInBoth('name.middleName', (body) => {
      expect(body.name).toEqual({ givenName: 'Barbara' });
    });
    await removeInBoth(`${ENTERPRISE_USER_URN}:manager.value`, (body) => {
      expect(body[ENTERPRISE_USER_URN]).toEqual({ department: 'Tours' });
    });
  });

  it.each(['userName', 'id', 'meta', 'meta.created', 'groups', 'groups[value pr]', `${ACME_URN}:score`])(
    'PAR-8: refuses to remove %s',
    async (path) => {
      for (const client of [acme, strict]) {
        const user = await newUser(client);
        await expectRefusal(client.patch(user, { op: 'remove', path }), 400, 'mutability');
        expect(await client.find(user)).toEqual(user);
      }
    },
  );

  it.each(['grade', 'floors', 'floors[value eq 1]', 'desk.room'])(
    'PAR-8: refuses to remove %s, which the extension requires',
    async (name) => {
      const user = await newUser(needy, { grade: 'a', floors: [1], desk: { room: '7', note: 'n' } });

      const removal = needy.patch(user, { op: 'remove', path: `${ACME_URN}:${name}` });

      await expectRefusal(removal, 400, 'mutability');
      expect(await needy.find(user)).toEqual(user);
    },
  );

  it('PAR-8: removes what is required together with all of what requires it', async () => {
    const user = await newUser(needy, { grade: 'a', floors: [1, 2], desk: { room: '7' } });

    const some = await needy.patch(
      user,
      { op: 'remove', path: `${ACME_URN}:floors[value eq 1]` },
      { op: 'remove', path: `${ACME_URN}:desk` },
    );
    const all = await needy.patch(user, { op: 'remove', path: ACME_URN });

    expect(some.body[ACME_URN]).toEqual({ grade: 'a', floors: [2] });
    expect(all.body.schemas).toEqual([USER_URN, ENTERPRISE_USER_URN]);
  });

  it.each(['displayName', 'id', 'meta.location'])('PAR-8: refuses to remove %s of a group', async (path) => {
    const group = await aGroup(acme, `par-8-${path}`, await newUser(acme));

    await expectRefusal(patchGroup(acme, group, { op: 'remove', path }), 400, 'mutability');

    expect(await findGroup(acme, group)).toEqual(group);
  });

  it.each([
    'emails[type eq "other"]',
    'emails[type eq "other"].value',
    'emails[type eq "work"].display',
    'title',
    'phoneNumbers',
    'phoneNumbers[type eq "work"]',
    'name.familyName',
    `${ACME_URN}:rate`,
    `${ENTERPRISE_USER_URN}:costCenter`,
  ])('PAR-9: success without a change where %s leads', async (path) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      expect((await client.patch(user, { op: 'remove', path }).expect(200)).body).toEqual(user);
    }
  });

  it('PAR-9: success without a change for who is no member', async () => {
    for (const client of [acme, strict]) {
      const [user, nobody] = [await newUser(client), await newUser(client)];
      const group = await aGroup(client, 'par-9', user);
      for (const id of [nobody.id, 'nobody']) {
        const answer = await patchGroup(client, group, {
          op: 'remove',
          path: `members[value eq "${id}"]`,
        }).expect(204);
        expect(answer.headers.etag).toBe(group.meta.version);
      }
      expect(await findGroup(client, group)).toEqual(group);
    }
  });

  it.each([
    ['emails', [{ value: 'a', type: 'work' }], { emails: [HOME] }],
    ['emails', [{ value: 'nobody' }], { emails: [WORK, HOME] }],
    ['emails', [], { emails: [WORK, HOME] }],
    [`${ACME_URN}:tags`, ['x'], { [ACME_URN]: { serial: 'S', level: 7, tags: ['y'] } }],
  ])('PAR-10: of %s removes what %j lists; the strict dialect refuses it', async (path, value, expected) => {
    const [user, other] = [await newUser(acme), await newUser(strict)];

    const { body } = await acme.patch(user, { op: 'Remove', path, value }).expect(200);
    await expectRefusal(strict.patch(other, { op: 'remove', path, value }), 400, 'invalidValue');

    expect(body).toMatchObject(expected);
    expect(await strict.find(other)).toEqual(other);
  });

  it('PAR-10: removes the members that are listed; the strict dialect refuses it', async () => {
    for (const client of [acme, strict]) {
      const [one, two] = [await newUser(client), await newUser(client)];
      const group = await aGroup(client, 'par-10', one, two);
      const operation = { op: 'Remove', path: 'members', value: [{ $ref: null, value: one.id }] };
      if (client === acme) await patchGroup(client, group, operation).expect(204);
      else await expectRefusal(patchGroup(client, group, operation), 400, 'invalidValue');
      expect(await memberIds(client, group)).toEqual((client === acme ? [two.id] : [one.id, two.id]).sort());
    }
  });

  it('PAR-11: leaves no complex attribute when its last part goes', async () => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      const parts = ['name.givenName', 'name.middleName'].map((path) => ({ op: 'remove', path }));
      expect((await client.patch(user, ...parts).expect(200)).body).not.toHaveProperty('name');
      expect(await client.filter(`id eq "${user.id}" and name pr`)).toMatchObject({ totalResults: 0 });
    }
  });

  it('PAR-12: refuses to remove what is immutable, once it has a value', async () => {
    for (const client of [acme, strict]) {
      const [user, bare] = [await newUser(client), await newUser(client, { level: 7 })];
      const operation = { op: 'remove', path: `${ACME_URN}:serial` };
      await expectRefusal(client.patch(user, operation), 400, 'mutability');
      expect(await client.find(user)).toEqual(user);
      expect((await client.patch(bare, operation).expect(200)).body).toEqual(bare);
    }
  });

  it.each([
    [ACME_URN, [`${ACME_URN}:level`]],
    [ACME_URN, [ACME_URN]],
    [ENTERPRISE_USER_URN, [`${ENTERPRISE_USER_URN}:manager`, `${ENTERPRISE_USER_URN}:department`]],
    [ENTERPRISE_USER_URN, [ENTERPRISE_USER_URN]],
  ])('PAR-13: takes %s out of schemas, after %j', async (urn, paths) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client, { level: 7 });
      const operations = paths.map((path) => ({ op: 'remove', path }));
      const { body } = await client.patch(user, ...operations).expect(200);
      expect(body.schemas).toEqual((user.schemas as string[]).filter((schema) => schema !== urn));
      expect(body).not.toHaveProperty([urn]);
    }
  });
});
