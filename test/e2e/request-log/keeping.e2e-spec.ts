import { setTimeout as pause } from 'node:timers/promises';
import { SYSTEM } from '../../../src/audit/index.js';
import {
  MAX_LINES,
  RequestLogRetention,
  RequestLogWriter,
  RequestStatistics,
} from '../../../src/request-log/index.js';
import { TenantsService } from '../../../src/tenants/index.js';
import { RunningApp } from '../../harness/running-app.js';
import { LogReader } from './log-reader.js';

const DAY = 86_400_000;

describe('the request log', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it('drops and counts what it cannot write, while SCIM answers', async () => {
    const { tenantId, client } = await app.newTenant('flood');
    const writer = app.app.nest.get(RequestLogWriter);
    const { database } = app.app;
    let letGo: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (letGo = resolve));
    const query = database.query.bind(database);
    // The log cannot write: its statements wait for something else.
    database.query = async (sql, parameters) => {
      if (sql.includes('insert into request_log')) await stuck;
      return query(sql, parameters);
    };
    try {
      const one = await client.aUser({ userName: 'one' });
      void writer.flush();
      await pause(50);
      for (let index = 0; index < MAX_LINES; index += 1) {
        writer.add({ tenantId, tokenId: one.id }, exchangeLike(tenantId, one.id));
      }
      await client.patch(one, { op: 'replace', path: 'title', value: 'x' }).expect(200);
      await client.get(`/Users/${one.id}`).expect(200);
      // The half that one tenant may fill is full; there is room for others.
      const { tenantId: other } = await app.newTenant('beside');
      writer.add({ tenantId: other, tokenId: one.id }, exchangeLike(other, one.id));
      expect(writer.droppedOf(other)).toBe(0);
      expect(writer.droppedOf(tenantId)).toBeGreaterThanOrEqual(2);
      expect(writer.dropped).toBeGreaterThanOrEqual(2);
    } finally {
      letGo();
      await pause(10);
      database.query = query;
    }
    await app.writeLog();
    const { last24Hours, dropped } = await app.app.nest.get(RequestStatistics).overviewOf(tenantId);
    expect(dropped).toBe(writer.droppedOf(tenantId));
    expect(last24Hours.total).toBe(MAX_LINES + 3);
  });

  it('shows what came first to whom may see it, also when its line is not kept any more', async () => {
    const { tenantId, client } = await app.newTenant('first');
    const jane = await client.aUser({ userName: 'jane@acme.test', displayName: 'Jane Doe' });
    await app.writeLog();
    await app.owner.query('delete from request_log where tenant_id = $1', [tenantId]);
    await client.get(`/Users/${jane.id}`).expect(200);
    const firstFor = async (role: string): Promise<string> => {
      const { body } = await (await LogReader.enter(app, 'first', role)).get('/connect').expect(200);
      return (body as { firstRequest: { meaning: string } }).firstRequest.meaning;
    };
    await app.writeLog();
    expect([await firstFor('owner'), await firstFor('auditor')]).toEqual(['Read Jane Doe', 'Read J•••']);
    await app.owner.query('delete from request_log where tenant_id = $1', [tenantId]);
    expect(await firstFor('owner')).toBe('Its line is not kept any more.');
    const { body } = await (await LogReader.enter(app, 'first')).get('/overview').expect(200);
    expect((body as { health: { state: string } }).health.state).not.toBe('never-connected');
  });

  it('loses lines, and nothing else, when they cannot be written', async () => {
    const { tenantId, client } = await app.newTenant('failing');
    const { database } = app.app;
    const query = database.query.bind(database);
    database.query = async (sql, parameters) => {
      if (sql.includes('insert into request_log')) throw new Error('The disk is full.');
      return query(sql, parameters);
    };
    await client.get('/Users').expect(200);
    await app.writeLog();
    database.query = query;
    await client.get('/Users').expect(200);
    await app.writeLog();
    const { last24Hours, dropped } = await app.app.nest.get(RequestStatistics).overviewOf(tenantId);
    expect({ total: last24Hours.total, dropped }).toEqual({ total: 2, dropped: 1 });
  });

  it('keeps lines with characters that the database has none for', async () => {
    const { client } = await app.newTenant('odd');
    await client.create({ userName: 'zero\u0000\uD800' });
    expect(await (await LogReader.enter(app, 'odd')).lines()).toHaveLength(1);
  });

  it('removes lines when they are as old as the tenant wants, and no others', async () => {
    const retention = app.app.nest.get(RequestLogRetention);
    const { tenantId, client } = await app.newTenant('short', { requestLogDays: 2 });
    const other = await app.newTenant('long');
    await client.get('/Users').expect(200);
    await other.client.get('/Users').expect(200);
    await app.writeLog();
    const rows = async (id: string): Promise<number> =>
      (
        await app.owner.query<{ count: number }>(
          'select count(*)::int as count from request_log where tenant_id = $1',
          [id],
        )
      )[0]?.count ?? 0;
    await retention.sweep(new Date(Date.now() + 2 * DAY - 60_000));
    expect([await rows(tenantId), await rows(other.tenantId)]).toEqual([1, 1]);
    await retention.sweep(new Date(Date.now() + 2 * DAY + 60_000));
    expect([await rows(tenantId), await rows(other.tenantId)]).toEqual([0, 1]);
    await app.app.nest.get(TenantsService).modify('long', SYSTEM, { settings: { requestLogDays: 1 } });
    await retention.sweep(new Date(Date.now() + DAY + 60_000));
    expect(await rows(other.tenantId)).toBe(0);
  });
});

function exchangeLike(tenantId: string, tokenId: string): Parameters<RequestLogWriter['add']>[1] {
  return {
    owner: { tenantId, tokenId },
    at: new Date(),
    requestId: 'many',
    method: 'GET',
    url: '/api/v1/scim/Users',
    route: '/api/v1/scim/Users',
    headers: {},
    userType: undefined,
    refusal: undefined,
    written: [],
    deviations: [],
    answer: undefined,
    scimType: undefined,
    detail: undefined,
    requestBody: undefined,
    status: 200,
    milliseconds: 1,
    isCutOff: false,
  };
}
