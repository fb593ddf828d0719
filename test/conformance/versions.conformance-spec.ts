import { ERROR_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.14: versions', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
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

  it('ETG-1: GET, POST and PATCH carry an ETag', async () => {
    const created = await acme.create({ userName: 'tagged@acme.test' }).expect(201);
    const user = created.body as UserBody;

    expect(created.headers.etag).toMatch(/"/);
    expect((await acme.get(`/Users/${user.id}`).expect(200)).headers.etag).toBe(created.headers.etag);
    expect((await rename(user, 'New').expect(200)).headers.etag).toMatch(/"/);
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
    await acme.send('delete', `/Users/${user.id}`).set('If-Match', user.meta.version).expect(412);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '412' });
    expect(await acme.find(user)).toMatchObject({ title: 'New' });
  });

  it('ETG-6: the tag that was received is good in If-Match', async () => {
    const user = await newUser();

    const { body } = await rename(user, 'New', user.meta.version).expect(200);

    await acme.send('delete', `/Users/${user.id}`).set('If-Match', body.meta.version).expect(204);
  });

  it('ETG-7: If-Match takes a star and a list', async () => {
    const user = await newUser();
    const { body } = await rename(user, 'One', '*').expect(200);

    await rename(user, 'Two', `"zzz", ${body.meta.version as string}`).expect(200);
    await rename(user, 'Three', '"yyy", "zzz"').expect(412);
  });

  it('ETG-9: a change gives a new version, a request without a change keeps it', async () => {
    const user = await newUser();
    const same = await rename(user, 'Old').expect(200);
    const changed = await rename(user, 'New').expect(200);

    expect(same.body.meta).toEqual(user.meta);
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

  it('ETG-13: a choice of attributes does not change the tag', async () => {
    const user = await newUser();
    const path = `/Users/${user.id}?attributes=displayName`;

    expect((await acme.get(path).expect(200)).headers.etag).toBe(user.meta.version);
    await acme.get(path).set('If-None-Match', user.meta.version).expect(304);
  });
});
