import type { Database } from '../database/index.js';

/** The topic of notices about tenants; the payload is the id of the tenant. */
export const TENANT_CHANGED = 'tenant';

/**
 * Tells all instances that something about a tenant is not as it was: its status, its settings, its schemas, or what
 * opens it. To be called after the change is committed.
 *
 * @returns When no instance goes by what was before any more.
 */
export async function tellTenantChanged(database: Database, tenantId: string): Promise<void> {
  await database.notices.tell(TENANT_CHANGED, tenantId);
}
