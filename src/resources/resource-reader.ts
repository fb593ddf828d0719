import { Injectable } from '@nestjs/common';
import { TooManyError } from '@flosum/scim-schema';
import type { ResourceType } from '@flosum/scim-schema';
import { Database, hasCode, QUERY_CANCELED, TenantScans } from '../database/index.js';
import type { Statement } from '../database/index.js';
import { beginsAtId, countResources, selectResources } from './resource-query.js';
import { RowResource } from './stored-row.js';
import type { ListedRow, ListPosition, ResourceQuery } from './resource-query.js';

/** Rows that a page by index may pass over before it counts as a query that takes a processor for itself. */
const DEEP = 10_000;

/** Where the index alone is read, these are passed over in some ten milliseconds. */
const DEEP_IN_INDEX = 100_000;

/** A resource of a list, which may hold several types. */
class ListedResource extends RowResource {
  constructor(
    row: ListedRow,
    readonly type: ResourceType,
    /** What it is sorted by, as text. */
    readonly sortKey: string | null,
  ) {
    super(row);
  }
}

/** A page of a list; with the place behind which the next page begins, if there is one. */
export interface ListPage {
  /** All that match, on this page or not. */
  readonly totalResults: number;
  readonly resources: readonly ListedResource[];
  readonly next?: ListPosition;
}

/** Reads lists of resources, of one table or of several. */
@Injectable()
export class ResourceReader {
  private readonly scans = new TenantScans();

  constructor(private readonly database: Database) {}

  /**
   * @param knownTotal - The number of all that match, when an earlier page has told it.
   * @throws {@link TooManyError} when the query takes longer than a statement may.
   */
  async list(tenantId: string, query: ResourceQuery, knownTotal?: number): Promise<ListPage> {
    const { limit, offset = 0, after } = query;
    const isDeep = offset > (beginsAtId(query) ? DEEP_IN_INDEX : DEEP);
    // Everybody is counted beside the page; who is looked for by a filter is mostly counted by the page itself.
    const counts =
      knownTotal === undefined && query.parts.length === 1 && query.parts[0]?.filter === undefined;
    const rows =
      limit === 0 ? [] : await this.read<ListedRow>(selectResources(tenantId, query, counts), isDeep);
    const resources = rows.slice(0, limit).map((row) => fromRow(row, query));
    const last = rows.length > limit ? resources.at(-1) : undefined;
    // A first page that nothing follows tells the total already.
    const isAll =
      limit > 0 && after === undefined && last === undefined && (resources.length > 0 || offset === 0);
    const total = knownTotal ?? rows[0]?.total ?? (isAll ? offset + resources.length : undefined);
    return {
      totalResults: total ?? (await this.count(tenantId, query)),
      resources,
      ...(last && { next: { key: last.sortKey, id: last.id } }),
    };
  }

  private async count(tenantId: string, query: ResourceQuery): Promise<number> {
    const [row] = await this.read<{ total: number }>(countResources(tenantId, query));
    return row?.total ?? 0;
  }

  private async read<Row extends object>(
    { sql, parameters }: Statement,
    isDeep = false,
  ): Promise<readonly Row[]> {
    const query = (): Promise<readonly Row[]> => this.database.query<Row>(sql, parameters);
    try {
      return isDeep || isScan(sql) ? await this.scans.run(parameters[0], query) : await query();
    } catch (error) {
      throw hasCode(error, QUERY_CANCELED) ? new TooManyError({ cause: error }) : error;
    }
  }
}

/** What is compared in the JSON of each row has no index. */
function isScan(sql: string): boolean {
  return sql.includes('.comparable');
}

function fromRow(row: ListedRow, { parts }: ResourceQuery): ListedResource {
  const part =
    parts.length === 1 ? parts[0] : parts.find(({ source }) => source.type.name === row.resource_type);
  if (part === undefined) throw new Error('A list has a row of a table that was not asked for.');
  return new ListedResource(row, part.source.type, row.sort_key ?? null);
}
