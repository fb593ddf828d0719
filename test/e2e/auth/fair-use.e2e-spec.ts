import { setTimeout as pause } from 'node:timers/promises';
import { makeApiToken } from '../../../src/tenants/index.js';
import { askForToken, formOf, newOAuthClient } from '../../harness/oauth-client.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';

const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error';
const BULK_URN = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

describe('fair use', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it('refuses what is more than a token may send, says when to go on, and lets it go on then', async () => {
    const { tenantId, client } = await app.newTenant('eager', { rateLimit: { perSecond: 1, burst: 6 } });
    const statuses: number[] = [];
    for (let call = 0; call < 7; call += 1) statuses.push((await client.get('/Users?count=0')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);

    const { headers, body } = await client.create({ userName: 'late@eager.test' }).expect(429);
    expect(headers['content-type']).toContain('application/scim+json');
    expect(body).toEqual({
      schemas: [ERROR_URN],
      status: '429',
      detail: expect.stringMatching(/\(1 a second, 6 at once\).*Go on in \d seconds?\./) as string,
    });
    const retryAfter = Number(headers['retry-after']);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(6);

    const sibling = app.clientOf(await app.issueToken(tenantId));
    await sibling.get('/Users?count=0').expect(200);
    await pause(retryAfter * 1000);
    expect((await client.filter('userName eq "late@eager.test"')).totalResults).toBe(0);
  });

  it('is a matter of each tenant, whatever address it comes from', async () => {
    const { client } = await app.newTenant('loud', { rateLimit: { perSecond: 1, burst: 5 } });
    const { client: other } = await app.newTenant('quiet', { rateLimit: { perSecond: 1, burst: 20 } });
    for (let call = 0; call < 5; call += 1) await client.get('/Users?count=0').expect(200);
    await client.get('/Users?count=0').expect(429);
    for (let call = 0; call < 20; call += 1) await other.get('/Users?count=0').expect(200);
  });

  it('counts every operation of a bulk: it is done, and what follows has to wait for it', async () => {
    const { client } = await app.newTenant('bulky', { rateLimit: { perSecond: 20, burst: 20 } });
    const Operations = Array.from({ length: 80 }, (_, index) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `b${index}`,
      data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: `user-${index}@bulky.test` },
    }));
    const { body } = await client.send('post', '/Bulk', { schemas: [BULK_URN], Operations }).expect(200);
    expect((body.Operations as object[]).length).toBe(80);

    const { headers } = await client.get('/Users?count=0').expect(429);
    // 60 operations beyond the 20 are three seconds of this tenant.
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(3);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(4);
  });

  it('counts the requests for access tokens of a client as well', async () => {
    await app.newTenant('oauth', { rateLimit: { perSecond: 1, burst: 5 } });
    const client = await newOAuthClient(app, 'oauth');
    for (let call = 0; call < 5; call += 1) await askForToken(app, formOf(client)).expect(200);
    await askForToken(app, formOf(client)).expect(429);
  });

  it('limits wrong tokens by their address, without locking out who is known there', async () => {
    const { tenantId, client } = await app.newTenant('patient');
    await client.get('/Users?count=0').expect(200);
    const fresh = await app.issueToken(tenantId);
    const wrong = Array.from({ length: 300 }, () => app.clientOf(makeApiToken('us')).get('/Users?count=0'));
    expect(new Set((await Promise.all(wrong)).map(({ status }) => status))).toEqual(new Set([401]));

    const { headers, body } = await app.clientOf(makeApiToken('us')).get('/Users?count=0').expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body.detail).toContain('Too many wrong tokens, secrets or keys');
    await app.clientOf('fls_mistyped').get('/Users?count=0').expect(429);

    await client.get('/Users?count=0').expect(200);
    // Whether one that was never seen here is right would cost a look-up: it has to wait with the wrong ones.
    await app.clientOf(fresh).get('/Users?count=0').expect(429);
  });

  it('limits wrong operator keys and client secrets with them, and takes the right ones', async () => {
    const limited = await RunningApp.start();
    const operator = new OperatorClient(limited.url, OPERATOR_KEY);
    await limited.newTenant('acme');
    const client = await newOAuthClient(limited, 'acme');
    await askForToken(limited, formOf(client)).expect(200);
    const stranger = new OperatorClient(limited.url, 'a-key-that-is-not-the-one-of-the-operator');
    const wrong = Array.from({ length: 300 }, () => stranger.send('get', '/tenants'));
    expect(new Set((await Promise.all(wrong)).map(({ status }) => status))).toEqual(new Set([401]));

    const refused = await stranger.send('get', '/tenants').expect(429);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const unknown = { ...formOf(client), client_id: '01a20a93-30be-7600-8c6f-7feb53359e09' };
    const { headers, body } = await askForToken(limited, unknown).expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body.error).toBe('temporarily_unavailable');

    await operator.send('get', '/tenants').expect(200);
    await askForToken(limited, formOf(client)).expect(200);
    await limited.stop();
  });
});
