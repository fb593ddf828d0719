import { v7 as makeUuid } from 'uuid';
import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { SYSTEM } from '../../src/audit/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { Database } from '../../src/database/index.js';
import { SchemaExtensionsService, TenantSchemas, TenantsService } from '../../src/tenants/index.js';
import { Owner } from '../harness/owner.js';
import { badge, desk, schemaOf, URN } from '../harness/acme-schema.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

describe('the User of a tenant', () => {
  let clone: TestDatabase;
  let database: Database;
  let extensions: SchemaExtensionsService;
  let slugs = 0;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
    extensions = new SchemaExtensionsService(database);
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  const newTenant = async (): Promise<string> => {
    slugs += 1;
    return (await new TenantsService(database).create(SYSTEM, `tenant-${slugs}`, 'Tenant')).id;
  };

  it('is the User of all tenants as long as nothing was added, and asks nobody', async () => {
    await database.close();
    try {
      expect(await new TenantSchemas(database).userTypeOf(makeUuid(), 0)).toBe(USER_RESOURCE_TYPE);
    } finally {
      database = await Database.open(clone.config, ENTITIES);
      extensions = new SchemaExtensionsService(database);
    }
  });

  it('has the extensions, as one object until they change', async () => {
    const [tenantId, other] = [await newTenant(), await newTenant()];
    const schemas = new TenantSchemas(database);
    await extensions.put(tenantId, SYSTEM, schemaOf(badge));
    await extensions.put(other, SYSTEM, schemaOf(desk));

    const first = await schemas.userTypeOf(tenantId, 1);
    expect(first).toEqual({
      ...USER_RESOURCE_TYPE,
      extensions: [...USER_RESOURCE_TYPE.extensions, { schema: schemaOf(badge), required: false }],
    });
    const others = await schemas.userTypeOf(other, 1);
    expect(others.extensions[1]?.schema).toEqual(schemaOf(desk));
    expect(await schemas.userTypeOf(tenantId, 1)).toBe(first);

    await extensions.put(tenantId, SYSTEM, schemaOf(badge, desk));
    const second = await schemas.userTypeOf(tenantId, 2);
    expect(second.extensions[1]?.schema).toEqual(schemaOf(badge, desk));
    await extensions.remove(tenantId, SYSTEM, URN);
    expect(await schemas.userTypeOf(tenantId, 3)).toBe(USER_RESOURCE_TYPE);
    expect(await schemas.userTypeOf(other, 1)).toBe(others);
  });

  it('is one object also for requests that come at the same moment', async () => {
    const tenantId = await newTenant();
    const schemas = new TenantSchemas(database);
    await extensions.put(tenantId, SYSTEM, schemaOf(badge));

    const types = await Promise.all(Array.from({ length: 5 }, () => schemas.userTypeOf(tenantId, 1)));

    expect(new Set(types).size).toBe(1);
  });

  it('is the newer one for a request that began before the change', async () => {
    const tenantId = await newTenant();
    const schemas = new TenantSchemas(database);
    await extensions.put(tenantId, SYSTEM, schemaOf(badge));
    await extensions.put(tenantId, SYSTEM, schemaOf(badge, desk));
    const current = await schemas.userTypeOf(tenantId, 2);

    expect(await schemas.userTypeOf(tenantId, 1)).toBe(current);
    expect(await schemas.userTypeOf(tenantId, 2)).toBe(current);
  });

  it('is forgotten when a thousand other tenants were used since', async () => {
    const tenants = Array.from({ length: 1_002 }, () => makeUuid());
    await new Owner(database).query(
      `with made as (
           insert into tenants (id, slug, name, status, settings, created_at, schema_version)
           select id, id::text, 'x', 'active', '{}', now(), 1 from unnest($1::uuid[]) as id returning id
         ) insert into schema_extensions (tenant_id, urn_key, definition) select id, $2, $3::jsonb from made`,
      [tenants, URN.toLowerCase(), JSON.stringify(schemaOf(badge))],
    );
    const schemas = new TenantSchemas(database);
    const typeOf = (index: number): Promise<object> => schemas.userTypeOf(tenants[index] ?? '', 1);

    const [first, second] = [await typeOf(0), await typeOf(1)];
    for (let index = 2; index < 1_000; index += 1) await typeOf(index);
    expect(await typeOf(0)).toBe(first);
    await typeOf(1_000);
    await typeOf(1_001);

    expect(await typeOf(0)).toBe(first);
    expect(await typeOf(1)).not.toBe(second);
  });
});
