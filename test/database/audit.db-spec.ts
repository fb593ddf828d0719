import { AuditEventsRepository, SYSTEM } from '../../src/audit/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { Database } from '../../src/database/index.js';
import { OPERATOR_QUERIES } from '../../src/database/operator-queries.js';
import { TenantsService } from '../../src/tenants/index.js';
import { Owner } from '../harness/owner.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const DENIED = { code: '42501' };
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

describe('the audit', () => {
  let clone: TestDatabase;
  let database: Database;
  let owner: Owner;
  let events: AuditEventsRepository;
  let acme: string;
  let globex: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
    owner = new Owner(database);
    events = new AuditEventsRepository(database);
    const tenants = new TenantsService(database);
    ({ id: acme } = await tenants.create(SYSTEM, 'acme', 'Acme'));
    ({ id: globex } = await tenants.create(SYSTEM, 'globex', 'Globex'));
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it.each([
    ['changes', `update audit_events set actor_name = 'x' where tenant_id = $1`],
    ['deletes', 'delete from audit_events where tenant_id = $1'],
  ])('refuses the role of tenants that %s an act', async (_case, sql) => {
    await expect(database.query(sql, [acme])).rejects.toMatchObject(DENIED);
    await expect(database.transaction(acme, (manager) => manager.query(sql, [acme]))).rejects.toMatchObject({
      driverError: DENIED,
    });
    expect(await events.listOfTenant(acme, { limit: 10 })).toHaveLength(1);
  });

  it.each([
    ['adds', `insert into audit_events select * from audit_events`],
    ['changes', `update audit_events set actor_name = 'x'`],
    ['deletes', 'delete from audit_events'],
    ['empties', 'truncate audit_events'],
  ])('refuses the role of operator queries that %s acts', async (_case, sql) => {
    const attempt = database.transaction(acme, async (manager) => {
      await manager.query('set local role flosum_scim_operator');
      await manager.query(sql);
    });
    await expect(attempt).rejects.toMatchObject({ driverError: DENIED });
  });

  describe('when it is long', () => {
    const EACH = 10_000;

    beforeAll(async () => {
      // The kinds of acts and the names come in a different order than the ids, as they do in life.
      await owner.query(
        `insert into audit_events (tenant_id, id, at, actor_type, actor_name, action, target_type, target_id, target_name)
         select tenant, gen_random_uuid(), now(), 'operator', 'person ' || number % 40,
           case when number % 1000 = 0 then 'api-token.revoked' else 'tenant.modified' end, 'tenant', 'x', 'x'
         from unnest($1::uuid[]) as tenant, generate_series(1, $2::int) as number`,
        [[acme, globex], EACH],
      );
      await owner.query('analyze audit_events', []);
    });

    const explainAsOperator = (sql: string, parameters: readonly unknown[]): Promise<string> =>
      database.transaction(acme, async (manager) => {
        await manager.query('set local role flosum_scim_operator');
        const rows = await manager.query<object[]>(`explain ${sql}`, [...parameters]);
        return rows.map((row) => Object.values(row).join()).join('\n');
      });

    it.each<[keyof typeof OPERATOR_QUERIES, readonly string[], RegExp]>([
      ['listAuditEvents', [], /Index(?: Only)? Scan Backward using audit_events_id /],
      [
        'listAuditEventsByAction',
        ['api-token.revoked'],
        /Index(?: Only)? Scan Backward using audit_events_action /,
      ],
      ['listAuditEventsByActor', ['person 7'], /Index(?: Only)? Scan Backward using audit_events_actor /],
      [
        'listAuditEventsByActorAndAction',
        ['person 7', 'tenant.modified'],
        /Index(?: Only)? Scan Backward using audit_events_/,
      ],
    ])('finds a page of %s in an index', async (name, conditions, plan) => {
      const found = await explainAsOperator(OPERATOR_QUERIES[name], [NEWEST, 50, ...conditions]);
      expect(found).toMatch(plan);
      expect(found).not.toMatch(/Sort|Seq Scan/);
    });

    it.each([
      ['', /Index(?: Only)? Scan Backward using audit_events_pkey /],
      [`and action = 'api-token.revoked'`, /Index(?: Only)? Scan Backward using audit_events_tenant_action /],
    ])('finds a page of a tenant %s in an index', async (condition, plan) => {
      const rows = await database.query(
        `explain select id from audit_events where tenant_id = $1 and id < $2 ${condition} order by id desc limit 50`,
        [acme, NEWEST],
      );
      const found = rows.map((row) => Object.values(row).join()).join('\n');
      expect(found).toMatch(plan);
      expect(found).not.toMatch(/Sort|Seq Scan/);
    });

    it('gives each act once, page by page, and none of another tenant', async () => {
      const ids: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await events.listOfTenant(acme, { limit: 1_500, cursor });
        ids.push(...page.map(({ id }) => id));
        expect(page.every(({ tenantId }) => tenantId === acme)).toBe(true);
        cursor = page.at(-1)?.id;
        if (cursor === undefined) break;
      }
      expect(new Set(ids).size).toBe(EACH + 1);
      expect(ids).toEqual([...ids].sort().reverse());
    });

    it('gives the acts of a kind and of a person', async () => {
      const revoked = await events.listOfAll({ limit: 1_000, action: 'api-token.revoked' });
      expect(revoked).toHaveLength((2 * EACH) / 1_000);
      const byPerson = await events.listOfAll({ limit: 1_000, actor: 'person 7' });
      expect(byPerson).toHaveLength((2 * EACH) / 40);
      expect(await events.listOfAll({ limit: 9, actor: 'person 7', action: 'api-token.revoked' })).toEqual(
        [],
      );
      const both = await events.listOfAll({ limit: 1_000, actor: 'person 0', action: 'api-token.revoked' });
      expect(both).toHaveLength((2 * EACH) / 1_000);
      expect(await events.listOfTenant(acme, { limit: 1_000, action: 'api-token.revoked' })).toHaveLength(
        EACH / 1_000,
      );
    });
  });
});
