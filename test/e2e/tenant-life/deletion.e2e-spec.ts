import { request } from 'node:http';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { TransferClient } from '../../harness/transfer-client.js';

const JSON_LINES = { Accept: 'application/jsonl' };

describe('the end of a tenant', () => {
  let app: RunningApp;
  let transfer: TransferClient;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    transfer = new TransferClient(app);
    operator = new OperatorClient(app.url, OPERATOR_KEY);
  });
  afterAll(() => app.stop());

  /** A tenant with something in every table. */
  const fullTenant = async (slug: string, people = 30): Promise<NewTenant> => {
    const tenant = await app.newTenant(slug, { groupProvisioning: true });
    const urn = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
    const attributes = [{ name: 'badge', uniqueness: 'server' }];
    await operator
      .send('put', `/tenants/${slug}/schema-extensions/${urn}`, { name: 'Acme', attributes })
      .expect(201);
    const clients = `/tenants/${slug}/oauth-clients`;
    const { body: oauth } = await operator.send('post', clients, { name: 'Gallery' }).expect(201);
    await operator.send('post', `${clients}/${oauth.id}/secrets`, {}).expect(201);
    const file = Array.from({ length: people }, (_, index) => {
      const name = `p${index}@acme.test`;
      return JSON.stringify({
        userName: name,
        emails: [{ type: 'work', value: name }],
        [urn]: { badge: name },
      });
    });
    await transfer.import(slug, 'application/jsonl', file.join('\n'));
    const { Resources } = await tenant.client.filter('userName sw "p"', '&count=5');
    const inner = await tenant.client.aGroup('Inner', ...Resources);
    await tenant.client.aGroup('Outer', inner);
    // Otherwise it would be written while somebody counts.
    await app.writeLog();
    return tenant;
  };
  const tenantTables = async (): Promise<readonly string[]> => {
    const rows = await app.owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = current_schema() and column_name = 'tenant_id' order by 1`,
      [],
    );
    return rows.map(({ name }) => name);
  };
  const rowsOf = async (tenantId: string): Promise<Readonly<Record<string, number>>> => {
    const counts: Record<string, number> = {};
    for (const table of await tenantTables()) {
      const [row] = await app.owner.query<{ count: number }>(
        `select count(*)::int as count from ${table} where tenant_id = $1`,
        [tenantId],
      );
      if (row !== undefined && row.count > 0) counts[table] = row.count;
    }
    return counts;
  };

  it('leaves nothing of the tenant in any table but the record of it, and everything of others', async () => {
    const { tenantId, token } = await fullTenant('gone');
    const other = await fullTenant('stays');
    const present = await rowsOf(tenantId);
    const others = await rowsOf(other.tenantId);
    expect(Object.keys(present)).toEqual(
      expect.arrayContaining([
        'users',
        'groups',
        'group_members',
        'user_emails',
        'user_unique_values',
        'changes',
        'request_log',
        'request_counts',
        'oauth_client_secrets',
      ]),
    );

    const headers = { 'X-Acting-As': 'Kim', 'X-Request-Id': 'the-end' };
    const { status, text } = await transfer.call('DELETE', '/tenants/gone?confirm=gone', headers);

    expect([status, text]).toEqual([204, '']);
    expect(await rowsOf(tenantId)).toEqual({});
    expect(await rowsOf(other.tenantId)).toEqual(others);
    await operator.send('get', '/tenants/gone').expect(404);
    await app.clientOf(token).get('/Users').expect(401);
    const { body } = await operator.send('get', '/deleted-tenants').expect(200);
    expect(body.items[0]).toMatchObject({
      id: tenantId,
      slug: 'gone',
      actor: { type: 'operator', name: 'Kim' },
      requestId: 'the-end',
      rows: { users: 30, groups: 2, group_members: 6, changes: present.changes },
    });
    await app.newTenant('gone');
  });

  it('goes in statements that are bounded, and tells how far it is', async () => {
    const { tenantId } = await fullTenant('large', 2_500);
    const rows = await rowsOf(tenantId);
    const { status, lines } = await transfer.call('DELETE', '/tenants/large?confirm=large', JSON_LINES);

    expect(status).toBe(200);
    expect(lines.at(-1)).toEqual({ done: true });
    const steps = lines.slice(0, -1) as unknown as readonly {
      deleted: number;
      total: number;
      table: string;
    }[];
    const batches = steps.map(({ deleted }, index) => deleted - (steps[index - 1]?.deleted ?? 0));
    expect(Math.max(...batches)).toBe(1_000);
    expect(steps.filter(({ table }) => table === 'users')).toHaveLength(3);
    const total = Object.entries(rows).reduce(
      (sum, [table, count]) => sum + (table === 'audit_events' ? 0 : count),
      0,
    );
    expect(steps.at(-1)).toMatchObject({ deleted: total, total, table: 'oauth_clients' });
    expect(await rowsOf(tenantId)).toEqual({});
  }, 60_000);

  it('goes on where it was cut off, and lets nobody in or change anything meanwhile', async () => {
    const { tenantId, token } = await fullTenant('cut', 3_000);
    const whole = await rowsOf(tenantId);
    await new Promise<void>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${OPERATOR_KEY}`, ...JSON_LINES };
      request(
        `${app.url}/api/v1/operator/tenants/cut?confirm=cut`,
        { method: 'DELETE', headers },
        (response) => {
          response.once('data', () => {
            response.destroy();
            resolve();
          });
        },
      )
        .on('error', reject)
        .end();
    });
    const { body } = await operator.send('get', '/tenants/cut').expect(200);
    expect(body.status).toBe('deleting');
    const refusal = await app.clientOf(token).get('/Users').expect(403);
    expect(refusal.body.detail).toContain('is being deleted');
    const resumed = await operator.send('patch', '/tenants/cut', { status: 'active' }).expect(409);
    expect(resumed.body.detail).toContain('cannot be changed any more');
    expect((await transfer.import('cut', 'application/jsonl', '')).status).toBe(409);

    await operator.send('delete', '/tenants/cut?confirm=cut').expect(204);

    expect(await rowsOf(tenantId)).toEqual({});
    const deleted = await operator.send('get', '/deleted-tenants?limit=1').expect(200);
    expect(deleted.body.items[0]).toMatchObject({
      slug: 'cut',
      rows: { users: whole.users, changes: whole.changes },
    });
  }, 60_000);

  it('takes two requests at once for one', async () => {
    const { tenantId } = await fullTenant('twice', 50);
    const answers = await Promise.all(
      [1, 2].map(() => transfer.call('DELETE', '/tenants/twice?confirm=twice')),
    );
    expect(answers.map(({ status }) => status)).toContain(204);
    expect(await rowsOf(tenantId)).toEqual({});
    const { body } = await operator.send('get', '/deleted-tenants').expect(200);
    expect(body.items.filter(({ id }: { id: string }) => id === tenantId)).toHaveLength(1);
  });

  it('lists what was deleted page by page, the latest first', async () => {
    for (const slug of ['x1', 'x2', 'x3']) {
      await app.newTenant(slug);
      await operator.send('delete', `/tenants/${slug}?confirm=${slug}`).expect(204);
    }
    const first = await operator.send('get', '/deleted-tenants?limit=2').expect(200);
    expect(first.body.items.map(({ slug }: { slug: string }) => slug)).toEqual(['x3', 'x2']);
    const second = await operator
      .send('get', `/deleted-tenants?limit=1&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect(second.body.items.map(({ slug }: { slug: string }) => slug)).toEqual(['x1']);
  });

  it('may be written down and read by the service, and never changed', async () => {
    const grants = await app.owner.query(
      `select grantee as role, privilege_type as may from information_schema.role_table_grants
       where table_name = 'deleted_tenants' and grantee like 'flosum_scim_%' order by 1, 2`,
      [],
    );
    expect(grants).toEqual([
      { role: 'flosum_scim_operator', may: 'SELECT' },
      { role: 'flosum_scim_tenant', may: 'INSERT' },
    ]);
  });

  it('is asked for by the slug', async () => {
    await app.newTenant('asked');
    const { body } = await operator.send('delete', '/tenants/asked?confirm=other').expect(400);
    expect(body.errors).toEqual([{ field: 'confirm', problem: 'is not the slug of this tenant' }]);
    await operator.send('get', '/tenants/asked').expect(200);
  });

  it('suspends and resumes: every token is told why, and works again', async () => {
    const { client, tenantId } = await app.newTenant('pause');
    const second = app.clientOf(await app.issueToken(tenantId, ['scim:read']));
    await operator.send('patch', '/tenants/pause', { status: 'suspended' }).expect(200);
    for (const one of [client, second]) {
      const { body } = await one.get('/Users').expect(403);
      expect(body.detail).toContain('Provisioning is suspended for this tenant.');
    }
    await operator.send('patch', '/tenants/pause', { status: 'active' }).expect(200);
    for (const one of [client, second]) await one.get('/Users').expect(200);
  });
});
