import type { CheckedFilter } from '@flosum/scim-filter';
import { compileFilter, compileSortKey, SqlParameters, UNPREPARED } from '../database/index.js';
import type { FilterColumns, SortKey, SortOrder } from '../database/index.js';
import { USER_COLUMNS } from './user-row.js';

/** A place in a sorted list: behind it the next page begins. */
export interface ListPosition {
  /** The sort key as text; `null` where the resource has none, or the list is not sorted. */
  readonly key: string | null;
  readonly id: string;
}

/** Which part of which users to read, in which order. */
export interface UserQuery {
  readonly filter?: CheckedFilter;
  readonly sort?: SortOrder;
  /** How many at most; 0 for the total alone. */
  readonly limit: number;
  /** How many to pass over. */
  readonly offset?: number;
  /** Only what comes behind this place. */
  readonly after?: ListPosition;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const DOCUMENT = 'users.comparable';

/** Counts what matches. The tenant comes first, the caller's filter stands in parentheses. */
export function countUsers(
  tenantId: string,
  filter: CheckedFilter | undefined,
  columns: FilterColumns,
): Statement {
  const parameters = new SqlParameters([tenantId]);
  return {
    sql: `${preparation(filter)}select count(*)::int as total from users where ${matching(filter, columns, parameters)}`,
    parameters: parameters.values,
  };
}

/** Reads a page, with the sort key of each row, and one row more, which tells that another page follows. */
export function selectUsers(
  tenantId: string,
  { filter, sort, limit, offset, after }: UserQuery,
  columns: FilterColumns,
): Statement {
  const parameters = new SqlParameters([tenantId]);
  const key = sort && compileSortKey(sort.attribute, DOCUMENT, columns, parameters);
  const conditions = [matching(filter, columns, parameters)];
  if (after !== undefined) conditions.push(`(${behind(after, key, sort, parameters)})`);
  // Without a value comes last, and first in descending order (RFC 7644 section 3.4.2.3).
  const order =
    key === undefined
      ? ''
      : `${key.expression} ${sort?.descending ? 'desc nulls first' : 'asc nulls last'}, `;
  const page = `limit ${parameters.add(limit + 1)}${offset === undefined ? '' : ` offset ${parameters.add(offset)}`}`;
  return {
    sql: `${preparation(filter)}select ${USER_COLUMNS}, ${key === undefined ? 'null' : `(${key.expression})::text`} as sort_key
      from users where ${conditions.join(' and ')} order by ${order}users.id ${page}`,
    parameters: parameters.values,
  };
}

/** Look-ups by one attribute are prepared; there are few kinds of them. */
function preparation(filter: CheckedFilter | undefined): string {
  return filter === undefined || filter.kind === 'compare' ? '' : UNPREPARED;
}

function matching(
  filter: CheckedFilter | undefined,
  columns: FilterColumns,
  parameters: SqlParameters,
): string {
  const tenant = 'users.tenant_id = $1';
  return filter === undefined
    ? tenant
    : `${tenant} and (${compileFilter(filter, DOCUMENT, columns, parameters)})`;
}

/** What comes behind a place, in the order of the list. */
function behind(
  after: ListPosition,
  key: SortKey | undefined,
  sort: SortOrder | undefined,
  parameters: SqlParameters,
): string {
  const id = `${parameters.add(after.id)}::uuid`;
  if (key === undefined) return `users.id > ${id}`;
  const { expression, type } = key;
  const descending = sort?.descending === true;
  if (after.key === null) {
    const sameKey = `${expression} is null and users.id > ${id}`;
    return descending ? `(${sameKey}) or ${expression} is not null` : sameKey;
  }
  const value = `${parameters.add(after.key)}::${type}`;
  const rest = `${expression} = ${value} and users.id > ${id}`;
  return descending
    ? `${expression} < ${value} or (${rest})`
    : `${expression} > ${value} or (${rest}) or ${expression} is null`;
}
