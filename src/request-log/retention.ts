import { Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit, OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/index.js';
import { TenantsService } from '../tenants/index.js';
import { firstIdAt } from './line-id.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Lines that one statement deletes: some milliseconds. */
const BATCH = 5_000;
const TENANT_PAGE = 500;
/** The numbers of hours are small, and kept longer than any line. */
const COUNTED_DAYS = 400;

/**
 * Removes lines that are older than their tenant wants, every hour, in small statements by ranges of the primary key:
 * they lock the rows that go, and nothing else. One instance does it at a time.
 */
@Injectable()
export class RequestLogRetention implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(RequestLogRetention.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<number> | undefined;
  private isEnding = false;

  constructor(
    private readonly database: Database,
    private readonly tenants: TenantsService,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.logger.warn(`Old lines of the request log could not be removed: ${String(error)}`);
      });
    }, HOUR);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    clearInterval(this.timer);
    await this.sweeping?.catch(() => undefined);
  }

  /** @returns How many lines are gone. */
  sweep(now = new Date()): Promise<number> {
    this.sweeping ??= this.sweepAll(now).finally(() => {
      this.sweeping = undefined;
    });
    return this.sweeping;
  }

  private async sweepAll(now: Date): Promise<number> {
    let removed = 0;
    let after: string | undefined;
    for (;;) {
      const tenants = await this.tenants.list(TENANT_PAGE, after);
      for (const { id, settings } of tenants) {
        const oldest = new Date(now.getTime() - settings.requestLogDays * DAY);
        for (;;) {
          const count = this.isEnding ? undefined : await this.removeSome(id, oldest, now);
          if (count === undefined) return removed;
          removed += count;
          if (count < BATCH) break;
        }
      }
      after = tenants.at(-1)?.id;
      if (tenants.length < TENANT_PAGE) return removed;
    }
  }

  /** @returns `undefined` when another instance is at it. */
  private async removeSome(tenantId: string, oldest: Date, now: Date): Promise<number | undefined> {
    return this.database.transaction(tenantId, async (manager) => {
      const [lock] = await manager.query<{ taken: boolean }[]>(
        `select pg_try_advisory_xact_lock(hashtextextended('request-log retention', 0)) as taken`,
      );
      if (lock?.taken !== true) return undefined;
      const [gone] = await manager.query<{ count: number }[]>(
        `with old as (
           select id from request_log where tenant_id = $1 and id < $2 order by id limit $3
         ), gone as (
           delete from request_log where tenant_id = $1 and id = any (array(select id from old)) returning id
         ) select count(*)::int as count from gone`,
        [tenantId, firstIdAt(oldest), BATCH],
      );
      await manager.query(
        `with gone as (delete from request_counts where tenant_id = $1 and hour < $2 returning hour)
         select count(*) from gone`,
        [tenantId, new Date(now.getTime() - COUNTED_DAYS * DAY)],
      );
      return gone?.count ?? 0;
    });
  }
}
