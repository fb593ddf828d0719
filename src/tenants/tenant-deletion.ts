import { Injectable } from '@nestjs/common';
import { recordAct, SYSTEM } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { Database, hasCode, QUERY_CANCELED } from '../database/index.js';
import { tellTenantChanged } from './tenant-changed.js';
import { listTenantTables } from './tenant-tables.js';
import type { TenantTable } from './tenant-tables.js';
import type { TenantEntity } from './tenant.entity.js';

/** Rows that one statement deletes: far from the limit of a statement, also where each has rows that refer to it. */
const BATCH = 1_000;

/** Rows of each table, by its name. */
export type RowCounts = Readonly<Partial<Record<string, number>>>;

/** What one statement has deleted. */
interface Batch {
  /** Whether it was this one's turn; otherwise somebody else deletes the same tenant at this moment. */
  readonly taken: boolean;
  readonly count: number;
  /** The key of the last row; `null` when there was none. */
  readonly key: readonly string[] | null;
}

/** Of the deletion of the tenant that is the first parameter of a statement. */
const LOCK = `hashtextextended('deletion of ' || ($1::uuid)::text, 0)`;

/**
 * Whoever deletes rows of a tenant takes turns with others who do: they would wait for each other's rows in any order.
 * Who was asked to, waits for the turn; who only goes on with what somebody left, leaves it to others who are at it.
 */
const TURNS = {
  waits: `select true as taken from pg_advisory_xact_lock(${LOCK})`,
  leaves: `select pg_try_advisory_xact_lock(${LOCK}) as taken`,
} as const;

/** How far a deletion is. */
export interface DeletionProgress {
  /** Rows that this call has deleted. */
  readonly deleted: number;
  /** Rows that it found; `null` where they were too many to count in time. */
  readonly total: number | null;
  /** The table that is being emptied. */
  readonly table: string;
}

/** What is kept of a tenant that was deleted. */
export interface DeletedTenant {
  readonly id: string;
  readonly slug: string;
  readonly deletedAt: Date;
  readonly actorType: string;
  readonly actorName: string;
  readonly address: string | null;
  readonly requestId: string | null;
  /** How much there was, as it was counted when the deletion began. */
  readonly rows: RowCounts;
}

/**
 * Deletes tenants, however large, in statements that are short each. What is done is done: a deletion that was cut off
 * goes on with the next call.
 */
@Injectable()
export class TenantDeletion {
  constructor(private readonly database: Database) {}

  /**
   * Refuses the tenant's tokens from the next request on, and deletes everything of it; at last the tenant itself,
   * together with the record of its deletion.
   *
   * @returns Where it is, after each statement. Nothing is left once it has ended; whoever stops listening stops it.
   */
  async *run({ id }: TenantEntity, actor: Actor): AsyncGenerator<DeletionProgress, void> {
    const tables = await listTenantTables(this.database, id);
    const present = await this.count(id, [...tables.map(({ name }) => name), 'audit_events']);
    const atFirst = await this.begin(id, actor, present);
    await tellTenantChanged(this.database, id);
    const counts = tables.map(({ name }) => present[name]);
    const total = counts.every((count) => count !== undefined)
      ? counts.reduce<number>((sum, count) => sum + count, 0)
      : null;
    yield* this.empty(id, tables, total, 'waits');
    await this.finish(id, actor, atFirst);
    await tellTenantChanged(this.database, id);
  }

  /**
   * Goes on with a deletion that was begun and cut off, in the name of who began it.
   *
   * @returns as {@link run}; it ends early when somebody else deletes the same tenant.
   */
  async *resume({ id }: TenantEntity): AsyncGenerator<DeletionProgress, void> {
    const tables = await listTenantTables(this.database, id);
    const begun = await this.findBeginning(id);
    const rows = begun?.rows ?? (await this.count(id, [...tables.map(({ name }) => name), 'audit_events']));
    if (!(yield* this.empty(id, tables, null, 'leaves'))) return;
    await this.finish(id, begun ?? SYSTEM, rows);
    await tellTenantChanged(this.database, id);
  }

  /** @param after - The id of the last one of the page before. */
  async list(limit: number, after?: string): Promise<readonly DeletedTenant[]> {
    return this.database.operatorQuery<DeletedTenant>('listDeletedTenants', [after ?? null, limit]);
  }

