import request from 'supertest';
import type { Test } from 'supertest';
import { makeCredential } from '../../../src/tenants/index.js';
import { askForToken, formOf, newOAuthClient } from '../../harness/oauth-client.js';
import type { NewOAuthClient } from '../../harness/oauth-client.js';
import { RunningApp } from '../../harness/running-app.js';

const NOBODY = '01a20a93-30be-7600-8c6f-7feb53359e09';
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe('a token request', () => {
  let app: RunningApp;
  let client: NewOAuthClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    await app.newTenant('acme');
    client = await newOAuthClient(app, 'acme');
  });
  afterAll(() => app.stop());

  const basic = (id: string, secret: string): string =>
    `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  const byBasic = (authorization: string, form: Readonly<Record<string, string>> = {}): Test =>
    askForToken(app, { grant_type: 'client_credentials', ...form }).set('Authorization', authorization);

  // RFC 6749 section 5.2, by code. invalid_grant has no place in this grant: there is nothing but the client.
  describe.each<[string, number, string, (right: Readonly<Record<string, string>>) => Test]>([
    ['no grant_type', 400, 'invalid_request', ({ grant_type: _grant, ...rest }) => askForToken(app, rest)],
    [
      'a secret without client_id',
      400,
      'invalid_request',
      ({ client_id: _id, ...rest }) => askForToken(app, rest),
    ],
    [
      'a parameter that is there twice',
      400,
      'invalid_request',
      (right) =>
        request(app.url)
          .post('/oauth2/token')
          .type('form')
          .send(`${new URLSearchParams(right).toString()}&scope=scim:read&scope=scim:write`),
    ],
    [
      'two ways to prove the client',
      400,
      'invalid_request',
      (right) => askForToken(app, right).set('Authorization', basic(client.clientId, client.secret)),
    ],
    [
      'another client in the header than in the body',
      400,
      'invalid_request',
      () => byBasic(basic(client.clientId, client.secret), { client_id: NOBODY }),
    ],
    [
      'an assertion without its type',
      400,
      'invalid_request',
      ({ client_secret: _secret, ...rest }) => askForToken(app, { ...rest, client_assertion: 'a.b.c' }),
    ],
    [
      'parameters in the URL',
      400,
      'invalid_request',
      (right) => request(app.url).post('/oauth2/token?client_id=x').type('form').send(right),
    ],
    ['a body in JSON', 400, 'invalid_request', (right) => request(app.url).post('/oauth2/token').send(right)],
    [
      'a body that is too large',
      413,
      'invalid_request',
      (right) => askForToken(app, { ...right, more: 'x'.repeat(20_000) }),
    ],
    [
      'no credentials',
      401,
      'invalid_client',
      () => askForToken(app, { grant_type: 'client_credentials', client_id: client.clientId }),
    ],
    [
      'a wrong secret',
      401,
      'invalid_client',
      (right) => askForToken(app, { ...right, client_secret: makeCredential('flc', 'us') }),
    ],
    [
      'half a secret',
      401,
      'invalid_client',
      (right) => askForToken(app, { ...right, client_secret: 'flc_us_x' }),
    ],
    [
      'a secret of another region',
      401,
      'invalid_client',
      (right) => askForToken(app, { ...right, client_secret: makeCredential('flc', 'de') }),
    ],
    [
      'a client that is not known',
      401,
      'invalid_client',
      (right) => askForToken(app, { ...right, client_id: NOBODY }),
    ],
    [
      'a client that is no id',
      401,
      'invalid_client',
      (right) => askForToken(app, { ...right, client_id: "' or 1=1" }),
    ],
    ['a wrong secret in the header', 401, 'invalid_client', () => byBasic(basic(client.clientId, 'wrong'))],
    ['a header that is not Basic', 401, 'invalid_client', () => byBasic('Bearer abc')],
    [
      'an assertion that is no JWT',
      401,
      'invalid_client',
      () =>
        askForToken(app, {
          grant_type: 'client_credentials',
          client_id: client.clientId,
          client_assertion_type: JWT_BEARER,
          client_assertion: 'nonsense',
        }),
    ],
    [
      'another grant',
      400,
      'unsupported_grant_type',
      (right) => askForToken(app, { ...right, grant_type: 'authorization_code' }),
    ],
    [
      'a scope beyond those of the client',
      400,
      'invalid_scope',
      (right) => askForToken(app, { ...right, scope: 'scim:read directory:read' }),
    ],
    [
      'a scope that is not known',
      400,
      'invalid_scope',
      (right) => askForToken(app, { ...right, scope: 'root' }),
    ],
  ])('with %s', (_case, status, code, send) => {
    it(`is refused as ${code}, in plain words and without secrets`, async () => {
      const response = await send(formOf(client)).expect(status).expect('Cache-Control', 'no-store');
      expect(response.headers['content-type']).toMatch(/^application\/json/);
      expect(response.body).toEqual({ error: code, error_description: expect.any(String) });
      expect(response.body.error_description).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{20,}$/);
      expect(JSON.stringify(response.body)).not.toContain(client.secret);
      expect(response.headers['www-authenticate']?.startsWith('Basic ')).toBe(
        status === 401 ? true : undefined,
      );
    });
  });
});
