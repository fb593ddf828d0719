import { gzipSync } from 'node:zlib';
import { ERROR_URN, GROUP_URN, USER_URN } from '@flosum/scim-schema';
import { sendBare } from '../e2e/entra/bare-request.js';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('HTTP', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ token, client: acme } = await app.newTenant('acme'));
  });
  afterAll(() => app.stop());

  function newUser(): Promise<UserBody> {
    count += 1;
    return acme.aUser({ userName: `user-${count}@acme.test` });
  }

  function postCompressed(text: string) {
    return fetch(`${app.url}/api/v1/scim/Users`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/scim+json',
        'Content-Encoding': 'gzip',
      },
      body: new Uint8Array(gzipSync(text)),
    });
  }

  it.each([
    ['delete', '/ServiceProviderConfig'],
    ['put', '/Users'],
    ['post', '/Users/x'],
    ['put', '/Users/.search'],
    ['delete', '/.search'],
    ['put', '/Groups'],
    ['post', '/Groups/x'],
    ['get', '/Bulk'],
    ['patch', '/Bulk'],
  ] as const)('HTT-1: a wrong verb is answered with 405 and Allow: %s %s', async (method, path) => {
    const sent = ['get', 'delete'].includes(method) ? undefined : {};
    const { body, headers } = await acme.send(method, path, sent).expect(405);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '405' });
    expect(headers.allow).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
    expect(String(headers.allow).split(', ')).not.toContain(method.toUpperCase());
  });

  it('HTT-2: what is off is answered with 501', async () => {
    for (const request of [
      acme.get('/Me'),
      acme.send('post', '/Groups', { schemas: [GROUP_URN], displayName: 'Sales' }),
    ]) {
      const { body } = await request.expect(501);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '501' });
    }
    // It is off for a tenant, not for all.
    const other = await app.clientOfNewTenant('other', { groupProvisioning: true });
    await other.send('post', '/Groups', { schemas: [GROUP_URN], displayName: 'Sales' }).expect(201);
  });

  it('HTT-3: a foreign origin is allowed nothing', async () => {
    const preflight = await fetch(`${app.url}/api/v1/scim/Users`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://elsewhere.test', 'Access-Control-Request-Method': 'POST' },
    });
    const get = await acme.get('/Users').set('Origin', 'https://elsewhere.test').expect(200);

    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect(get.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('HTT-3: OPTIONS lists the verbs', async () => {
    const { headers } = await fetch(`${app.url}/api/v1/scim/Users`, {
      method: 'OPTIONS',
      headers: { Authorization: `Bearer ${token}` },
    });

    expect(headers.get('allow')?.split(/,\s*/)).toEqual(expect.arrayContaining(['GET', 'POST']));
  });

  it('HTT-4: a header that names another verb is ignored', async () => {
    const user = await newUser();

    await acme.send('post', `/Users/${user.id}`, {}).set('X-HTTP-Method-Override', 'DELETE').expect(405);
    await acme.get(`/Users/${user.id}`).set('X-HTTP-Method-Override', 'DELETE').expect(200);

    expect(await acme.find(user)).toEqual(user);
  });

  it('HTT-5: the body of a GET and a DELETE is ignored', async () => {
    const user = await newUser();
    const send = (method: string, text: string) =>
      sendBare(`${app.url}/api/v1/scim/Users/${user.id}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/scim+json',
          'content-length': String(text.length),
        },
        chunks: [text],
      });

    expect(await send('GET', '{"broken')).toMatchObject({ status: 200, body: user });
    expect(await send('DELETE', '{"broken')).toMatchObject({ status: 204 });
  });

  it.each(['post', 'put', 'patch'] as const)('HTT-6: an empty body is invalidSyntax: %s', async (method) => {
    const path = method === 'post' ? '/Users' : `/Users/${(await newUser()).id}`;

    for (const request of [acme.send(method, path), acme.send(method, path, '')]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
    }
  });

  it('HTT-7: a compressed body is read, up to the limit of the plain one', async () => {
    const user = { schemas: [USER_URN], userName: 'gzip@acme.test' };

    const good = await postCompressed(JSON.stringify(user));
    const bomb = await postCompressed(JSON.stringify({ ...user, displayName: 'x'.repeat(20_000_000) }));

    expect(good.status).toBe(201);
    expect(bomb.status).toBe(413);
    expect(await bomb.json()).toMatchObject({ schemas: [ERROR_URN], status: '413' });
  });

  it('HTT-8: answers with resources are not stored by caches', async () => {
    const user = await newUser();

    for (const path of ['/Users', `/Users/${user.id}`, '?count=1', '/Users/none']) {
      expect((await acme.get(path)).headers['cache-control']).toMatch(/no-store|private/);
    }
  });

  it('HTT-9: a slash at the end is the same resource, or none', async () => {
    const user = await newUser();

    for (const path of ['/Users/', `/Users/${user.id}/`, '/']) {
      expect([200, 404]).toContain((await acme.get(path)).status);
    }
    expect([201, 404]).toContain(
      (await acme.send('post', '/Users/', { schemas: [USER_URN], userName: 'slash@acme.test' })).status,
    );
  });

  it('HTT-10: Location has the host of the settings, whatever the request says', async () => {
    const { headers, body } = await acme
      .create({ userName: 'host@acme.test' })
      .set('Host', 'evil.test')
      .set('X-Forwarded-Host', 'evil.test')
      .set('X-Forwarded-Proto', 'http')
      .set('Forwarded', 'host=evil.test')
      .expect(201);

    expect(headers.location).toBe(`${PUBLIC_URL}/api/v1/scim/Users/${body.id as string}`);
    expect(JSON.stringify([headers, body])).not.toContain('evil');
  });
});
