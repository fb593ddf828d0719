import request from 'supertest';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import type { CryptoKey, JSONWebKeySet, JWTPayload } from 'jose';
import { SigningKeys } from '../../../src/oauth-clients/index.js';
import { accessTokenOf, newOAuthClient } from '../../harness/oauth-client.js';
import type { NewOAuthClient } from '../../harness/oauth-client.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../../harness/running-app.js';

const AUDIENCE = `${PUBLIC_URL}/api/v1/scim`;

describe('access tokens', () => {
  let app: RunningApp;
  let tenantId: string;
  let otherTenantId: string;
  let client: NewOAuthClient;
  let keys: SigningKeys;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ tenantId } = await app.newTenant('acme'));
    ({ tenantId: otherTenantId } = await app.newTenant('globex'));
    client = await newOAuthClient(app, 'acme');
    keys = app.app.nest.get(SigningKeys);
  });
  afterAll(() => app.stop());

  interface Forgery {
    readonly claims?: JWTPayload;
    readonly header?: { readonly typ?: string; readonly kid?: string };
    readonly key?: CryptoKey;
  }

  /** A token as the service makes it, but for some things; by the key of the service unless there is another. */
  const forge = async ({ claims, header, key }: Forgery): Promise<string> => {
    const { kid, privateKey } = await keys.current();
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: PUBLIC_URL,
      aud: AUDIENCE,
      sub: client.clientId,
      client_id: client.clientId,
      tenant_id: tenantId,
      scope: 'scim:read scim:write',
      iat: now,
      exp: now + 60,
      jti: 'a-token',
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
      .sign(key ?? privateKey);
  };

  const refusalOf = async (token: string): Promise<string> => {
    const response = await app.clientOf(token).get('/Users').expect(401);
    expect(response.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(JSON.stringify(response.body)).not.toContain(token);
    return String(response.body.detail);
  };

  it('are taken when nothing is wrong with them', async () => {
    await app
      .clientOf(await forge({}))
      .get('/Users')
      .expect(200);
  });

  const now = Math.floor(Date.now() / 1000);

  it.each<[string, Forgery, RegExp]>([
    ['for another audience', { claims: { aud: 'https://other.test' } }, /not an access token/],
    ['of another issuer', { claims: { iss: 'https://other.test' } }, /another service/],
    ['of another region', { claims: { iss: 'https://global-jp.flosum.app' } }, /global-jp\.flosum\.app\/api/],
    ['that have expired', { claims: { iat: now - 120, exp: now - 60 } }, /expired/],
    ['from the future', { claims: { iat: now + 600, exp: now + 900 } }, /not an access token/],
    ['of another type', { header: { typ: 'JWT' } }, /not an access token/],
    ['by a key that is not known', { header: { kid: 'nobody' } }, /key .* is not known/],
    ['without a client', { claims: { client_id: undefined } }, /not an access token/],
    ['whose subject is somebody else', { claims: { sub: 'root' } }, /not an access token/],
  ])('%s are refused', async (_case, forgery, words) => {
    expect(await refusalOf(await forge(forgery))).toMatch(words);
  });

  it("of another tenant's client are refused", async () => {
    expect(await refusalOf(await forge({ claims: { tenant_id: otherTenantId } }))).toMatch(/not known/);
  });

  it('that somebody else signed are refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await refusalOf(await forge({ key: privateKey }))).toMatch(/not an access token/);
  });

  it('that nobody signed are refused', async () => {
    const token = new UnsecuredJWT({ iss: PUBLIC_URL, aud: AUDIENCE, sub: client.clientId })
      .setExpirationTime('1h')
      .encode();
    expect(await refusalOf(token)).toMatch(/not an access token/);
  });

  it('with a letter that was changed are refused', async () => {
    const [header, payload, signature = ''] = (await accessTokenOf(app, client)).split('.');
    const other = signature.startsWith('A') ? 'B' : 'A';
    expect(await refusalOf(`${header}.${payload}.${other}${signature.slice(1)}`)).toMatch(
      /not an access token/,
    );
    const claims = Buffer.from(JSON.stringify({ iss: PUBLIC_URL, scope: 'scim:write' })).toString(
      'base64url',
    );
    expect(await refusalOf(`${header}.${claims}.${signature}`)).toMatch(/not an access token/);
  });

  it('can be verified with the keys that are published, and with no private part of them', async () => {
    const { body } = await request(app.url).get('/oauth2/jwks').expect(200);
    const { payload } = await jwtVerify(
      await accessTokenOf(app, client),
      createLocalJWKSet(body as JSONWebKeySet),
      { issuer: PUBLIC_URL, audience: AUDIENCE, typ: 'at+jwt' },
    );
    expect(payload.sub).toBe(client.clientId);
    for (const key of (body as JSONWebKeySet).keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });

  it('of the key before the last rotation are still taken', async () => {
    const before = await accessTokenOf(app, client);
    await keys.rotate();
    const after = await accessTokenOf(app, client);

    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    await app.clientOf(before).get('/Users').expect(200);
    await app.clientOf(after).get('/Users').expect(200);
    const { body } = await request(app.url).get('/oauth2/jwks').expect(200);
    const kids = (body as JSONWebKeySet).keys.map(({ kid }) => kid);
    expect(kids).toEqual(
      expect.arrayContaining([before, after].map((token) => decodeProtectedHeader(token).kid)),
    );
  });
});

/** On a server with two instances; the embedded database has one, and there both are the same. */
describe('access tokens, on another instance than the one that made them', () => {
  let here: RunningApp;
  let there: RunningApp;

  beforeAll(async () => {
    here = await RunningApp.start();
    there = process.env.TEST_DATABASE_URL === undefined ? here : await here.startBeside();
    await here.newTenant('acme');
  });
  afterAll(async () => {
    if (there !== here) await there.stop();
    await here.stop();
  });

  it('are taken, also when a key signs that the other one has not met', async () => {
    const client = await newOAuthClient(here, 'acme');
    await there
      .clientOf(await accessTokenOf(here, client))
      .get('/Users')
      .expect(200);
    await here.app.nest.get(SigningKeys).rotate();
    await there
      .clientOf(await accessTokenOf(here, client))
      .get('/Users')
      .expect(200);
    await here
      .clientOf(await accessTokenOf(there, client))
      .get('/Users')
      .expect(200);
  });

  it('are refused from the next request on when the client is revoked', async () => {
    const operator = new OperatorClient(here.url, OPERATOR_KEY);
    for (let round = 0; round < 5; round += 1) {
      const client = await newOAuthClient(here, 'acme');
      const scim = there.clientOf(await accessTokenOf(here, client));
      await scim.get('/Users').expect(200);
      await operator.send('delete', `/tenants/acme/oauth-clients/${client.clientId}`).expect(204);
      await scim.get('/Users').expect(401);
    }
  });
});

describe('the metadata of the authorization server', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it('says where tokens and keys are, and what is taken (RFC 8414)', async () => {
    const { body } = await request(app.url).get('/.well-known/oauth-authorization-server').expect(200);
    expect(body).toMatchObject({
      issuer: PUBLIC_URL,
      token_endpoint: `${PUBLIC_URL}/oauth2/token`,
      jwks_uri: `${PUBLIC_URL}/oauth2/jwks`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    });
    expect(body.token_endpoint_auth_signing_alg_values_supported).not.toContain('none');
  });
});
