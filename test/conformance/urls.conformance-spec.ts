import { ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { sendBare } from '../e2e/entra/bare-request.js';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 sections 1 and 3.13: URLs', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;
  let plus: UserBody;
  let bjensen: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ token, client: acme } = await app.newTenant('acme', { groupProvisioning: true }));
    plus = await acme.aUser({ userName: 'a+b@acme.test' });
    bjensen = await acme.aUser({ userName: 'bjensen' });
  });
  afterAll(() => app.stop());

  /** The path goes out as it is written. */
  function get(path: string) {
    return sendBare(`${app.url}/api/v1/scim${path}`, { headers: { authorization: `Bearer ${token}` } });
  }

  it('URL-1: locations are the base URL and a path, without a query', async () => {
    const { body } = await acme.get('/ServiceProviderConfig?x=1').expect(200);

    expect(body.meta.location).toBe(`${PUBLIC_URL}/api/v1/scim/ServiceProviderConfig`);
    expect(bjensen.meta.location).toBe(`${PUBLIC_URL}/api/v1/scim/Users/${bjensen.id}`);
  });

  it('URL-2: a percent-encoded filter is decoded once', async () => {
    expect(await get('/Users?filter=userName%20eq%20%22a%2Bb%40acme.test%22')).toMatchObject({
      status: 200,
      body: { totalResults: 1, Resources: [{ id: plus.id }] },
    });
    expect(await get('/Users?filter=userName%20eq%20%22a%252Bb%40acme.test%22')).toMatchObject({
      body: { totalResults: 0 },
    });
  });

  it('URL-3: a plus sign in a query is a blank, and %2B is a plus sign', async () => {
    expect(await get('/Users?filter=userName+eq+%22bjensen%22')).toMatchObject({ body: { totalResults: 1 } });
    expect(await get('/Users?filter=userName+eq+%22a+b%40acme.test%22')).toMatchObject({
      body: { totalResults: 0 },
    });
    expect(await get('/Users?filter=userName+eq+%22a%2Bb%40acme.test%22')).toMatchObject({
      body: { totalResults: 1 },
    });
  });

  it.each(['/v1/Users', '/v2/Users', '/v9/Users'])(
    'URL-4: a version segment is not offered, and refused: %s',
    async (path) => {
      const { body } = await acme.get(path).expect(404);

      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
    },
  );

  it('URL-5: without a version segment SCIM 2.0 answers', async () => {
    const { body } = await acme.get('/Users').expect(200);

    expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:ListResponse']);
    expect(body.Resources[0].schemas).toContain(USER_URN);
  });

  it('URL-7: endpoints are the plural of the name of their type', async () => {
    const { body } = await acme.get('/ResourceTypes').expect(200);

    expect(body.totalResults).toBe(2);
    for (const { name, endpoint } of body.Resources as { name: string; endpoint: string }[]) {
      expect(endpoint).toBe(`/${name}s`);
    }
  });

  it('URL-9: a token in the query or in front of the host opens nothing', async () => {
    const anonymous = app.clientOf(undefined);
    const host = app.url.replace('http://', '');

    await anonymous.get(`/Users?access_token=${token}`).expect(401);
    await acme.get(`/Users?access_token=${token}`).expect(401);
    expect(await sendBare(`http://${token}@${host}/api/v1/scim/Users`)).toMatchObject({ status: 401 });
    expect(await sendBare(`http://Bearer:${token}@${host}/api/v1/scim/Users`)).toMatchObject({ status: 401 });
  });

  it('URL-10: unknown parameters of a query are ignored', async () => {
    const { body } = await acme.get('/Users?foo=bar&aadOptscim062020').expect(200);

    expect(body.totalResults).toBe(2);
  });

  it.each(['/Nope', '/users2', '/User', `/Users/${'0'.repeat(8)}/emails`])(
    'URL-11: an unknown endpoint is a SCIM 404: %s',
    async (path) => {
      const { body, headers } = await acme.get(path).expect(404);

      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
      expect(headers['content-type']).toBe('application/scim+json; charset=utf-8');
    },
  );

  it('URL-12: an id in another case names nothing', async () => {
    // Ids are random: one of many has a letter for sure.
    const withLetter = /[a-f]/.test(bjensen.id) ? bjensen : plus;
    expect(withLetter.id).toMatch(/[a-f]/);

    await acme.get(`/Users/${withLetter.id}`).expect(200);
    await acme.get(`/Users/${withLetter.id.toUpperCase()}`).expect(404);
  });
});
