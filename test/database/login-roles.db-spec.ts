import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SYSTEM } from '../../src/audit/index.js';
import { createApp } from '../../src/create-app.js';
import { Database, migrateDatabase, MissingRoleError } from '../../src/database/index.js';
import { createLogger } from '../../src/observability/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../../src/tenants/index.js';
import { testConfig } from '../harness/running-app.js';
import { ScimClient } from '../harness/scim-client.js';
import { onServer, withDatabase } from '../harness/server-databases.js';

const { TEST_DATABASE_URL: SERVER = '' } = process.env;
// The embedded database has one user.
const describeOnServer = SERVER === '' ? describe.skip : describe;

/** As docs/operations.md advises: one login owns the tables, the other one may only act as the roles of the service. */
describeOnServer('login roles that are no superusers', () => {
  const suffix = randomBytes(6).toString('hex');
  const [database, owner, service, stranger] = ['database', 'owner', 'service', 'stranger'].map(
    (name) => `flosum_scim_test_${name}_${suffix}`,
  ) as [string, string, string, string];

  const urlOf = (role: string): string => {
    const url = new URL(withDatabase(SERVER, database));
    url.username = role;
    url.password = 'secret';
    return url.toString();
  };
  const configOf = (role: string) => ({ kind: 'server', url: urlOf(role), poolSize: 3 }) as const;

  beforeAll(async () => {
    for (const role of [owner, service, stranger]) {
      await onServer(SERVER, `create role ${role} login password 'secret' nosuperuser`);
    }
    await onServer(SERVER, `grant flosum_scim_tenant, flosum_scim_operator to ${owner}, ${service}`);
    await onServer(SERVER, `create database ${database} owner ${owner}`);
    await migrateDatabase(configOf(owner));
  });
  afterAll(async () => {
    await onServer(SERVER, `drop database ${database}`);
    for (const role of [owner, service, stranger]) await onServer(SERVER, `drop role ${role}`);
  });

  it('let the service run as a login that owns nothing, and show its owner no rows', async () => {
    const config = testConfig(configOf(service));
    const app = await createApp(config, createLogger('silent'));
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const { id } = await app.nest.get(TenantsService).create(SYSTEM, 'acme', 'Acme');
    const { token } = await app.nest
      .get(ApiTokensService)
      .issue(id, SYSTEM, { name: 'Test', scopes: DEFAULT_SCOPES, expiresInDays: 1 });
    const client = new ScimClient(`http://127.0.0.1:${port}`, token);
    const user = await client.aUser({ userName: 'somebody@acme.test' });
    expect((await client.find(user)).userName).toBe('somebody@acme.test');
    await app.close();

    const tables = new pg.Client({ connectionString: urlOf(owner) });
    await tables.connect();
    const { rows } = await tables.query('select from users');
    await tables.end();
    expect(rows).toEqual([]);
  });

  it('are refused with what to do when they may not act as the roles of the service', async () => {
    await expect(Database.open(configOf(stranger), [])).rejects.toThrow(MissingRoleError);
  });
});
