import request from 'supertest';
import type { Test } from 'supertest';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { accessTokenOf, askForToken, formOf, newOAuthClient } from '../../harness/oauth-client.js';
import type { NewOAuthClient } from '../../harness/oauth-client.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import { makeCredential } from '../../../src/tenants/index.js';

const NOBODY = '01a20a93-30be-7600-8c6f-7feb53359e09';

describe('POST /oauth2/token', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let tenantId: string;
  let client: NewOAuthClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    ({ tenantId } = await app.newTenant('acme'));
    await app.newTenant('globex');
    client = await newOAuthClient(app, 'acme');
  });
  afterAll(() => app.stop());

  const basic = (id: string, secret: string): string =>
    `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  const byBasic = (authorization: string, form: Readonly<Record<string, string>> = {}): Test =>
    askForToken(app, { grant_type: 'client_credentials', ...form }).set('Authorization', authorization);

  it('answers an access token for client_secret_post, never to be cached', async () => {
    const { body } = await askForToken(app, formOf(client))
      .expect(200)
      .expect('Cache-Control', 'no-store')
      .expect('Pragma', 'no-cache')
      .expect('Content-Type', /^application\/json/);

    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'scim:read scim:write',
    });
    expect(decodeProtectedHeader(body.access_token)).toEqual({
      alg: 'ES256',
      typ: 'at+jwt',
      kid: expect.any(String),
    });
    const claims = decodeJwt(body.access_token);
    expect(claims).toEqual({
      iss: PUBLIC_URL,
      aud: `${PUBLIC_URL}/api/v1/scim`,
      sub: client.clientId,
      client_id: client.clientId,
      tenant_id: tenantId,
      scope: 'scim:read scim:write',
      iat: expect.any(Number),
      exp: Number(claims.iat) + 3600,
      jti: expect.any(String),
    });
  });

  it('takes client_secret_basic, with the client named in the body again or not', async () => {
    const authorization = basic(client.clientId, client.secret);
    await byBasic(authorization).expect(200);
    await byBasic(authorization, { client_id: client.clientId }).expect(200);
    await byBasic(basic(encodeURIComponent(client.clientId), client.secret.replaceAll('_', '%5F'))).expect(
      200,
    );
  });

  it('opens SCIM for reading and writing', async () => {
    const scim = app.clientOf(await accessTokenOf(app, client));
    const { body } = await scim.create({ userName: 'by-oauth@acme.test' }).expect(201);
    await scim.get(`/Users/${body.id}`).expect(200);
  });

  it('gives the scopes that are asked for, and no more', async () => {
    const { body } = await askForToken(app, { ...formOf(client), scope: 'scim:read' }).expect(200);
    expect(body.scope).toBe('scim:read');

    const reader = app.clientOf(body.access_token);
    await reader.get('/Users').expect(200);
    const refused = await reader.create({ userName: 'x@acme.test' }).expect(403);
    expect(refused.headers['www-authenticate']).toContain('error="insufficient_scope"');
  });

  it('takes a parameter without a value as one that is left out', async () => {
    const { body } = await askForToken(app, { ...formOf(client), scope: '', client_assertion: '' }).expect(
      200,
    );
    expect(body.scope).toBe('scim:read scim:write');
  });

  it('writes down the last use of client and secret', async () => {
    const used = await newOAuthClient(app, 'acme');
    await accessTokenOf(app, used);
    const { body } = await operator.send('get', `/tenants/acme/oauth-clients/${used.clientId}`).expect(200);
    expect(Date.parse(body.lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(body.createdAt));
    expect(body.secrets[0].lastUsedAt).toBe(body.lastUsedAt);
  });

  it('tells a wrong secret and an unknown client apart for nobody', async () => {
    const secret = makeCredential('flc', 'us');
    const wrong = await askForToken(app, { ...formOf(client), client_secret: secret }).expect(401);
    const unknown = await askForToken(app, { ...formOf(client), client_id: NOBODY }).expect(401);
    expect(wrong.body).toEqual(unknown.body);
  });

  it('names the host of the region that a secret belongs to', async () => {
    const form = { ...formOf(client), client_secret: makeCredential('flc', 'de') };
    const { body } = await askForToken(app, form).expect(401);
    expect(body.error_description).toContain('https://global-de.flosum.app/oauth2/token');
  });

  it("takes no secret for another tenant's client", async () => {
    const other = await newOAuthClient(app, 'globex');
    await askForToken(app, { ...formOf(client), client_id: other.clientId }).expect(401);
  });

  it('refuses an expired secret, and takes another one of the same client', async () => {
    const old = await newOAuthClient(app, 'acme');
    await app.owner.query('update oauth_client_secrets set expires_at = $2 where id = $1', [
      old.secretId,
      new Date('2026-01-02T03:04:05Z'),
    ]);
    const { body } = await askForToken(app, formOf(old)).expect(401);
    expect(body).toMatchObject({ error: 'invalid_client' });
    expect(body.error_description).toContain('expired on 2026-01-02');

    const next = await operator
      .send('post', `/tenants/acme/oauth-clients/${old.clientId}/secrets`, {})
      .expect(201);
    await askForToken(app, formOf({ ...old, secret: next.body.secret })).expect(200);
  });

  it('refuses a revoked secret', async () => {
    const old = await newOAuthClient(app, 'acme');
    await operator
      .send('delete', `/tenants/acme/oauth-clients/${old.clientId}/secrets/${old.secretId}`)
      .expect(204);
    const { body } = await askForToken(app, formOf(old)).expect(401);
    expect(body.error_description).toContain('revoked');
  });

  it('refuses a revoked client, and its access tokens from the next request on', async () => {
    const gone = await newOAuthClient(app, 'acme');
    const token = await accessTokenOf(app, gone);
    await app.clientOf(token).get('/Users').expect(200);

    await operator.send('delete', `/tenants/acme/oauth-clients/${gone.clientId}`).expect(204);

    const { body } = await app.clientOf(token).get('/Users').expect(401);
    expect(body.detail).toContain('revoked');
    await askForToken(app, formOf(gone)).expect(401, /invalid_client.*revoked/);
  });

  it('says that the tenant is suspended, and to its own client only', async () => {
    await app.newTenant('initech');
    const suspended = await newOAuthClient(app, 'initech');
    const token = await accessTokenOf(app, suspended);
    await operator.send('patch', '/tenants/initech', { status: 'suspended' }).expect(200);

    const { body } = await askForToken(app, formOf(suspended)).expect(400);
    expect(body).toMatchObject({ error: 'unauthorized_client' });
    expect(body.error_description).toContain('suspended');
    const stranger = { ...formOf(suspended), client_secret: makeCredential('flc', 'us') };
    await askForToken(app, stranger).expect(401, /invalid_client/);
    await app.clientOf(token).get('/Users').expect(403);
  });

  it('takes POST only', async () => {
    await request(app.url).get('/oauth2/token').expect(405).expect('Allow', 'POST');
  });
});

describe('the log of token requests', () => {
  it('holds no secret and no access token, wherever they were sent', async () => {
    const lines: string[] = [];
    const app = await RunningApp.start({}, { write: (line) => void lines.push(line) });
    try {
      await app.newTenant('acme');
      const client = await newOAuthClient(app, 'acme');
      const { clientId, secret } = client;
      const token = await accessTokenOf(app, client);
      const url = `/oauth2/token?client_id=${clientId}&client_secret=${secret}`;
      await request(app.url).post(url).type('form').send({ grant_type: 'client_credentials' }).expect(400);
      await askForToken(app, { grant_type: 'client_credentials' }).auth(clientId, secret).expect(200);
      await askForToken(app, { ...formOf(client), scope: secret }).expect(400);
      await app.clientOf(token).get('/Users').expect(200);
      await app.clientOf(`${token}x`).get('/Users').expect(401);

      expect(lines.join('')).toContain('/oauth2/token');
      for (const hidden of [secret, token, Buffer.from(`${clientId}:${secret}`).toString('base64')]) {
        expect(lines.join('')).not.toContain(hidden);
      }
    } finally {
      await app.stop();
    }
  });
});

describe('ACCESS_TOKEN_MINUTES', () => {
  it('says how long an access token lives', async () => {
    const app = await RunningApp.start({ accessTokenMinutes: 5 });
    try {
      await app.newTenant('acme');
      const { body } = await askForToken(app, formOf(await newOAuthClient(app, 'acme'))).expect(200);
      expect(body.expires_in).toBe(300);
    } finally {
      await app.stop();
    }
  });
});
