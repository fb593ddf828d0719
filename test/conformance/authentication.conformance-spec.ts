import { decodeJwt } from 'jose';
import request from 'supertest';
import { ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { SYSTEM } from '../../src/audit/index.js';
import { OAuthClientsService } from '../../src/oauth-clients/index.js';
import { ApiTokensService } from '../../src/tenants/index.js';
import { accessTokenOf, askForToken, formOf, newOAuthClient } from '../harness/oauth-client.js';
import type { NewOAuthClient } from '../harness/oauth-client.js';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';

describe('RFC 7644 sections 2 and 7: authentication', () => {
  let app: RunningApp;
  let tenantId: string;
  let token: string;
  let acme: ScimClient;
  let anonymous: ScimClient;
  let reader: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ tenantId, token, client: acme } = await app.newTenant('acme'));
    anonymous = app.clientOf(undefined);
    reader = app.clientOf(await app.issueToken(tenantId, ['scim:read']));
  });
  afterAll(() => app.stop());

  it('AUT-1: 401 names the scheme in WWW-Authenticate', async () => {
    const { headers } = await anonymous.get('/Users').expect(401);

    expect(headers['www-authenticate']).toMatch(/^Bearer realm="[^"]+"/);
  });

  it('AUT-2: a bad token is answered with invalid_token', async () => {
    const { headers } = await app.clientOf('nonsense').get('/Users').expect(401);

    expect(headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('AUT-3: without a token the challenge names no error', async () => {
    const { headers } = await anonymous.get('/Users').expect(401);

    expect(headers['www-authenticate']).not.toContain('error');
  });

  it('AUT-4: 401 and 403 are SCIM errors', async () => {
    const missing = await anonymous.get('/Users').expect(401);
    const forbidden = await reader.create({ userName: 'forbidden@acme.test' }).expect(403);

    expect(missing.body).toMatchObject({ schemas: [ERROR_URN], status: '401', detail: expect.any(String) });
    expect(forbidden.body).toMatchObject({ schemas: [ERROR_URN], status: '403', detail: expect.any(String) });
  });

  it('AUT-5: a token that may only read changes nothing', async () => {
    const user = await acme.aUser({ userName: 'scoped@acme.test' });

    await reader.create({ userName: 'reader@acme.test' }).expect(403);
    await reader.patch(user, { op: 'replace', path: 'title', value: 'x' }).expect(403);
    await reader
      .send('put', `/Users/${user.id}`, { schemas: [USER_URN], userName: 'reader@acme.test' })
      .expect(403);
    await reader.send('delete', `/Users/${user.id}`).expect(403);

    expect(await acme.filter('userName eq "reader@acme.test"')).toMatchObject({ totalResults: 0 });
    expect(await reader.find(user)).toEqual(user);
  });

  it('AUT-6: a missing scope is named in the challenge', async () => {
    const { headers } = await reader.create({ userName: 'reader@acme.test' }).expect(403);

    expect(headers['www-authenticate']).toMatch(/^Bearer .*error="insufficient_scope", scope="scim:write"$/);
  });

  it('AUT-8: a revoked token is refused at once, and tokens are long and end', async () => {
    const tokens = app.app.nest.get(ApiTokensService);
    const { stored, token: revoked } = await tokens.issue(tenantId, SYSTEM, {
      name: 'Short',
      scopes: ['scim:read'],
      expiresInDays: 1,
    });
    const client = app.clientOf(revoked);
    await client.get('/Users').expect(200);

    await tokens.revoke(tenantId, SYSTEM, stored.id);

    await client.get('/Users').expect(401);
    expect(revoked.length).toBeGreaterThan(40);
    expect(stored.expiresAt).toBeInstanceOf(Date);
  });

  it('AUT-9: no token stands in the database', async () => {
    const rows = await app.owner.query<{ line: string }>(
      'select row_to_json(api_tokens)::text as line from api_tokens',
      [],
    );
    const text = rows.map(({ line }) => line).join('\n');
    const secret = token.split('_').at(-1) ?? '';

    expect(rows.length).toBeGreaterThan(0);
    expect(secret.length).toBeGreaterThan(20);
    expect(text).not.toContain(secret);
  });

  it('AUT-10: nobody registers without a token', async () => {
    await anonymous.create({ userName: 'anonymous@acme.test' }).expect(401);

    expect(await acme.filter('userName eq "anonymous@acme.test"')).toMatchObject({ totalResults: 0 });
  });

  it('AUT-11: the one scheme that is announced is the one that works', async () => {
    const { body } = await anonymous.get('/ServiceProviderConfig').expect(200);
    const basic = Buffer.from(`acme:${token}`).toString('base64');

    expect(body.authenticationSchemes).toMatchObject([{ type: 'oauthbearertoken' }]);
    await anonymous.get('/Users').set('Authorization', `Basic ${basic}`).expect(401);
    await anonymous.get('/Users').set('Cookie', `token=${token}`).expect(401);
  });

  describe('the token endpoint', () => {
    let client: NewOAuthClient;

    beforeAll(async () => {
      client = await newOAuthClient(app, 'acme', ['scim:read']);
    });

    it('AUT-12: takes no secret in a URL, and answers nothing that may be cached', async () => {
      const inUrl = new URLSearchParams(formOf(client)).toString();
      await request(app.url).post(`/oauth2/token?${inUrl}`).type('form').send({}).expect(400);

      await askForToken(app, formOf(client)).expect(200).expect('Cache-Control', 'no-store');
    });

    it('AUT-12: gives tokens that are for this service, end, and allow no more than their client may', async () => {
      const accessToken = await accessTokenOf(app, client);
      const claims = decodeJwt(accessToken);

      expect(claims.aud).toBe(`${PUBLIC_URL}/api/v1/scim`);
      expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
      await askForToken(app, { ...formOf(client), scope: 'scim:write' }).expect(400);
      await app.clientOf(accessToken).get('/Users?count=0').expect(200);
      await app.clientOf(accessToken).create({ userName: 'reader@acme.test' }).expect(403);
    });

    it('AUT-12: refuses them with their client', async () => {
      const accessToken = await accessTokenOf(app, client);
      await app.app.nest.get(OAuthClientsService).revoke(tenantId, SYSTEM, client.clientId);

      await app.clientOf(accessToken).get('/Users?count=0').expect(401);
      await askForToken(app, formOf(client)).expect(401);
    });
  });

  it.each(['bearer', 'BEARER', 'Bearer'])('AUT-13: the scheme counts without case: %s', async (scheme) => {
    await anonymous.get('/Users').set('Authorization', `${scheme} ${token}`).expect(200);
  });

  it('AUT-14: the token is looked at before the body and the id', async () => {
    await anonymous.send('post', '/Users', '{"a":').expect(401);
    await anonymous.get('/Users/none').expect(401);
    await anonymous
      .send('post', '/Users', `{"schemas":["${USER_URN}"]}`)
      .set('Content-Type', 'text/xml')
      .expect(401);
  });
});
