import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '../../../src/create-app.js';
import type { App } from '../../../src/create-app.js';
import { SYSTEM } from '../../../src/audit/index.js';
import type { Actor } from '../../../src/audit/index.js';
import { createLogger } from '../../../src/observability/index.js';
import { TenantDeletion, TenantsService } from '../../../src/tenants/index.js';
import type { TenantEntity } from '../../../src/tenants/index.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { Owner } from '../../harness/owner.js';
import { OPERATOR_KEY, testConfig } from '../../harness/running-app.js';
import { cloneDatabase } from '../../harness/test-database.js';
import type { TestDatabase } from '../../harness/test-database.js';
import { onServerOnly } from '../request-log/on-server-only.js';

const ADMIN: Actor = { type: 'admin', name: 'jo@acme.test', address: '192.0.2.1', requestId: 'begun' };

/** People, of which a statement deletes a thousand. */
const PEOPLE = 3_500;

describe('a deletion that was cut off', () => {
  let database: TestDatabase;
  let running: App[];

  beforeEach(async () => {
    running = [];
    database = await cloneDatabase();
  });
  afterEach(async () => {
    for (const app of running) await app.close();
    await database.drop();
  });

  const start = async (): Promise<App> => {
    const app = await createApp(testConfig(database.config), createLogger('silent'));
    running.push(app);
    return app;
  };
  const stop = async (): Promise<void> => {
    await running.pop()?.close();
  };

  const ask = async <Row extends object>(app: App, sql: string, id: string): Promise<Row | undefined> =>
    (await new Owner(app.database).query<Row>(sql, [id]))[0];

  const countPeople = async (app: App, { id }: TenantEntity): Promise<number> =>
    (await ask<{ count: number }>(app, 'select count(*)::int as count from users where tenant_id = $1', id))
      ?.count ?? 0;

  const isGone = async (app: App, { id }: TenantEntity): Promise<boolean> =>
    (await ask(app, 'select id from tenants where id = $1', id)) === undefined;

  const untilGone = async (app: App, tenant: TenantEntity): Promise<void> => {
    const until = Date.now() + 10_000;
    while (!(await isGone(app, tenant))) {
      if (Date.now() > until) throw new Error('The tenant is still there.');
      await pause(20);
    }
  };

  /** A tenant of which the first thousand people are gone. */
  const cutOff = async (app: App): Promise<TenantEntity> => {
    const tenant = await app.nest.get(TenantsService).create(SYSTEM, 'cut', 'Cut');
    await new Owner(app.database).query(
      `with people as (
         insert into users (tenant_id, id, user_name_key, active, resource, comparable, version, created_at, last_modified)
         select $1, gen_random_uuid(), n::text, true, '{}', '{}', 1, now(), now()
         from generate_series(1, ${PEOPLE}) as n returning id
       ) select count(*) from people`,
      [tenant.id],
    );
    const steps = app.nest.get(TenantDeletion).run(tenant, ADMIN);
    await steps.next();
    expect(await countPeople(app, tenant)).toBe(PEOPLE - 1_000);
    return tenant;
  };

  /** The same, and the program has ended. */
  const leaveCutOff = async (): Promise<TenantEntity> => {
    const tenant = await cutOff(await start());
    await stop();
    return tenant;
  };

  it('is gone on with when the program starts, in the name of who began it', async () => {
    const tenant = await leaveCutOff();
    const app = await start();
    await untilGone(app, tenant);
    expect(await countPeople(app, tenant)).toBe(0);
    expect(await ask(app, 'select * from deleted_tenants where id = $1', tenant.id)).toMatchObject({
      slug: 'cut',
      actor_type: 'admin',
      actor_name: 'jo@acme.test',
      request_id: 'begun',
      rows: { users: PEOPLE },
    });
  });

  it("does no harm to the operator's own request, nor that to it", async () => {
    const tenant = await leaveCutOff();
    const app = await start();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const operator = new OperatorClient(`http://127.0.0.1:${port}`, OPERATOR_KEY);
    const { status } = await operator.send('delete', '/tenants/cut?confirm=cut');
    // It may come when nothing is left.
    expect([204, 404]).toContain(status);
    await untilGone(app, tenant);
    const { body } = await operator.send('get', '/deleted-tenants').expect(200);
    expect(body.items).toEqual([expect.objectContaining({ id: tenant.id, rows: expect.anything() })]);
  });

  onServerOnly('is left to who is at it already', async () => {
    const app = await start();
    const tenant = await cutOff(app);
    await app.database.transaction(tenant.id, async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('deletion of ' || $1, 0))`, [
        tenant.id,
      ]);
      await start();
      await pause(300);
    });
    await pause(100);
    expect(await countPeople(app, tenant)).toBe(PEOPLE - 1_000);
    await untilGone(await start(), tenant);
  });

  onServerOnly('is gone on with when several start at once', async () => {
    const tenant = await leaveCutOff();
    const [one] = await Promise.all([start(), start(), start()]);
    await untilGone(one, tenant);
  });
});
