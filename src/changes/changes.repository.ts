import { Injectable } from '@nestjs/common';
import type { AttributeChange, ScimResource } from '@flosum/scim-schema';
import { Database } from '../database/index.js';
import type { Actor, Change, ChangeKind } from './change.js';

interface ChangeRow {
  readonly resource_id: string;
  readonly version: number;
  readonly resource_type: string;
  readonly kind: ChangeKind;
  readonly resource: ScimResource | null;
  readonly attributes: readonly AttributeChange[];
  readonly actor_type: Actor['type'];
  readonly actor_id: string | null;
  readonly request_id: string;
  readonly at: Date;
  readonly position: string | null;
}

/** By whom and when an attribute was set. */
export interface AttributeSource extends Pick<Change, 'changeId' | 'actor' | 'requestId' | 'at'> {
  readonly path: string;
}

/** A change with its place in the order of the tenant. */
export interface PlacedChange extends Change {
  readonly position: number;
}

const CHANGE_COLUMNS =
  'resource_id, version, resource_type, kind, resource, attributes, actor_type, actor_id, request_id, at, position';

/** The changes of a tenant, as they are read. They are written by the statements of the stores. */
@Injectable()
export class ChangesRepository {
  constructor(private readonly database: Database) {}

  /**
   * The history of one resource, newest first. It is there also when the resource is not any more.
   *
   * @param before - Only versions below this one.
   */
  async listOfResource(
    tenantId: string,
    resourceType: string,
    resourceId: string,
    limit: number,
    before?: number,
  ): Promise<readonly Change[]> {
    const rows = await this.database.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes
       where tenant_id = $1 and resource_id = $2 and resource_type = $3 and ($4::int is null or version < $4)
       order by version desc limit $5`,
      [tenantId, resourceId, resourceType, before ?? null, limit],
    );
    return rows.map(fromRow);
  }

  /**
   * Who set each attribute of a resource last: one entry for each path, among the latest changes.
   *
   * @param latest - How many changes are looked through.
   */
  async findSources(
    tenantId: string,
    resourceType: string,
    resourceId: string,
    latest: number,
  ): Promise<readonly AttributeSource[]> {
    const rows = await this.database.query<Omit<ChangeRow, 'attributes'> & { readonly path: string }>(
      `select distinct on (path) path, resource_id, version, actor_type, actor_id, request_id, at
       from (
         select resource_id, version, actor_type, actor_id, request_id, at, attributes from changes
         where tenant_id = $1 and resource_id = $2 and resource_type = $3 order by version desc limit $4
       ) as latest
       cross join lateral (
         select attribute ->> 'path' as path from json_array_elements(latest.attributes) as attribute
       ) as changed
       order by path, version desc`,
      [tenantId, resourceId, resourceType, latest],
    );
    return rows.map((row) => ({ path: row.path, ...authorshipOf(row) }));
  }

  /** By which client or import each of some resources was changed last, or else by whom. */
  async findLastActors(
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<ReadonlyMap<string, Actor>> {
    const rows = await this.database.query<Pick<ChangeRow, 'resource_id' | 'actor_type' | 'actor_id'>>(
      `select last.resource_id, last.actor_type, last.actor_id from unnest($2::uuid[]) as given (id)
       cross join lateral (
         select resource_id, actor_type, actor_id from changes
         where tenant_id = $1 and resource_id = given.id
         order by actor_type in ('api-token', 'oauth-client', 'import') desc, version desc limit 1
       ) as last`,
      [tenantId, resourceIds],
    );
    return new Map(rows.map((row) => [row.resource_id, actorOf(row)]));
  }

  /**
   * The changes of a tenant in an order that never grows in the middle: whoever has read up to a position has missed
   * nothing before it, also of writes that commit late. Those of one resource come in the order of its versions.
   *
   * A change gets its position here, when it is seen to be committed, under a lock of the tenant: the sequence in which
   * changes are written says nothing of the one in which they commit.
   *
   * @param after - The position of the last change that was read; 0 from the beginning.
   */
  async listInOrder(tenantId: string, after: number, limit: number): Promise<readonly PlacedChange[]> {
    await this.placeCommitted(tenantId, limit);
    const rows = await this.database.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes
       where tenant_id = $1 and position > $2 order by position limit $3`,
      [tenantId, after, limit],
    );
    return rows.map((row) => ({ ...fromRow(row), position: Number(row.position) }));
  }

  /**
   * The lock is taken by a statement of its own, since a statement sees what was committed when it began: one that
   * waited for the lock itself would number by an old view.
   */
  private async placeCommitted(tenantId: string, limit: number): Promise<void> {
    const unplaced = await this.database.query(
      'select version from changes where tenant_id = $1 and position is null limit 1',
      [tenantId],
    );
    if (unplaced.length === 0) return;
    await this.database.transaction(tenantId, async (manager) => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`changes ${tenantId}`]);
      await manager.query(
        `with committed as (
           select resource_id, version, row_number() over (order by sequence) as number
           from (
             select resource_id, version, sequence from changes
             where tenant_id = $1 and position is null order by sequence limit $2
           ) as oldest
         ), last as (
           select coalesce(max(position), 0) as position from changes where tenant_id = $1
         )
         update changes set position = last.position + committed.number
         from committed, last
         where changes.tenant_id = $1 and changes.resource_id = committed.resource_id
           and changes.version = committed.version`,
        [tenantId, limit],
      );
    });
  }
}

type AuthorshipRow = Pick<
  ChangeRow,
  'resource_id' | 'version' | 'actor_type' | 'actor_id' | 'request_id' | 'at'
>;

function authorshipOf(row: AuthorshipRow): Pick<Change, 'changeId' | 'actor' | 'requestId' | 'at'> {
  return {
    changeId: `${row.resource_id}.${row.version}`,
    actor: actorOf(row),
    requestId: row.request_id,
    at: row.at,
  };
}

function actorOf({ actor_type: type, actor_id: id }: Pick<ChangeRow, 'actor_type' | 'actor_id'>): Actor {
  return { type, ...(id !== null && { id }) };
}

function fromRow(row: ChangeRow): Change {
  return {
    ...authorshipOf(row),
    resourceId: row.resource_id,
    version: row.version,
    resourceType: row.resource_type,
    kind: row.kind,
    resource: row.resource,
    attributes: row.attributes,
  };
}
