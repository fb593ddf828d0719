import type { CheckedFilter } from '@flosum/scim-filter';
import type { ResolvedAttribute, ResourceType } from '@flosum/scim-schema';
import { compileFilter, compileSortKey, SqlParameters, UNPREPARED } from '../database/index.js';
import type { FilterColumns, SortKey, Statement } from '../database/index.js';
import { storedColumns } from './stored-row.js';
import type { StoredRow } from './stored-row.js';

/** A table of resources: which type they are, and which of their attributes are columns. */
export interface ResourceSource {
  readonly type: ResourceType;
  readonly table: 'users' | 'groups';
  readonly columns: FilterColumns;
}

/** A place in a sorted list: behind it the next page begins. */
export interface ListPosition {
  /** The sort key as text; `null` where the resource has none, or the list is not sorted. */
  readonly key: string | null;
  readonly id: string;
}

/** What to look for in one table. */
export interface SourceQuery {
  readonly source: ResourceSource;
  readonly filter?: CheckedFilter | undefined;
  /** `undefined` when the type has no such attribute: then its resources have no sort key. */
  readonly sortAttribute?: ResolvedAttribute | undefined;
}

/** Which part of which resources to read, in which order. */
export interface ResourceQuery {
  /** One for a list of one type; several for a query over all types. */
  readonly parts: readonly SourceQuery[];
  /** Without it, resources come in the order of their creation. */
  readonly order?: 'ascending' | 'descending' | undefined;
  /** How many at most; 0 for the total alone. */
  readonly limit: number;
  /** How many to pass over. */
  readonly offset?: number | undefined;
  /** Only what comes behind this place. */
  readonly after?: ListPosition | undefined;
}

/** A row that a list reads, whatever its table. */
export interface ListedRow extends StoredRow {
  /** Only in a list of several types. */
  readonly resource_type?: string;
  /** Only in a list that is sorted by something. */
  readonly sort_key?: string | null;
  /** How many match in all, where the statement has counted them too. */
  readonly total?: number;
}

/** Counts what matches. The tenant comes first, the caller's filter stands in parentheses. */
export function countResources(tenantId: string, { parts }: ResourceQuery): Statement {
  const parameters = new SqlParameters([tenantId]);
  const sql = `${preparation(parts)}select ${total(parts, parameters)} as total`;
  return { sql, parameters: parameters.values };
}

function total(parts: readonly SourceQuery[], parameters: SqlParameters): string {
  const counts = parts.map(
    (part) => `(select count(*) from ${part.source.table} where ${matching(part, parameters)})`,
  );
  return `(${counts.join(' + ')})::int`;
}

/**
 * Reads a page, with the sort key of each row, and one row more, which tells that another page follows.
 *
 * @param counts - Whether each row also tells how many match in all; only for a list of one type.
 */
export function selectResources(tenantId: string, query: ResourceQuery, counts = false): Statement {
  const { parts, limit } = query;
  const parameters = new SqlParameters([tenantId]);
  const keys = parts.map(({ source, sortAttribute }) => {
    return (
      sortAttribute && compileSortKey(sortAttribute, `${source.table}.comparable`, source.columns, parameters)
    );
  });
  const rows = selectRows(query, keys, parameters, counts);
  const offset = beginsAtId(query) ? undefined : query.offset;
  const page = `limit ${parameters.add(limit + 1)}${offset === undefined ? '' : ` offset ${parameters.add(offset)}`}`;
  return { sql: `${preparation(parts)}${rows} ${page}`, parameters: parameters.values };
}

