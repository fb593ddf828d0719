import { randomUUID } from 'node:crypto';
import { ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { sendBare } from '../e2e/entra/bare-request.js';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';

describe('RFC 7644 sections 3.4.1 and 3.11: one resource, and Me', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;
  let jane: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ token, client: acme } = await app.newTenant('acme', { groupProvisioning: true }));
    jane = await acme.aUser({ userName: 'jane@acme.test', displayName: 'Jane', externalId: 'j-1' });
  });
  afterAll(() => app.stop());

  it('GET-1: a known id is answered with the resource, an unknown one with 404', async () => {
    const { body } = await acme.get(`/Users/${jane.id}`).expect(200);

    expect(body).toMatchObject({ schemas: [USER_URN], id: jane.id, userName: 'jane@acme.test' });
    for (const id of ['none', randomUUID()]) {
      const missing = await acme.get(`/Users/${id}`).expect(404);
      expect(missing.body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
      expect(missing.body).not.toHaveProperty('scimType');
    }
  });

  it('GET-2: an id is unknown below the endpoint of another kind', async () => {
    const group = await new GroupClient(acme).aGroup('get-2', jane);

    for (const path of [`/Groups/${jane.id}`, `/Users/${group.id}`]) {
      const { body } = await acme.get(path).expect(404);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
    }
    await acme.send('delete', `/Groups/${group.id}`).expect(204);
  });

  it('GET-3: Location and ETag are those of the resource', async () => {
    const { headers, body } = await acme.get(`/Users/${jane.id}`).expect(200);

    expect(headers.location).toBe(`${PUBLIC_URL}/api/v1/scim/Users/${jane.id}`);
    expect(headers.location).toBe(body.meta.location);
    expect(headers.etag).toBe(body.meta.version);
  });

  it('GET-4: only attributes that are returned by default come back', async () => {
    const user = await acme.aUser({ userName: 'secret@acme.test', password: 'never-shown-1' });

    const { body, text } = await acme.get(`/Users/${user.id}`).expect(200);

    expect(body).toMatchObject({ schemas: [USER_URN], id: user.id, userName: 'secret@acme.test' });
    expect(body).not.toHaveProperty('password');
    expect(text).not.toContain('never-shown-1');
  });

  it('GET-5: a filter beside an id is ignored', async () => {
    for (const filter of ['userName eq "nobody"', 'userName pr']) {
      const { body } = await acme.get(`/Users/${jane.id}?filter=${encodeURIComponent(filter)}`).expect(200);

      expect(body).toEqual(jane);
    }
  });

  it('GET-6: HEAD has the headers of GET and no body', async () => {
    const get = await acme.get(`/Users/${jane.id}`).expect(200);

    const head = await acme.send('head', `/Users/${jane.id}`).expect(200);

    for (const name of ['content-type', 'etag', 'location', 'cache-control', 'content-length']) {
      expect({ [name]: head.headers[name] }).toEqual({ [name]: get.headers[name] });
    }
    expect(head.text).toBeFalsy();
  });

  it.each(['%00', 'x'.repeat(2_000), "'; drop table users; --", '%F0%9F%98%80', '00000000', '-1', '..%2F..'])(
    'GET-7: an id of another form is unknown, and no failure: %s',
    async (id) => {
      const { status, body } = await sendBare(`${app.url}/api/v1/scim/Users/${id.replaceAll(' ', '%20')}`, {
        headers: { authorization: `Bearer ${token}` },
      });

      expect([400, 404]).toContain(status);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: String(status) });
    },
  );

  it.each(['get', 'post', 'put', 'patch', 'delete'] as const)(
    'ME-1, ME-5: Me is answered with 501: %s',
    async (method) => {
      const body = ['get', 'delete'].includes(method) ? undefined : {};

      const response = await acme.send(method, '/Me', body).expect(501);

      expect(response.body).toMatchObject({
        schemas: [ERROR_URN],
        status: '501',
        detail: expect.any(String),
      });
    },
  );

  it('ME-6: nobody registers without a token', async () => {
    const body = { schemas: [USER_URN], userName: 'self@acme.test' };

    await app.clientOf(undefined).send('post', '/Me', body).expect(401);

    expect(await acme.filter('userName eq "self@acme.test"')).toMatchObject({ totalResults: 0 });
  });
});
