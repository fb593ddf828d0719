import type { Database } from '../../src/database/index.js';

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
  ) as lines where line not like '%schema_migrations%' order by part, line collate "C"`;

/** The schema as text, one line a column, constraint or index: alike on all versions of PostgreSQL. */
export async function describeSchema(database: Database): Promise<string> {
  const rows = await database.query<{ line: string }>(QUERY, []);
  return `${rows.map(({ line }) => line).join('\n')}\n`;
}
