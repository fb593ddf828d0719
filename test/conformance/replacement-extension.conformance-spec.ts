import { USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser, REQUIRED_KINDS } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.1: replacing attributes of a tenant by PUT', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let needy: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    globex = await app.clientOfNewTenant('globex', { dialect: 'strict' });
    needy = await app.clientOfNewTenant('needy');
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'globex', EVERY_KIND);
    await extendUser(app, 'needy', REQUIRED_KINDS);
  });
  afterAll(() => app.stop());

  function bodyOf(userName: string, attributes?: object | null): object {
    return {
      schemas: [USER_URN, ACME_URN],
      userName,
      ...(attributes !== undefined && { [ACME_URN]: attributes }),
    };
  }

  function aUserWith(client: ScimClient, attributes: object): Promise<UserBody> {
    count += 1;
    return client.aUser(bodyOf(`user-${count}`, attributes));
  }

  function put(client: ScimClient, { id, userName }: UserBody, attributes?: object | null) {
    return client.send('put', `/Users/${id}`, bodyOf(userName, attributes));
  }

  // A value that nobody can read shows by the version, which moves when it changes.
  it('PUT-4: replaces what is writeOnly, and does not show it', async () => {
    const user = await aUserWith(acme, { pin: '1111', level: 1 });
    const { body: same } = await put(acme, user, { pin: '1111', level: 1 }).expect(200);
    const { body: changed, text } = await put(acme, user, { pin: '2222', level: 1 }).expect(200);

    expect(same).toEqual(user);
    expect(changed.meta.version).not.toBe(user.meta.version);
    expect(changed[ACME_URN]).toEqual({ level: 1 });
    expect(text).not.toContain('2222');
  });

  it.each([[undefined], [{ level: 1 }]])('PUT-5: keeps what is writeOnly when %j is sent', async (sent) => {
    const user = await aUserWith(acme, { pin: '1111', level: 1, tags: ['a'] });
    const { body: cleared } = await put(acme, user, sent).expect(200);
    const { body: again } = await put(acme, user, { ...sent, pin: '1111' }).expect(200);

    expect(cleared[ACME_URN]).toEqual(sent);
    expect(again.meta.version).toBe(cleared.meta.version);
  });

  it('PUT-2: shows what is returned on request when it was sent, and does not otherwise', async () => {
    const user = await aUserWith(acme, { level: 1 });

    const { body } = await put(acme, user, { hint: 'Rex', level: 1 }).expect(200);

    expect((await put(acme, user, { level: 1 }).expect(200)).body[ACME_URN]).toEqual({ level: 1 });
    expect(body[ACME_URN]).toEqual({ hint: 'Rex', level: 1 });
  });

  it('PUT-5: keeps what is returned on request only: the client may not know it', async () => {
    const user = await aUserWith(acme, { hint: 'Rex', level: 1 });

    await put(acme, user, { level: 2 }).expect(200);

    const { body } = await acme.get(`/Users/${user.id}?attributes=${ACME_URN}:hint`).expect(200);
    expect(body[ACME_URN]).toEqual({ hint: 'Rex' });
  });

  it('PUT-4, PUT-5, PUT-6: replaces, clears what is left out, and clears by null and []', async () => {
    const user = await aUserWith(acme, { level: 1, rate: 1.5, badge: 'B-4', tags: ['a', 'b'] });

    const replaced = await put(acme, user, { level: 2, rate: null, tags: ['c'] }).expect(200);
    const cleared = await put(acme, user, { level: 2, tags: [] }).expect(200);

    expect(replaced.body[ACME_URN]).toEqual({ level: 2, tags: ['c'] });
    expect(cleared.body[ACME_URN]).toEqual({ level: 2 });
  });

  it('PUT-7: an immutable attribute takes a first value, the same one again, and no other', async () => {
    for (const client of [acme, globex]) {
      const user = await aUserWith(client, { level: 1 });

      const { body } = await put(client, user, { serial: 'S-1' }).expect(200);
      const same = await put(client, user, { serial: 'S-1' }).expect(200);
      await expectRefusal(put(client, user, { serial: 'S-2', level: 9 }), 400, 'mutability');

      expect(body[ACME_URN]).toEqual({ serial: 'S-1' });
      expect(same.body).toEqual(body);
      expect(await client.find(user)).toEqual(body);
    }
  });

  it.each([[undefined], [null], [{}], [{ level: 2 }], [{ level: 2, serial: null }]])(
    'PUT-8: an immutable attribute stays when %j is sent',
    async (sent) => {
      for (const client of [acme, globex]) {
        const user = await aUserWith(client, { serial: 'S-1', level: 1 });
        const { body } = await put(client, user, sent).expect(200);
        expect(body.schemas).toEqual([USER_URN, ACME_URN]);
        expect(body[ACME_URN]).toEqual({ serial: 'S-1', ...(sent && 'level' in sent && { level: 2 }) });
      }
    },
  );

  it('PUT-9: ignores what is read-only', async () => {
    const user = await aUserWith(acme, { level: 1 });

    const { body } = await put(acme, user, { score: 7, level: 1 }).expect(200);

    expect(body).toEqual(user);
  });

  it.each([
    [{ grade: 'a' }],
    [{ grade: '', floors: [1] }],
    [{ grade: 'a', floors: [] }],
    [{ grade: 'a', floors: [1], desk: { note: 'n' } }],
  ])('PUT-10: refuses a user without what its extension requires: %j', async (sent) => {
    const user = await aUserWith(needy, { grade: 'a', floors: [1], desk: { room: '7' } });

    await expectRefusal(put(needy, user, sent), 400, 'invalidValue');
    expect(await needy.find(user)).toEqual(user);
  });

  it.each([undefined, null, {}])(
    'PUT-10: takes a user without the extension, which nobody needs: %j',
    async (sent) => {
      const user = await aUserWith(needy, { grade: 'a', floors: [1] });

      expect((await put(needy, user, sent).expect(200)).body.schemas).toEqual([USER_URN]);
    },
  );

  it('PUT-11: refuses a unique value of another user, and takes one of another tenant', async () => {
    const user = await aUserWith(acme, { badge: 'B-1' });
    await aUserWith(acme, { badge: 'B-2' });
    await aUserWith(globex, { badge: 'B-3' });

    await expectRefusal(put(acme, user, { badge: 'b-2' }), 409, 'uniqueness');
    expect(await acme.find(user)).toEqual(user);
    await put(acme, user, { badge: 'B-3' }).expect(200);
    await aUserWith(acme, { badge: 'B-1' });
  });

  it('PUT-12: takes the own unique value again, in any case', async () => {
    const user = await aUserWith(acme, { badge: 'Own' });

    const { body } = await put(acme, user, { badge: 'OWN' }).expect(200);

    expect(body[ACME_URN]).toEqual({ badge: 'OWN' });
  });

  it.each([{ level: 1.5 }, { level: '1' }, { rate: '1.5' }, { rate: true }, { tags: [7] }, { serial: {} }])(
    'PUT-14: refuses in both dialects %j',
    async (sent) => {
      for (const client of [acme, globex]) {
        const user = await aUserWith(client, { tags: ['a'] });
        await expectRefusal(put(client, user, sent), 400, 'invalidValue');
        expect(await client.find(user)).toEqual(user);
      }
    },
  );

  it("PUT-14: does not know another tenant's attributes", async () => {
    const user = await aUserWith(needy, { grade: 'a', floors: [1] });

    const { body, text } = await put(needy, user, { grade: 'b', floors: [1], badge: 'B-9' }).expect(200);

    expect(body[ACME_URN]).toEqual({ grade: 'b', floors: [1] });
    expect(text).not.toContain('B-9');
  });
});
