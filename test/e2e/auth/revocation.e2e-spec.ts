import { SYSTEM } from '../../../src/audit/index.js';
import { ApiTokensService, SchemaExtensionsService, TenantsService } from '../../../src/tenants/index.js';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';

const ROUNDS = 15;
const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

/**
 * On a server, what is done on one instance counts on the other one. The embedded database has one instance: there,
 * both are the same.
 */
describe('what an administrator changes on one instance', () => {
  let here: RunningApp;
  let there: RunningApp;
  let tenant: NewTenant;

  beforeAll(async () => {
    here = await RunningApp.start();
    there = process.env.TEST_DATABASE_URL === undefined ? here : await here.startBeside();
    tenant = await here.newTenant('acme');
  });
  afterAll(async () => {
    if (there !== here) await there.stop();
    await here.stop();
  });

  /** A client of the other instance, whose token that instance has met already. */
  async function knownThere(token: string): Promise<ScimClient> {
    const client = there.clientOf(token);
    await client.get('/Users?count=0').expect(200);
    return client;
  }

  it('refuses a revoked token from the next request on, on the other instance', async () => {
    const tokens = here.app.nest.get(ApiTokensService);
    for (let round = 0; round < ROUNDS; round += 1) {
      const token = await here.issueToken(tenant.tenantId);
      const client = await knownThere(token);
      const [{ id } = { id: '' }] = await tokens.list(tenant.tenantId);

      await tokens.revoke(tenant.tenantId, SYSTEM, id);

      const { body } = await client.get('/Users?count=0').expect(401);
      expect(body.detail).toContain('This API token was revoked.');
    }
  });

  it('refuses a revoked token while it is in use all the time', async () => {
    const tokens = here.app.nest.get(ApiTokensService);
    const token = await here.issueToken(tenant.tenantId);
    const client = await knownThere(token);
    const [{ id } = { id: '' }] = await tokens.list(tenant.tenantId);
    let revoked = false;
    const seen: { readonly after: boolean; readonly status: number }[] = [];
    const callers = Array.from({ length: 8 }, async () => {
      for (let call = 0; call < 40; call += 1) {
        const after = revoked;
        seen.push({ after, status: (await client.get('/Users?count=0')).status });
      }
    });
    await tokens.revoke(tenant.tenantId, SYSTEM, id);
    revoked = true;
    await Promise.all(callers);

    const later = seen.filter(({ after }) => after);
    expect(later.length).toBeGreaterThan(0);
    expect(new Set(later.map(({ status }) => status))).toEqual(new Set([401]));
  });

  it('closes and opens a tenant for the next request, on the other instance', async () => {
    const tenants = here.app.nest.get(TenantsService);
    const client = await knownThere(tenant.token);
    for (let round = 0; round < ROUNDS; round += 1) {
      await tenants.modify('acme', SYSTEM, { status: 'suspended' });
      const { body } = await client.get('/Users?count=0').expect(403);
      expect(body.detail).toContain('suspended');
      await tenants.modify('acme', SYSTEM, { status: 'active' });
      await client.get('/Users?count=0').expect(200);
    }
  });

  it('has new settings and new attributes count for the next request, on the other instance', async () => {
    const tenants = here.app.nest.get(TenantsService);
    const extensions = here.app.nest.get(SchemaExtensionsService);
    const client = await knownThere(tenant.token);

    await tenants.modify('acme', SYSTEM, { settings: { defaultTimezone: 'Asia/Tokyo' } });
    const { body } = await client.create({ userName: 'tokyo@acme.test' }).expect(201);
    expect(body.timezone).toBe('Asia/Tokyo');

    for (const name of ['badge', 'desk', 'floor']) {
      const attribute = { name, type: 'string', multiValued: false, caseExact: false } as never;
      await extensions.put(tenant.tenantId, SYSTEM, {
        id: URN,
        name: 'Acme',
        description: '',
        attributes: [attribute],
      });
      const { text } = await client.get(`/Schemas/${URN}`).expect(200);
      expect(text).toContain(name);
    }
  });

  it.each(['{', 'null', '{"id":1}'])(
    'is not disturbed by %s from somebody else on the channel',
    async (text) => {
      if (there === here) return;
      const token = await here.issueToken(tenant.tenantId);
      const client = await knownThere(token);
      await here.owner.query(`select pg_notify('flosum_scim', $1)`, [text]);
      await client.get('/Users?count=0').expect(200);

      const [{ id } = { id: '' }] = await here.app.nest.get(ApiTokensService).list(tenant.tenantId);
      await here.app.nest.get(ApiTokensService).revoke(tenant.tenantId, SYSTEM, id);
      await client.get('/Users?count=0').expect(401);
    },
  );

  it('goes by the database again after the connection for notices broke', async () => {
    if (there === here) return;
    const token = await here.issueToken(tenant.tenantId);
    const client = await knownThere(token);
    const [{ id } = { id: '' }] = await here.app.nest.get(ApiTokensService).list(tenant.tenantId);
    await here.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'flosum-scim notices' and datname = current_database()`,
      [],
    );

    await here.app.nest.get(ApiTokensService).revoke(tenant.tenantId, SYSTEM, id);

    await client.get('/Users?count=0').expect(401);
  });
});
