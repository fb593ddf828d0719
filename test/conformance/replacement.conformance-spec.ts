import { randomUUID } from 'node:crypto';
import { ENTERPRISE_USER_URN, GROUP_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.1: replacing by PUT', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true, defaultTimezone: 'Asia/Tokyo' });
    globex = await app.clientOfNewTenant('globex');
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
  });
  afterAll(() => app.stop());

  /** A user with something of everything. */
  function aFullUser(client: ScimClient): Promise<UserBody> {
    count += 1;
    return client.aUser({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: `user-${count}`,
      externalId: `x-${count}`,
      nickName: 'Babs',
      timezone: 'Europe/Zurich',
      active: false,
      name: { givenName: 'Barbara', familyName: 'Jensen' },
      emails: [
        { value: 'b@work.test', type: 'work', primary: true },
        { value: 'b@home.test', type: 'home' },
      ],
      [ENTERPRISE_USER_URN]: { department: 'Tours', manager: { value: 'M1' } },
    });
  }

  function put(client: ScimClient, { id }: { readonly id: string }, attributes: object) {
    return client.send('put', `/Users/${id}`, { schemas: [USER_URN], ...attributes });
  }

  function clientOf(dialect: string): ScimClient {
    return dialect === 'strict' ? strict : acme;
  }

  it.each(['tolerant', 'strict'])(
    'PUT-1, PUT-2: 200 with the whole user, in the %s dialect',
    async (dialect) => {
      const client = clientOf(dialect);
      const user = await aFullUser(client);

      const { body } = await put(client, user, { userName: user.userName, title: 'Guide' }).expect(200);

      expect(body).toMatchObject({
        schemas: [USER_URN],
        id: user.id,
        userName: user.userName,
        title: 'Guide',
      });
      expect(await client.find(user)).toEqual(body);
    },
  );

  it.each([
    ['an unknown id', () => Promise.resolve(randomUUID())],
    ['no id at all', () => Promise.resolve('none')],
    ["another tenant's user", async () => (await aFullUser(globex)).id],
  ])('PUT-3: creates nothing: %s', async (_case, idOf) => {
    const id = await idOf();
    const before = await acme.filter('userName pr');
    const others = await globex.filter('userName pr');

    await expectRefusal(put(acme, { id }, { userName: 'put-3' }), 404);

    expect(await acme.filter('userName pr')).toEqual(before);
    expect(await globex.filter('userName pr')).toEqual(others);
  });

  it('PUT-4: replaces lists and objects, and merges nothing', async () => {
    const user = await aFullUser(acme);
    const sent = {
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: user.userName,
      name: { givenName: 'Babs' },
      emails: [{ value: 'new@work.test', type: 'work' }],
      [ENTERPRISE_USER_URN]: { costCenter: '4130' },
    };

    const { body } = await put(acme, user, sent).expect(200);

    for (const name of ['name', 'emails', ENTERPRISE_USER_URN] as const)
      expect(body[name]).toEqual(sent[name]);
  });

  it.each([
    ['tolerant', 'Asia/Tokyo'],
    ['strict', 'Etc/UTC'],
  ])('PUT-5: clears what is left out, but not whether the user is active: %s', async (dialect, timezone) => {
    const client = clientOf(dialect);
    const user = await aFullUser(client);

    const { body } = await put(client, user, { userName: user.userName }).expect(200);

    const { id, userName, active } = user;
    expect(body).toEqual({ schemas: [USER_URN], id, userName, active, timezone, meta: expect.anything() });
    expect(body.active).toBe(false);
    expect(
      await client.filter(`id eq "${id}" and (nickName pr or emails pr or name pr or externalId pr)`),
    ).toMatchObject({ totalResults: 0 });
  });

  it('PUT-6: clears by null and []', async () => {
    const user = await aFullUser(acme);
    const empty = { nickName: null, name: null, emails: [], externalId: null, timezone: null, active: null };

    const { body } = await put(acme, user, { userName: user.userName, ...empty }).expect(200);

    for (const name of ['nickName', 'name', 'emails', 'externalId']) expect(body).not.toHaveProperty(name);
    expect(body).toMatchObject({ active: false, timezone: 'Asia/Tokyo' });
  });

  it('PUT-9: ignores what is read-only', async () => {
    const user = await aFullUser(acme);
    const sent = {
      ...user,
      id: randomUUID(),
      groups: [{ value: 'g' }],
      meta: { version: 'W/"9"', created: 'x' },
    };

    const { body } = await put(acme, user, sent).expect(200);

    expect(body).toEqual(user);
  });

  it.each([{}, { userName: null }, { userName: '' }])(
    'PUT-10: refuses a user without a name: %j',
    async (sent) => {
      const user = await aFullUser(acme);

      await expectRefusal(put(acme, user, { title: 'Guide', ...sent }), 400, 'invalidValue');

      expect(await acme.find(user)).toEqual(user);
    },
  );

  it("PUT-11: refuses another user's name, in any case, and takes one of another tenant", async () => {
    const user = await aFullUser(acme);
    const taken = await aFullUser(acme);
    const theirs = await aFullUser(globex);

    await expectRefusal(put(acme, user, { userName: taken.userName.toUpperCase() }), 409, 'uniqueness');
    expect(await acme.find(user)).toEqual(user);
    expect(await acme.find(taken)).toEqual(taken);
    await put(acme, user, { userName: theirs.userName }).expect(200);
  });

  it('PUT-12: takes the own name in another case', async () => {
    const user = await aFullUser(acme);
    const userName = user.userName.toUpperCase();

    const { body } = await put(acme, user, { userName }).expect(200);

    expect(body.userName).toBe(userName);
  });

  it('PUT-13: moves lastModified and the version by a change, and nothing without one', async () => {
    const user = await aFullUser(acme);

    const same = await put(acme, user, user).expect(200);
    const changed = await put(acme, user, { ...user, title: 'Guide' }).expect(200);

    expect(same.body).toEqual(user);
    const { lastModified, version, ...kept } = user.meta;
    expect(changed.body).toMatchObject({ id: user.id, meta: kept });
    expect(kept).toHaveProperty('created');
    expect(Date.parse(changed.body.meta.lastModified)).toBeGreaterThan(Date.parse(lastModified));
    expect(changed.body.meta.version).not.toBe(version);
  });

  it.each([
    [{ active: 'yes' }, 'invalidValue'],
    [{ active: 1 }, 'invalidValue'],
    [{ title: 7 }, 'invalidValue'],
    [{ name: 'Barbara' }, 'invalidValue'],
    [{ emails: [7] }, 'invalidValue'],
    [
      {
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      'invalidValue',
    ],
    [{ schemas: undefined }, 'invalidSyntax'],
    [{ schemas: [] }, 'invalidSyntax'],
    [{ schemas: [GROUP_URN] }, 'invalidSyntax'],
    [{ schemas: [USER_URN, GROUP_URN] }, 'invalidSyntax'],
    [{ title: 'a', TITLE: 'b' }, 'invalidSyntax'],
  ])('PUT-14: refuses in both dialects %j', async (wrong, scimType) => {
    for (const client of [acme, strict]) {
      const user = await aFullUser(client);
      await expectRefusal(put(client, user, { userName: user.userName, ...wrong }), 400, scimType);
      expect(await client.find(user)).toEqual(user);
    }
  });

  it.each([
    [{ active: 'True' }, 'invalidValue', { active: true }],
    [{ emails: { value: 'a' } }, 'invalidValue', { emails: [{ value: 'a' }] }],
    [{ title: ['a'] }, 'invalidValue', { title: 'a' }],
    [
      { [ENTERPRISE_USER_URN]: { department: 'a' } },
      'invalidSyntax',
      { schemas: [USER_URN, ENTERPRISE_USER_URN], [ENTERPRISE_USER_URN]: { department: 'a' } },
    ],
    [{ schemas: [USER_URN, 'urn:example:acme:User'] }, 'invalidSyntax', { schemas: [USER_URN] }],
  ])(
    'PUT-14: refuses in the strict dialect, and understands in the tolerant one, %j',
    async (sent, scimType, read) => {
      const [user, other] = [await aFullUser(strict), await aFullUser(acme)];

      await expectRefusal(put(strict, user, { userName: user.userName, ...sent }), 400, scimType);
      const { body } = await put(acme, other, { userName: other.userName, ...sent }).expect(200);

      expect(await strict.find(user)).toEqual(user);
      expect(body).toMatchObject(read);
    },
  );

  it('PUT-14: ignores in both dialects what no schema has, as POST does', async () => {
    for (const client of [acme, strict]) {
      const user = await aFullUser(client);
      const sent = { userName: user.userName, shoeSize: 44, name: { shoeSize: 44, givenName: 'A' } };
      const { body, text } = await put(client, user, sent).expect(200);
      expect(body.name).toEqual({ givenName: 'A' });
      expect(text).not.toContain('shoeSize');
    }
  });

  it.each([
    [{}],
    [{ schemas: [USER_URN, ENTERPRISE_USER_URN] }],
    [{ schemas: [USER_URN, ENTERPRISE_USER_URN], [ENTERPRISE_USER_URN]: {} }],
    [{ schemas: [USER_URN, ENTERPRISE_USER_URN], [ENTERPRISE_USER_URN]: null }],
    [{ schemas: [USER_URN, ENTERPRISE_USER_URN], [ENTERPRISE_USER_URN]: { department: null } }],
  ])('PUT-16: clears the extension, by %j', async (sent) => {
    for (const client of [acme, strict]) {
      const user = await aFullUser(client);
      const { body } = await put(client, user, { userName: user.userName, ...sent }).expect(200);
      expect(body.schemas).toEqual([USER_URN]);
      expect(body).not.toHaveProperty([ENTERPRISE_USER_URN]);
    }
  });

  it.each(['/Users', '/Groups', '/Users/', '/'])('PUT-17: refuses PUT to %s', async (path) => {
    const response = acme.send('put', path, { schemas: [USER_URN], userName: 'put-17' });
    const allowed = (await acme.send('put', path, {})).headers.allow;

    await expectRefusal(response, 405);
    expect(allowed).toContain('GET');
    expect(allowed).not.toContain('PUT');
  });

  it('PUT-18: ETag and Location are those of the user, and If-Match counts', async () => {
    const user = await aFullUser(acme);

    const { body, headers } = await put(acme, user, { userName: user.userName }).expect(200);
    const stale = put(acme, user, { userName: 'put-18' }).set('If-Match', user.meta.version);
    await expectRefusal(stale, 412);

    expect(headers).toMatchObject({ etag: body.meta.version, location: body.meta.location });
    expect(headers.location).toBe(user.meta.location);
    expect(await acme.find(user)).toEqual(body);
    await put(acme, user, { userName: 'put-18' }).set('If-Match', body.meta.version).expect(200);
  });
});
