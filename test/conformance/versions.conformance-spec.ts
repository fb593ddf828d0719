import { ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';

describe('RFC 7644 section 3.14: versions', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
  });
  afterAll(() => app.stop());

  function newUser(): Promise<UserBody> {
    count += 1;
    return acme.aUser({ userName: `user-${count}@acme.test`, title: 'Old' });
  }

  function rename(user: UserBody, title: string, ifMatch?: string) {
    const request = acme.patch(user, { op: 'replace', path: 'title', value: title });
    return ifMatch === undefined ? request : request.set('If-Match', ifMatch);
  }

  function replace(user: UserBody, title: string, headers: Readonly<Record<string, string>> = {}) {
    const sent = { schemas: [USER_URN], userName: user.userName, title };
    return acme.send('put', `/Users/${user.id}`, sent).set(headers);
  }

  it('ETG-1: GET, POST, PATCH and PUT carry an ETag', async () => {
    const created = await acme.create({ userName: 'tagged@acme.test' }).expect(201);
    const user = created.body as UserBody;

    expect(created.headers.etag).toMatch(/"/);
    expect((await acme.get(`/Users/${user.id}`).expect(200)).headers.etag).toBe(created.headers.etag);
    const tags = [
      created.headers.etag,
      (await rename(user, 'New').expect(200)).headers.etag,
      (await replace(user, 'Newest').expect(200)).headers.etag,
    ];
    for (const tag of tags) expect(tag).toMatch(/"/);
    expect(new Set(tags).size).toBe(3);
    expect((await acme.get(`/Users/${user.id}`).expect(200)).headers.etag).toBe(tags[2]);
  });

  it('ETG-2: the ETag stands in meta.version too, also in lists', async () => {
    const user = await newUser();
    const { headers } = await acme.get(`/Users/${user.id}`).expect(200);
    const changed = await rename(user, 'New').expect(200);

    expect(headers.etag).toBe(user.meta.version);
    expect(changed.headers.etag).toBe(changed.body.meta.version);
    const { Resources } = await acme.filter(`id eq "${user.id}"`);
    expect(Resources[0]?.meta.version).toBe(changed.headers.etag);
  });

  it('ETG-3: tags are weak, and say so', async () => {
    expect((await newUser()).meta.version).toMatch(/^W\/"[\x21\x23-\x7E]+"$/);
  });

  it('ETG-4: If-None-Match with the current tag is answered with 304, without a body', async () => {
    const user = await newUser();

    const response = await acme.get(`/Users/${user.id}`).set('If-None-Match', user.meta.version).expect(304);

    expect(response.text).toBeFalsy();
    expect(response.headers.etag).toBe(user.meta.version);
    await acme.get(`/Users/${user.id}`).set('If-None-Match', 'W/"other"').expect(200);
  });

  it('ETG-5: If-Match with an old tag is answered with 412, and nothing changes', async () => {
    const user = await newUser();
    await rename(user, 'New').expect(200);

    const { body } = await rename(user, 'Stale', user.meta.version).expect(412);
    await replace(user, 'Stale', { 'If-Match': user.meta.version }).expect(412);
    await acme.send('delete', `/Users/${user.id}`).set('If-Match', user.meta.version).expect(412);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '412' });
    expect(await acme.find(user)).toMatchObject({ title: 'New' });
  });

  it('ETG-6: the tag that was received is good in If-Match', async () => {
    const user = await newUser();

    const { body } = await rename(user, 'New', user.meta.version).expect(200);
    const replaced = await replace(user, 'Newest', { 'If-Match': body.meta.version }).expect(200);

    await acme.send('delete', `/Users/${user.id}`).set('If-Match', replaced.body.meta.version).expect(204);
  });

  it('ETG-7: If-Match takes a star and a list', async () => {
    const user = await newUser();
    const { body } = await rename(user, 'One', '*').expect(200);

    await rename(user, 'Two', `"zzz", ${body.meta.version as string}`).expect(200);
    await rename(user, 'Three', '"yyy", "zzz"').expect(412);
    await replace(user, 'Four', { 'If-Match': '*' }).expect(200);
    await replace(user, 'Five', { 'If-Match': '"yyy", "zzz"' }).expect(412);
    expect(await acme.find(user)).toMatchObject({ title: 'Four' });
  });

  it('ETG-8: a PUT that wants nothing to be there is answered with 412, and nothing changes', async () => {
    const user = await newUser();
    const groups = new GroupClient(acme);
    const group = await groups.aGroup('etg-8');

    for (const tag of ['*', user.meta.version]) {
      const { body } = await replace(user, 'New', { 'If-None-Match': tag }).expect(412);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '412' });
    }
    await groups.replace(group, { displayName: 'etg-8 b' }).set('If-None-Match', '*').expect(412);

    expect(await acme.find(user)).toEqual(user);
    expect(await groups.find(group)).toEqual(group);
    await replace(user, 'New', { 'If-None-Match': 'W/"other"' }).expect(200);
  });

  it('ETG-8: where nothing is, a PUT makes nothing, whatever it wants', async () => {
    const other = await app.clientOfNewTenant('other');
    const foreign = await other.aUser({ userName: 'foreign@other.test' });

    await replace(foreign, 'New', { 'If-None-Match': '*' }).expect(404);

    expect(await other.find(foreign)).toEqual(foreign);
  });

  it("ETG-4, ETG-5: a version opens no other tenant's user", async () => {
    const stranger = await app.clientOfNewTenant('stranger');
    const user = await newUser();

    await stranger.get(`/Users/${user.id}`).set('If-None-Match', user.meta.version).expect(404);
    await stranger
      .patch(user, { op: 'remove', path: 'title' })
      .set('If-Match', user.meta.version)
      .expect(404);

    expect(await acme.find(user)).toEqual(user);
  });

  it('ETG-9: a change gives a new version, a request without a change keeps it', async () => {
    const user = await newUser();
    const same = await rename(user, 'Old').expect(200);
    const replaced = await replace(user, 'Old').expect(200);
    const changed = await rename(user, 'New').expect(200);

    expect(same.body.meta).toEqual(user.meta);
    expect(replaced.body.meta).toEqual(user.meta);
    expect(changed.body.meta.version).not.toBe(user.meta.version);
  });

  it('ETG-12: of two changes of one version at a time one is refused', async () => {
    const user = await newUser();

    const answers = await Promise.all([
      rename(user, 'First', user.meta.version),
      rename(user, 'Second', user.meta.version),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await acme.find(user)).title).toBe(winner?.body.title);
  });

  it('ETG-12: so it is with two PUTs, and with two changes of a group', async () => {
    const user = await newUser();
    const groups = new GroupClient(acme);
    const group = await groups.aGroup('etg-12');
    const ifMatch = { 'If-Match': group.meta.version };

    const puts = await Promise.all(
      ['First', 'Second'].map((title) => replace(user, title, { 'If-Match': user.meta.version })),
    );
    const patches = await Promise.all(
      ['etg-12 a', 'etg-12 b'].map((value) =>
        groups.patch(group, { op: 'replace', path: 'displayName', value }).set(ifMatch),
      ),
    );

    expect(puts.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(patches.map(({ status }) => status).sort()).toEqual([204, 412]);
    expect((await acme.find(user)).title).toBe(puts.find(({ ok }) => ok)?.body.title);
  });

  it('ETG-13: a choice of attributes does not change the tag', async () => {
    const user = await newUser();
    const path = `/Users/${user.id}?attributes=displayName`;

    expect((await acme.get(path).expect(200)).headers.etag).toBe(user.meta.version);
    await acme.get(path).set('If-None-Match', user.meta.version).expect(304);
  });
});
