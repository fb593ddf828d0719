import type { Database } from '../database/index.js';

/** A table that holds rows of tenants. */
export interface TenantTable {
  readonly name: string;
  /** The columns of its primary key behind `tenant_id`, in their order; that one alone where there is no other. */
  readonly key: readonly string[];
}

interface TableRow extends TenantTable {
  /** The tables that its rows refer to. */
  readonly parents: readonly string[];
}

/** By these a caller is known: as long as they are there, it is told why it is refused. */
const CREDENTIALS = /^(api_tokens$|oauth_)/;

/**
 * The tables whose rows of a tenant the service may delete, in an order in which nothing that is left refers to what is
 * gone: those that refer to others first, and the tokens as late as possible. They are read from the catalogue, so that
 * a new table cannot be forgotten. What may not be deleted, such as the audit, goes with the tenant itself.
 */
export async function listTenantTables(
  database: Database,
  tenantId: string,
): Promise<readonly TenantTable[]> {
  const tables = await database.query<TableRow>(
    `select tables.oid::regclass::text as name, array(
       select distinct keys.confrelid::regclass::text from pg_constraint as keys
       where keys.contype = 'f' and keys.conrelid = tables.oid and keys.confrelid <> tables.oid
     ) as parents, array(
       select keyed.attname::text
       from pg_constraint as keys cross join unnest(keys.conkey) with ordinality as key (number, place)
       join pg_attribute as keyed on keyed.attrelid = tables.oid and keyed.attnum = key.number
       where keys.contype = 'p' and keys.conrelid = tables.oid and keyed.attname <> 'tenant_id' order by key.place
     ) as key
     from pg_class as tables join pg_attribute as columns on columns.attrelid = tables.oid
     where $1::uuid is not null and tables.relkind in ('r', 'p')
       and tables.relnamespace = current_schema()::regnamespace
       and columns.attname = 'tenant_id' and not columns.attisdropped
       and has_table_privilege(tables.oid, 'delete')
     order by name`,
    [tenantId],
  );
  return putChildrenFirst(tables);
}

/** Exported for its test. */
export function putChildrenFirst(tables: readonly TableRow[]): readonly TenantTable[] {
  const left = [...tables];
  const ordered: TenantTable[] = [];
  while (left.length > 0) {
    const free = left.filter(({ name }) => !left.some(({ parents }) => parents.includes(name)));
    const next = free.find(({ name }) => !CREDENTIALS.test(name)) ?? free[0];
    if (next === undefined) throw new Error('Tables of a tenant refer to each other in a circle.');
    left.splice(left.indexOf(next), 1);
    ordered.push({ name: next.name, key: next.key.length === 0 ? ['tenant_id'] : next.key });
  }
  return ordered;
}
