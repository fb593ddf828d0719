import type { JWTPayload } from 'jose';
import { askForToken, newOAuthClient } from '../../harness/oauth-client.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import { TestIssuer } from '../../harness/test-issuer.js';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const SUBJECT = 'system:serviceaccount:scim:sync';
const AUDIENCE = `${PUBLIC_URL}/oauth2/token`;

describe('workload identity federation', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let issuer: TestIssuer;
  let clientId: string;
  let otherId: string;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
    app = await RunningApp.start({}, undefined, TestIssuer.reach());
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    await app.newTenant('acme');
    await app.newTenant('globex');
    ({ clientId } = await newOAuthClient(app, 'acme'));
    ({ clientId: otherId } = await newOAuthClient(app, 'globex'));
    await federate(issuer.url);
  });
  afterAll(async () => {
    await app.stop();
    await issuer.stop();
  });

  const federate = (url: string): Promise<unknown> =>
    operator
      .send('post', `/tenants/acme/oauth-clients/${clientId}/federations`, {
        issuer: url,
        subject: SUBJECT,
        audience: AUDIENCE,
      })
      .expect(201);

  const claimsOf = (changes: Readonly<Record<string, unknown>> = {}): JWTPayload => {
    const now = Math.floor(Date.now() / 1000);
    return { iss: issuer.url, sub: SUBJECT, aud: AUDIENCE, iat: now, exp: now + 600, ...changes };
  };

  const show = (assertion: string, id = clientId): ReturnType<typeof askForToken> =>
    askForToken(app, {
      grant_type: 'client_credentials',
      client_id: id,
      client_assertion_type: JWT_BEARER,
      client_assertion: assertion,
    });

  it('gives an access token for an assertion of the registered issuer', async () => {
    const { body } = await show(await issuer.sign(claimsOf({ jti: 'first' }))).expect(200);
    await app.clientOf(body.access_token).get('/Users').expect(200);
  });

  it('takes an assertion that is for others as well', async () => {
    await show(await issuer.sign(claimsOf({ aud: ['https://other.test', AUDIENCE] }))).expect(200);
  });

  it('takes an assertion once, when it has an id', async () => {
    const assertion = await issuer.sign(claimsOf({ jti: 'once' }));
    await show(assertion).expect(200);
    const { body } = await show(assertion).expect(401);
    expect(body.error_description).toContain('shown before');
  });

  it('asks the issuer for its keys once, and again for a key that it does not know', async () => {
    await show(await issuer.sign(claimsOf())).expect(200);
    const asked = issuer.asked.length;
    await show(await issuer.sign(claimsOf())).expect(200);
    expect(issuer.asked.length).toBe(asked);

    await show(await issuer.sign(claimsOf(), { kid: 'unknown' })).expect(401);
    await show(await issuer.sign(claimsOf(), { kid: 'unknown, too' })).expect(401);
    expect(issuer.asked.length).toBeLessThanOrEqual(asked + 2);
  });

  const now = Math.floor(Date.now() / 1000);

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['of another issuer', { iss: 'https://other.test' }, /no federation/],
    ['about somebody else', { sub: 'system:serviceaccount:scim:other' }, /no federation/],
    ['for another audience', { aud: 'https://other.test' }, /no federation/],
    ['without an audience', { aud: undefined }, /no federation/],
    ['without an expiry', { exp: undefined }, /no expiry/],
    ['that has expired', { iat: now - 900, exp: now - 300 }, /expired/],
    ['that is good for two days', { exp: now + 172_800 }, /24 hours/],
    ['that was made in the future', { iat: now + 300 }, /future/],
    ['that begins in the future', { nbf: now + 300 }, /future/],
  ])('refuses an assertion %s', async (_case, changes, words) => {
    const { body } = await show(await issuer.sign(claimsOf(changes))).expect(401);
    expect(body).toEqual({ error: 'invalid_client', error_description: expect.stringMatching(words) });
  });

  it('refuses an assertion that somebody else signed in the name of the issuer', async () => {
    const impostor = await TestIssuer.start();
    try {
      const { body } = await show(await impostor.sign(claimsOf())).expect(401);
      expect(body.error_description).toContain('signature');
    } finally {
      await impostor.stop();
    }
  });

  it("refuses an assertion for another tenant's client", async () => {
    await show(await issuer.sign(claimsOf()), otherId).expect(401, /no federation/);
  });

  it('refuses an assertion when its federation was removed', async () => {
    const { body: added } = await operator
      .send('post', `/tenants/globex/oauth-clients/${otherId}/federations`, {
        issuer: issuer.url,
        subject: 'gone',
        audience: AUDIENCE,
      })
      .expect(201);
    await show(await issuer.sign(claimsOf({ sub: 'gone' })), otherId).expect(200);
    await operator
      .send('delete', `/tenants/globex/oauth-clients/${otherId}/federations/${added.id}`)
      .expect(204);
    await show(await issuer.sign(claimsOf({ sub: 'gone' })), otherId).expect(401);
  });

  it('finds the client by the subject when the subject is the client (RFC 7523 section 3)', async () => {
    await operator
      .send('post', `/tenants/acme/oauth-clients/${clientId}/federations`, {
        issuer: issuer.url,
        subject: clientId,
        audience: AUDIENCE,
      })
      .expect(201);
    const form = { grant_type: 'client_credentials', client_assertion_type: JWT_BEARER };
    const assertion = await issuer.sign(claimsOf({ sub: clientId }));
    await askForToken(app, { ...form, client_assertion: assertion }).expect(200);

    const about = await issuer.sign(claimsOf());
    await askForToken(app, { ...form, client_assertion: about }).expect(400, /invalid_request.*client_id/);
  });

  it('reaches no issuer inside of the network, whatever its name', async () => {
    const inside = 'https://inside.test';
    await federate(inside);
    const { body } = await show(await issuer.sign(claimsOf({ iss: inside }))).expect(401);
    expect(body.error_description).toContain('not one of the internet');
  });

  it('says so when the issuer does not answer as it should', async () => {
    const broken = await TestIssuer.start();
    broken.misbehave = (_request, response) => {
      response.writeHead(302, { Location: issuer.url }).end();
    };
    try {
      await federate(broken.url);
      const { body } = await show(await broken.sign(claimsOf({ iss: broken.url }))).expect(401);
      expect(body.error_description).toContain('redirect');
    } finally {
      await broken.stop();
    }
  });
});