/** One table is read in its own order; several are put together first. */
function selectRows(
  query: ResourceQuery,
  keys: readonly (SortKey | undefined)[],
  parameters: SqlParameters,
  counts: boolean,
): string {
  const { parts, order } = query;
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    const [key] = keys;
    const columns = [
      storedColumns(only.source.table),
      ...(key === undefined ? [] : [`(${key.expression})::text as sort_key`]),
      ...(counts ? [`${total(parts, parameters)} as total`] : []),
    ];
    const selection = selectPart(columns, only, query, key, parameters);
    const sorting = key === undefined ? '' : `${inOrder(key.expression, order)}, `;
    return `${selection} order by ${sorting}${only.source.table}.id`;
  }
  const selections = parts.map((part, index) => {
    const { table, type } = part.source;
    const expression = keys[index]?.expression;
    // Only rows of several tables are sorted by what stands beside them.
    const columns = [
      storedColumns(table),
      `'${type.name}' as resource_type`,
      expression === undefined ? 'null as sort_key' : `(${expression})::text as sort_key`,
      `${expression ?? 'null'} as sort_value`,
    ];
    return selectPart(columns, part, query, keys[index], parameters);
  });
  const sorting = keys.some((key) => key !== undefined) ? `${inOrder('sort_value', order)}, ` : '';
  return `select * from (${selections.join(' union all ')}) as listed order by ${sorting}id`;
}

function selectPart(
  columns: readonly string[],
  part: SourceQuery,
  query: ResourceQuery,
  key: SortKey | undefined,
  parameters: SqlParameters,
): string {
  const { table } = part.source;
  const { order, after, offset } = query;
  const place = after && ` and (${behind(after, table, key, order, parameters)})`;
  const first = beginsAtId(query) ? ` and ${table}.id >= ${idAt(table, offset, parameters)}` : '';
  return `select ${columns.join(', ')} from ${table} where ${matching(part, parameters)}${place ?? ''}${first}`;
}

/**
 * Whether a page by index begins at the id of its first resource, so that the index alone is read on the way there, and
 * not a row of 3 kB for each resource that is passed over: where everything is listed, in the order of its creation.
 */
export function beginsAtId({ parts: [only, ...others], offset = 0 }: ResourceQuery): boolean {
  return offset > 0 && others.length === 0 && only?.filter === undefined && only?.sortAttribute === undefined;
}

function idAt(table: string, offset: number | undefined, parameters: SqlParameters): string {
  const place = parameters.add(offset);
  return `(select passed.id from ${table} as passed where passed.tenant_id = $1 order by passed.id limit 1 offset ${place})`;
}

/** Without a value comes last, and first in descending order (RFC 7644 section 3.4.2.3). */
function inOrder(expression: string, order: ResourceQuery['order']): string {
  return `${expression} ${order === 'descending' ? 'desc nulls first' : 'asc nulls last'}`;
}

/** Look-ups by one attribute are prepared; there are few kinds of them. */
function preparation(parts: readonly SourceQuery[]): string {
  const isLookUp = parts.every(({ filter }) => {
    return filter === undefined || (filter.kind === 'some' ? filter.filter : filter).kind === 'compare';
  });
  return isLookUp ? '' : UNPREPARED;
}

function matching({ source, filter }: SourceQuery, parameters: SqlParameters): string {
  const tenant = `${source.table}.tenant_id = $1`;
  if (filter === undefined) return tenant;
  return `${tenant} and (${compileFilter(filter, `${source.table}.comparable`, source.columns, parameters)})`;
}

/** What comes behind a place, in the order of the list. */
function behind(
  after: ListPosition,
  table: string,
  key: SortKey | undefined,
  order: ResourceQuery['order'],
  parameters: SqlParameters,
): string {
  const id = `${parameters.add(after.id)}::uuid`;
  const descending = order === 'descending';
  if (key === undefined) {
    // Without a sort key, all of the table stands where the list has its empty keys.
    if (after.key === null) return `${table}.id > ${id}`;
    return String(!descending);
  }
  const { expression, type } = key;
  if (after.key === null) {
    const sameKey = `${expression} is null and ${table}.id > ${id}`;
    return descending ? `(${sameKey}) or ${expression} is not null` : sameKey;
  }
  const value = `${parameters.add(after.key)}::${type}`;
  const rest = `${expression} = ${value} and ${table}.id > ${id}`;
  return descending
    ? `${expression} < ${value} or (${rest})`
    : `${expression} > ${value} or (${rest}) or ${expression} is null`;
}
