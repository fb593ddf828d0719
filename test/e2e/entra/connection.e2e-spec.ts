import { randomUUID } from 'node:crypto';
import { LIST_RESPONSE_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';
import { sendBare } from './bare-request.js';

const EMPTY_LIST = {
  schemas: [LIST_RESPONSE_URN],
  totalResults: 0,
  startIndex: 1,
  itemsPerPage: 0,
  Resources: [],
};

describe('Entra ID connects', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ token, client: acme } = await app.newTenant('acme'));
  });
  afterAll(() => app.stop());

  function probe(path: string, headers: Readonly<Record<string, string>> = {}) {
    return sendBare(`${app.url}/api/v1/scim${path}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  }

  describe('row 1: "Test Connection"', () => {
    it('row 1: answers 200 with an empty list, without Accept, Content-Type and User-Agent', async () => {
      const response = await probe(`/Users?filter=userName+eq+%22${randomUUID()}%22`);

      expect([...response.sentHeaders].sort()).toEqual(['authorization', 'host']);
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('application/scim+json; charset=utf-8');
      expect(response.body).toEqual(EMPTY_LIST);
    });

    it('row 1: finds a person by a filter with + for blanks and an encoded @', async () => {
      const user = await acme.aUser({ userName: 'jane@contoso.test' });

      const response = await probe('/Users?filter=userName+eq+%22jane%40contoso.test%22');

      expect(response.body).toMatchObject({ totalResults: 1, itemsPerPage: 1, Resources: [user] });
    });

    it.each(['*/*', 'application/scim+json', 'text/html, */*;q=0.1'])(
      'row 1: answers in SCIM whatever is asked for: Accept: %s',
      async (accept) => {
        const response = await probe(`/Users?filter=userName+eq+%22${randomUUID()}%22`, { accept });

        expect(response.status).toBe(200);
        expect(response.headers['content-type']).toBe('application/scim+json; charset=utf-8');
      },
    );
  });

  describe('row 2: groups, while group provisioning is off', () => {
    it.each([
      `/Groups?filter=displayName+eq+%22${randomUUID()}%22`,
      `/Groups?excludedAttributes=members&filter=displayName+eq+%22${randomUUID()}%22`,
      `/Groups?filter=externalId+eq+%22${randomUUID()}%22`,
      '/Groups/?filter=DisplayName+eq+%22Sales%22',
      '/Groups?startIndex=1&count=5',
      '/Groups',
    ])('row 2: answers 200 with an empty list to %s', async (path) => {
      const response = await probe(path);

      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('application/scim+json; charset=utf-8');
      expect(response.body).toEqual(EMPTY_LIST);
    });

    it('row 2: has no group at any id', async () => {
      const response = await probe(`/Groups/${randomUUID()}?excludedAttributes=members`);

      expect(response).toMatchObject({ status: 404, body: { status: '404' } });
    });

    it.each([
      ['post', '/Groups'],
      ['put', `/Groups/${randomUUID()}`],
      ['patch', `/Groups/${randomUUID()}`],
      ['delete', `/Groups/${randomUUID()}`],
    ] as const)(
      'row 2: answers 501 to %s %s and tells the admin what to switch off',
      async (method, path) => {
        const response = await acme.send(method, path, method === 'delete' ? undefined : {}).expect(501);

        expect(response.body).toMatchObject({
          status: '501',
          detail: expect.stringMatching(/Provision Microsoft Entra ID Groups.*Enabled.*"No"/),
        });
      },
    );
  });

  describe('row 3: the forms of the Tenant URL', () => {
    it.each([
      '/Users/?filter=userName+eq+%22row3%40contoso.test%22',
      '/Users?filter=userName+eq+%22row3%40contoso.test%22&aadOptscim062020',
      '/Users?aadOptscim062020&filter=userName+eq+%22row3%40contoso.test%22',
      '/Users?aadOptscim062020=&filter=userName%20eq%20%22row3%40contoso.test%22',
      '/Users?filter=userName+eq+%22row3%40contoso.test%22&AzureAdScimPatch2017&x=1',
    ])('row 3: finds the person at %s', async (path) => {
      const before = await acme.filter('userName eq "row3@contoso.test"');
      if (before.totalResults === 0) await acme.aUser({ userName: 'row3@contoso.test' });

      const response = await probe(path);

      expect(response.status).toBe(200);
      expect(response.body).toMatchObject({
        totalResults: 1,
        Resources: [{ userName: 'row3@contoso.test' }],
      });
    });

    it('row 3: finds a person by id behind a slash and with the feature flag', async () => {
      const user = await acme.aUser({ userName: 'by-id@contoso.test' });

      expect((await probe(`/Users/${user.id}/`)).body).toEqual(user);
      expect((await probe(`/Users/${user.id}?aadOptscim062020`)).body).toEqual(user);
    });
  });

  it('names its configured address in meta.location, whatever Host a request claims', async () => {
    const user = await acme.aUser({ userName: 'host@contoso.test' });

    const response = await probe(`/Users/${user.id}`, {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example;proto=http',
      'x-forwarded-proto': 'http',
    });

    expect(response.headers.location).toBe(`${PUBLIC_URL}/api/v1/scim/Users/${user.id}`);
    expect(response.body).toMatchObject({
      meta: { location: `${PUBLIC_URL}/api/v1/scim/Users/${user.id}` },
    });
    expect(response.text).not.toContain('evil.example');
  });
});