  /** @returns Whether it has come to the end. */
  private async *empty(
    id: string,
    tables: readonly TenantTable[],
    total: number | null,
    turn: keyof typeof TURNS,
  ): AsyncGenerator<DeletionProgress, boolean> {
    let deleted = 0;
    for (const table of tables) {
      for (let last: Batch | undefined; last === undefined || last.count === BATCH;) {
        last = await this.removeBatch(id, table, turn, last?.key ?? undefined);
        if (!last.taken) return false;
        deleted += last.count;
        if (last.count > 0) yield { deleted, total, table: table.name };
      }
    }
    return true;
  }

  private async findBeginning(
    tenantId: string,
  ): Promise<(Actor & { readonly rows: RowCounts | null }) | undefined> {
    const [act] = await this.database.query<Actor & { rows: RowCounts | null }>(
      `select actor_type as type, actor_name as name, address, request_id as "requestId", after -> 'rows' as rows
       from audit_events where tenant_id = $1 and action = 'tenant.deletion-started' order by id limit 1`,
      [tenantId],
    );
    return act;
  }

  /** A table that cannot be counted within the time of a statement is left out. */
  private async count(tenantId: string, tables: readonly string[]): Promise<RowCounts> {
    const counts: Partial<Record<string, number>> = {};
    for (const table of tables) {
      try {
        const [row] = await this.database.query<{ count: number }>(
          `select count(*)::int as count from ${table} where tenant_id = $1`,
          [tenantId],
        );
        counts[table] = row?.count ?? 0;
      } catch (error) {
        if (!hasCode(error, QUERY_CANCELED)) throw error;
      }
    }
    return counts;
  }

  /** @returns How much there was when the deletion began for the first time. */
  private async begin(tenantId: string, actor: Actor, present: RowCounts): Promise<RowCounts> {
    return this.database.transaction(tenantId, async (manager) => {
      const [tenant] = await manager.query<{ slug: string; status: string }[]>(
        'select slug, status from tenants where id = $1 for update',
        [tenantId],
      );
      if (tenant === undefined) return present;
      const { slug, status } = tenant;
      if (status === 'deleting') {
        const [act] = await manager.query<{ rows: RowCounts | null }[]>(
          `select after -> 'rows' as rows from audit_events
           where tenant_id = $1 and action = 'tenant.deletion-started' order by id limit 1`,
          [tenantId],
        );
        return act?.rows ?? present;
      }
      await manager.query(`update tenants set status = 'deleting' where id = $1`, [tenantId]);
      await recordAct(manager, actor, {
        tenantId,
        action: 'tenant.deletion-started',
        target: { type: 'tenant', id: tenantId, name: slug },
        before: { status },
        after: { status: 'deleting', rows: present },
      });
      return present;
    });
  }

  /**
   * In the order of the primary key, from the last key on: what was deleted before is not passed over again.
   *
   * @param after - The key of the last row of the batch before.
   */
  private async removeBatch(
    tenantId: string,
    { name, key }: TenantTable,
    turn: keyof typeof TURNS,
    after: readonly string[] = [],
  ): Promise<Batch> {
    const columns = key.join(', ');
    const place = after.map((_, index) => `$${index + 2}`).join(', ');
    const [batch] = await this.database.query<Batch>(
      `with turn as materialized (${TURNS[turn]}), doomed as (
         select ${columns} from ${name}
         where (select taken from turn) and tenant_id = $1 ${after.length === 0 ? '' : `and (${columns}) > (${place})`}
         order by ${columns} limit ${BATCH}
       ), gone as (
         delete from ${name} as present using doomed
         where present.tenant_id = $1 and ${key.map((column) => `present.${column} = doomed.${column}`).join(' and ')}
       )
       select (select taken from turn) as taken, (select count(*) from doomed)::int as count,
         (select array[${key.map((column) => `${column}::text`).join(', ')}] from doomed
          order by ${key.map((column) => `${column} desc`).join(', ')} limit 1) as key`,
      [tenantId, ...after],
    );
    if (batch === undefined) throw new Error('A select without FROM answers one row.');
    return batch;
  }

  /** Two that delete the same tenant at once leave one record: who comes second finds no tenant. */
  private async finish(
    tenantId: string,
    { type, name, address, requestId }: Actor,
    rows: RowCounts,
  ): Promise<void> {
    await this.database.query(
      `with gone as (delete from tenants where id = $1 and status = 'deleting' returning id, slug)
       insert into deleted_tenants (id, slug, deleted_at, actor_type, actor_name, address, request_id, rows)
       select id, slug, $2::timestamptz, $3::text, $4::text, $5::text, $6::text, $7::jsonb from gone`,
      [tenantId, new Date(), type, name, address, requestId, JSON.stringify(rows)],
    );
  }
}
