import type { SchemaDefinition } from '@flosum/scim-schema';
import type { Database } from '../database/index.js';

/** The extensions of a tenant, and the version that they stand for. */
export interface TenantSchemaState {
  readonly version: number;
  /** In the order of their URNs. */
  readonly extensions: readonly SchemaDefinition[];
}

/** @returns Both of one moment; `undefined` when there is no such tenant. */
export async function readSchemas(
  database: Database,
  tenantId: string,
): Promise<TenantSchemaState | undefined> {
  const [state] = await database.query<TenantSchemaState>(
    `select tenants.schema_version as version, coalesce(
       (select jsonb_agg(definition order by urn_key) from schema_extensions where tenant_id = tenants.id), '[]'
     ) as extensions
     from tenants where tenants.id = $1`,
    [tenantId],
  );
  return state;
}
