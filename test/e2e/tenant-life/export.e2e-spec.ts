import { newOAuthClient } from '../../harness/oauth-client.js';
import { DERIVED_TABLES, EXPORT_KINDS } from '../../../src/transfer/index.js';
import { ConsoleVisitor } from '../../harness/console-visitor.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import { TransferClient } from '../../harness/transfer-client.js';
import type { Line } from '../../harness/transfer-client.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

describe('GET /tenants/{tenant}/export', () => {
  let app: RunningApp;
  let transfer: TransferClient;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    transfer = new TransferClient(app);
    operator = new OperatorClient(app.url, OPERATOR_KEY);
  });
  afterAll(() => app.stop());

  const dataOf = (lines: readonly Line[], kind: string): readonly Line[] =>
    lines.filter((line) => line.kind === kind).map(({ data }) => data as Line);

  it('holds everything of the tenant and nothing of others, without secrets', async () => {
    const { client, token, tenantId } = await app.newTenant('all', { groupProvisioning: true });
    const other = await app.newTenant('other');
    await other.client.aUser({ userName: 'stranger@other.test' });
    const attributes = [{ name: 'badge' }, { name: 'pin', mutability: 'writeOnly', returned: 'never' }];
    await operator
      .send('put', `/tenants/all/schema-extensions/${URN}`, { name: 'Acme', attributes })
      .expect(201);
    const jo = await client.aUser({
      userName: 'jo@acme.test',
      title: 'Boss',
      [URN]: { badge: '7', pin: '4711-hidden' },
    });
    await client.patch(jo, { op: 'replace', path: 'active', value: false }).expect(200);
    const staff = await client.aGroup('Staff', jo);
    const oauth = await newOAuthClient(app, 'all');
    await operator
      .send('post', `/tenants/all/oauth-clients/${oauth.clientId}/federations`, {
        issuer: 'https://issuer.test',
        subject: 'me',
        audience: 'you',
      })
      .expect(201);
    await ConsoleVisitor.enter(app, 'all', { role: 'auditor' });

    await app.writeLog();

    const lines = await transfer.export('all');

    expect(lines[0]).toMatchObject({
      kind: 'export',
      data: { format: 'flosum-scim-export', version: 1, tenant: { id: tenantId, slug: 'all' } },
    });
    expect(dataOf(lines, 'tenant')).toMatchObject([{ slug: 'all', settings: { groupProvisioning: true } }]);
    expect(dataOf(lines, 'schema-extension')).toMatchObject([{ definition: { id: URN, name: 'Acme' } }]);
    expect(dataOf(lines, 'user')).toMatchObject([
      { id: jo.id, version: 2, resource: { userName: 'jo@acme.test', active: false, [URN]: { badge: '7' } } },
    ]);
    expect(dataOf(lines, 'group')).toMatchObject([{ id: staff.id, resource: { displayName: 'Staff' } }]);
    expect(dataOf(lines, 'membership')).toEqual([{ groupId: staff.id, memberId: jo.id, memberType: 'User' }]);
    expect(
      dataOf(lines, 'change')
        .map(({ resourceType, kind }) => `${String(resourceType)} ${String(kind)}`)
        .sort(),
    ).toEqual(['Group created', 'User created', 'User deactivated']);
    expect(dataOf(lines, 'api-token')).toMatchObject([{ name: 'Test', scopes: ['scim:read', 'scim:write'] }]);
    expect(dataOf(lines, 'oauth-client')).toMatchObject([{ id: oauth.clientId, name: 'Entra ID' }]);
    expect(dataOf(lines, 'oauth-client-secret')).toMatchObject([{ clientId: oauth.clientId }]);
    expect(dataOf(lines, 'oauth-federation')).toMatchObject([{ subject: 'me', audience: 'you' }]);
    const admin = { adminEmail: 'jo@all.test', role: 'auditor' };
    expect(dataOf(lines, 'console-link')).toMatchObject([{ ...admin, createdBy: 'operator' }]);
    expect(dataOf(lines, 'console-session')).toMatchObject([{ ...admin, endedAt: null }]);
    expect(dataOf(lines, 'request').map(({ meaning }) => meaning)).toHaveLength(3);
    expect(dataOf(lines, 'request-count')).toMatchObject([{ total: 3, failed: 0, dropped: 0 }]);
    expect(dataOf(lines, 'audit-event').map(({ action }) => action)).toEqual(
      expect.arrayContaining(['tenant.created', 'tenant.exported']),
    );
    const counted = lines.slice(1, -1).reduce<Record<string, number>>((counts, { kind }) => {
      return { ...counts, [String(kind)]: (counts[String(kind)] ?? 0) + 1 };
    }, {});
    expect(lines.at(-1)).toEqual({ kind: 'end', data: { counts: counted } });
    const text = JSON.stringify(lines);
    const stored = await app.owner.query<{ digest: Buffer }>(
      `select digest from api_tokens where tenant_id = $1
       union all select digest from oauth_client_secrets where tenant_id = $1`,
      [tenantId],
    );
    expect(stored).toHaveLength(2);
    for (const { digest } of stored) {
      expect(text).not.toContain(digest.toString('hex'));
      expect(text).not.toContain(digest.toString('base64'));
    }
    for (const secret of [token, oauth.secret, '4711-hidden', 'stranger', other.tenantId, '"digest"']) {
      expect(text).not.toContain(secret);
    }
  });

  it('goes through all pages, in the order of the ids', async () => {
    await app.newTenant('pages');
    const file = Array.from({ length: 950 }, (_, index) => JSON.stringify({ userName: `p${index}` })).join(
      '\n',
    );
    await transfer.import('pages', 'application/jsonl', file);
    const lines = await transfer.export('pages');
    const ids = dataOf(lines, 'user').map(({ id }) => String(id));
    expect(new Set(ids).size).toBe(950);
    expect([...ids].sort()).toEqual(ids);
    expect(lines.at(-1)).toMatchObject({ data: { counts: { user: 950, change: 950, group: 0 } } });
  });

  it('can be imported again', async () => {
    const { client } = await app.newTenant('from');
    await client.aUser({
      userName: 'jo@acme.test',
      title: 'Boss',
      emails: [{ type: 'work', value: 'jo@acme.test' }],
    });
    const to = await app.newTenant('to');
    const users = dataOf(await transfer.export('from'), 'user').map(({ resource }) =>
      JSON.stringify(resource),
    );
    const { summary } = await transfer.import('to', 'application/jsonl', users.join('\n'));
    expect(summary).toMatchObject({ created: 1, rejected: 0 });
    const [jo] = (await to.client.filter('emails.value eq "jo@acme.test"')).Resources;
    expect(jo).toMatchObject({ userName: 'jo@acme.test', title: 'Boss' });
  });

  it('knows every table of a tenant', async () => {
    const rows = await app.owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = current_schema() and column_name = 'tenant_id' order by 1`,
      [],
    );
    const known = [...EXPORT_KINDS.map(({ table }) => table), ...DERIVED_TABLES];
    // Who makes a table says whether it is exported.
    expect([...known].sort()).toEqual(rows.map(({ name }) => name));
    const secret = /digest|secret|hash|private/;
    expect(
      EXPORT_KINDS.flatMap(({ columns }) => Object.values(columns)).filter((name) => secret.test(name)),
    ).toEqual([]);
  });

  it('is not for a tenant that is not there', async () => {
    expect((await transfer.call('GET', '/tenants/nobody/export')).status).toBe(404);
  });
});
