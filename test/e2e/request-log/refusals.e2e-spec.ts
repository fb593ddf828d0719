import { SYSTEM } from '../../../src/audit/index.js';
import { UnknownTokens } from '../../../src/request-log/unknown-tokens.js';
import { RequestStatistics } from '../../../src/request-log/index.js';
import { ApiTokensService, TenantsService } from '../../../src/tenants/index.js';
import { RunningApp } from '../../harness/running-app.js';
import { LogReader } from './log-reader.js';

describe('refused tokens', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  const overviewOf = async (tenantId: string) => {
    await app.writeLog();
    return app.app.nest.get(RequestStatistics).overviewOf(tenantId);
  };

  it('that were revoked or have expired are told to their owner', async () => {
    const { tenantId, client } = await app.newTenant('owner');
    const tokens = app.app.nest.get(ApiTokensService);
    const [token] = await tokens.list(tenantId);
    await app.owner.query(
      `update api_tokens set expires_at = now() - interval '1 day' where tenant_id = $1`,
      [tenantId],
    );
    await client.get('/Users').expect(401);
    expect(await overviewOf(tenantId)).toMatchObject({
      lastRefusal: { reason: 'expired', words: expect.stringContaining('expired on') },
    });
    await tokens.revoke(tenantId, SYSTEM, token?.id ?? '');
    await client.get('/Users').expect(401);

    const log = await LogReader.enter(app, 'owner');
    const lines = await log.lines('?outcome=refused');
    expect(lines).toMatchObject([
      { status: 401, meaning: expect.stringContaining('revoked'), token: { id: token?.id, name: 'Test' } },
      { status: 401, meaning: expect.stringContaining('expired') },
    ]);
    expect((await log.detail(lines[0] ?? { id: '' })).advice).toEqual([expect.stringContaining('new token')]);
    expect(await overviewOf(tenantId)).toMatchObject({
      last24Hours: { total: 2, failed: 2 },
      last30Days: { total: 2, failed: 2 },
      lastRefusal: { reason: 'revoked' },
    });
  });

  it('of a suspended tenant are told to it', async () => {
    const { tenantId, client } = await app.newTenant('asleep');
    await app.app.nest.get(TenantsService).modify('asleep', SYSTEM, { status: 'suspended' });
    await client.get('/Users').expect(403);
    expect(await overviewOf(tenantId)).toMatchObject({ lastRefusal: { reason: 'suspended' } });
  });

  it('that nobody knows are counted; one that names a token of a tenant is told to it', async () => {
    const { tenantId, token } = await app.newTenant('copied');
    await app.clientOf(token.slice(0, -5)).get('/Users').expect(401);
    await app.clientOf('fls_us_000000000000_none').get('/Users').expect(401);
    await app.clientOf('nonsense').get('/Users').expect(401);
    await app.clientOf(undefined).get('/Users').expect(401);
    expect(await overviewOf(tenantId)).toMatchObject({
      unknownTokens: 1,
      lastRefusal: { reason: 'unknown', words: expect.stringContaining('not copied whole') },
    });
    expect(app.app.nest.get(UnknownTokens).ofThisHour).toBeGreaterThanOrEqual(1);
    const log = await LogReader.enter(app, 'copied');
    expect(await log.lines()).toMatchObject([{ status: 401, token: { name: 'Test' } }]);
  });

  it('count in the chart, which has every hour and every day', async () => {
    const { client } = await app.newTenant('chart');
    await client.get('/Users').expect(200);
    await client.get('/Users/nobody').expect(404);
    await app.writeLog();
    const log = await LogReader.enter(app, 'chart');
    for (const [range, count] of [
      ['24h', 24],
      ['30d', 30],
    ] as const) {
      const { body } = await log.get(`/overview/chart?range=${range}`).expect(200);
      const { buckets } = body as { buckets: readonly object[] };
      expect(buckets).toHaveLength(count);
      expect(buckets.at(-1)).toMatchObject({ total: 2, failed: 1 });
      expect(buckets[0]).toMatchObject({ total: 0, failed: 0 });
    }
    await log.get('/overview/chart?range=1y').expect(400);
  });
});
