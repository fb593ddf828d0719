import type { Owner } from './owner.js';

const QUERY = `
  select line from (
    select 1 as part, format('%I.%I %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attcollation = 'pg_catalog."C"'::regcollation then ' collate "C"' else '' end,
      case when a.attnotnull then ' not null' else '' end) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    union all
    select 2, format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
    union all
    select 3, pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace
    union all
    select 4, format('%s %s for %s to %s using (%s)', tablename, permissive, cmd, array_to_string(roles, ', '), qual)
    from pg_policies where schemaname = 'public'
    union all
    select 5, format('%s %s: %s', grantee, table_name, string_agg(privilege_type, ', ' order by privilege_type))
    from information_schema.role_table_grants where table_schema = 'public' and grantee like 'flosum_scim_%'
    group by grantee, table_name
    union all
    select 6, format('%s %s (%s): %s', grantee, table_name, privilege_type, string_agg(column_name, ', ' order by column_name))
    from information_schema.role_column_grants
    where table_schema = 'public' and grantee like 'flosum_scim_%' and privilege_type <> 'SELECT'
      and not exists (
        select from information_schema.role_table_grants as whole
        where whole.table_schema = 'public' and whole.table_name = role_column_grants.table_name
          and whole.grantee = role_column_grants.grantee
          and whole.privilege_type = role_column_grants.privilege_type
      )
    group by grantee, table_name, privilege_type
  ) as lines where line not like '%schema_migrations%' order by part, line collate "C"`;

/** The schema as text, one line a column, constraint or index: alike on all versions of PostgreSQL. */
export async function describeSchema(owner: Owner): Promise<string> {
  const rows = await owner.query<{ line: string }>(QUERY, []);
  return `${rows.map(({ line }) => line).join('\n')}\n`;
}
