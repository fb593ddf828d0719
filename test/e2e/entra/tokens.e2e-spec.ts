import { ERROR_URN } from '@flosum/scim-schema';
import { SYSTEM } from '../../../src/audit/index.js';
import { ApiTokensService, TenantsService } from '../../../src/tenants/index.js';
import { makeApiToken } from '../../../src/tenants/api-token.js';
import { RunningApp } from '../../harness/running-app.js';

/** RFC 6750 section 3: a quoted string without quotes and backslashes in it, ASCII only. */
const CHALLENGE_OF_A_BAD_TOKEN =
  /^Bearer realm="[^"]+", error="invalid_token", error_description="[\x20-\x21\x23-\x5B\x5D-\x7E]+"$/;
const CHALLENGE_WITHOUT_A_TOKEN = /^Bearer realm="[^"]+"$/;

describe('API tokens', () => {
  let app: RunningApp;
  let tokens: ApiTokensService;
  let tenantId: string;
  let token: string;

  beforeAll(async () => {
    app = await RunningApp.start();
    tokens = app.app.nest.get(ApiTokensService);
    ({ tenantId, token } = await app.newTenant('acme'));
  });
  afterAll(() => app.stop());

  async function issue(expiresInDays: number) {
    const properties = { name: 'Test', scopes: ['scim:read', 'scim:write'] as const };
    return tokens.issue(tenantId, SYSTEM, { ...properties, expiresInDays });
  }

  function callWith(authorization: string) {
    return app.clientOf(undefined).get('/Users').set('Authorization', authorization);
  }

  function withAnotherChecksum(whole: string): string {
    return `${whole.slice(0, -1)}${whole.endsWith('A') ? 'B' : 'A'}`;
  }

  describe('row 4: what does not open anything', () => {
    it.each([
      ['that is no token of this product', () => 'Bearer nonsense'],
      ['that was not copied whole', () => `Bearer ${token.slice(0, -5)}`],
      ['with text behind it', () => `Bearer ${token}x`],
      ['with a wrong checksum', () => `Bearer ${withAnotherChecksum(token)}`],
      ['in the wrong case', () => `Bearer ${token.toLowerCase()}`],
      ['that nobody was given', () => `Bearer ${makeApiToken('us')}`],
      ['of a region that does not exist', () => `Bearer ${makeApiToken('zz')}`],
      ['without "Bearer"', () => token],
      ['with a word behind it', () => `Bearer ${token} twice`],
    ])('row 4: answers 401 to a token %s', async (_what, authorization) => {
      const response = await callWith(authorization()).expect(401);

      expect(response.headers['www-authenticate']).toMatch(CHALLENGE_OF_A_BAD_TOKEN);
      expect(response.headers['content-type']).toBe('application/scim+json; charset=utf-8');
      expect(response.body).toMatchObject({
        schemas: [ERROR_URN],
        status: '401',
        detail: expect.stringMatching(/\w/),
      });
      expect(response.text).not.toContain(token);
    });

    it.each([
      ['no Authorization at all', undefined],
      ['an empty one', ''],
      ['another scheme', 'Basic YWNtZTpzZWNyZXQ='],
    ])('row 4: answers 401 to %s with a challenge that names no error', async (_what, authorization) => {
      const request = app.clientOf(undefined).get('/Users');
      if (authorization !== undefined) request.set('Authorization', authorization);

      const response = await request.expect(401);

      expect(response.headers['www-authenticate']).toMatch(CHALLENGE_WITHOUT_A_TOKEN);
      expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '401' });
    });

    it('row 4: answers 401 to a revoked token and says so', async () => {
      const { stored, token: revoked } = await issue(30);
      await callWith(`Bearer ${revoked}`).expect(200);
      await tokens.revoke(tenantId, SYSTEM, stored.id);

      const response = await callWith(`Bearer ${revoked}`).expect(401);

      expect(response.headers['www-authenticate']).toMatch(CHALLENGE_OF_A_BAD_TOKEN);
      expect(response.body).toMatchObject({ status: '401', detail: expect.stringContaining('revoked') });
    });

    it('row 4: answers 401 to an expired token and says since when', async () => {
      const { stored, token: expired } = await issue(-1);

      const response = await callWith(`Bearer ${expired}`).expect(401);

      expect(response.headers['www-authenticate']).toMatch(CHALLENGE_OF_A_BAD_TOKEN);
      expect(response.body.detail).toContain(`expired on ${stored.expiresAt?.toISOString().slice(0, 10)}`);
    });

    it('row 4: tells the owner of a token of another region which host to use', async () => {
      const response = await callWith(`Bearer ${makeApiToken('de')}`).expect(401);

      expect(response.headers['www-authenticate']).toMatch(CHALLENGE_OF_A_BAD_TOKEN);
      expect(response.body).toMatchObject({
        status: '401',
        detail: expect.stringContaining('https://global-de.flosum.app/api/v1/scim'),
      });
    });

    it.each(['access_token', 'token', 'Authorization'])(
      'row 4: does not take a token from the query: ?%s=',
      async (name) => {
        const response = await app.clientOf(undefined).get(`/Users?${name}=${token}`).expect(401);

        expect(response.headers['www-authenticate']).toMatch(/^Bearer realm="[^"]+"/);
        expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '401' });
        expect(response.text).not.toContain(token);
      },
    );

    it.each([
      ['a form', 'application/x-www-form-urlencoded', () => `access_token=${token}`],
      ['a JSON body', 'application/scim+json', () => JSON.stringify({ access_token: token })],
      ['a body that cannot be read', 'application/scim+json', () => '{"access_token":'],
    ])('row 4: does not take a token from %s', async (_what, type, body) => {
      const response = await app
        .clientOf(undefined)
        .send('post', '/Users')
        .set('Content-Type', type)
        .send(body())
        .expect(401);

      expect(response.headers['www-authenticate']).toMatch(CHALLENGE_WITHOUT_A_TOKEN);
      expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '401' });
    });

    it.each([
      ['get', '/Users/x'],
      ['post', '/Users'],
      ['patch', '/Users/x'],
      ['put', '/Users/x'],
      ['delete', '/Users/x'],
      ['get', '/Groups'],
      ['get', '/Schemas'],
      ['get', '/ResourceTypes'],
      ['post', '/Bulk'],
      ['post', '/.search'],
      ['get', '/Me'],
    ] as const)('row 4: lets nobody in without a token: %s %s', async (method, path) => {
      await app
        .clientOf(undefined)
        .send(method, path)
        .expect(401)
        .expect('WWW-Authenticate', /^Bearer /);
    });

    it('row 4: takes "bearer" in any case (RFC 9110 section 11.1)', async () => {
      await callWith(`bearer ${token}`).expect(200);
    });
  });

  it('row 55: two tokens work side by side, and revoking one leaves no gap', async () => {
    const { stored, token: old } = await issue(30);
    const { token: next } = await issue(30);
    const before = app.clientOf(old);
    const after = app.clientOf(next);
    await before.get('/Users').expect(200);
    await after.get('/Users').expect(200);

    await tokens.revoke(tenantId, SYSTEM, stored.id);

    await before.get('/Users').expect(401);
    await after.get('/Users').expect(200);
  });

  it('answers 403 with insufficient_scope to a token that may only read, and stores nothing', async () => {
    const reader = app.clientOf(await app.issueToken(tenantId, ['scim:read']));

    const response = await reader.create({ userName: 'no-scope@acme.test' }).expect(403);

    expect(response.headers['www-authenticate']).toMatch(
      /^Bearer realm="[^"]+", error="insufficient_scope", scope="scim:write"$/,
    );
    expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '403' });
    expect(await reader.filter('userName eq "no-scope@acme.test"')).toMatchObject({ totalResults: 0 });
  });

  it('answers 403 to a suspended tenant until it is resumed', async () => {
    const globex = await app.newTenant('globex');
    const tenants = app.app.nest.get(TenantsService);

    await tenants.modify('globex', SYSTEM, { status: 'suspended' });
    const response = await globex.client.get('/Users').expect(403);
    await tenants.modify('globex', SYSTEM, { status: 'active' });

    expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '403' });
    await globex.client.get('/Users').expect(200);
  });
});
