import type { QueryRunner } from 'typeorm';

/** What the roles of the service may do with a table, as `grant` lists it. */
export interface TableAccess {
  /** In a tenant's scope. */
  readonly tenant: string;
  /** For the named operator queries, on rows of all tenants. */
  readonly operator?: string;
}

/**
 * Puts a table that has a `tenant_id` under row-level security, also for its owner: a statement sees and writes the
 * rows of the tenant in whose scope it runs. For migrations only; `test/database/isolation.db-spec.ts` misses a table
 * that was forgotten.
 */
export async function isolateTable(
  runner: QueryRunner,
  table: string,
  { tenant, operator }: TableAccess,
  tenantColumn = 'tenant_id',
): Promise<void> {
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`alter table ${table} force row level security`);
  await runner.query(`
    create policy ${table}_tenant on ${table} to flosum_scim_tenant
    using (${tenantColumn} = nullif(current_setting('app.tenant_id', true), '')::uuid)`);
  await runner.query(`grant ${tenant} on ${table} to flosum_scim_tenant`);
  if (operator === undefined) return;
  await runner.query(`create policy ${table}_operator on ${table} to flosum_scim_operator using (true)`);
  await runner.query(`grant ${operator} on ${table} to flosum_scim_operator`);
}
