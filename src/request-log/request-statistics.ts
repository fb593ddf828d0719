import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { TokenRefusal } from './exchange.js';
import type { LoggedRequest } from './logged-request.js';
import { RequestLogRepository } from './request-log.repository.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface RequestTotals {
  readonly total: number;
  readonly failed: number;
}

/** Requests of one hour or day. */
interface ChartBucket extends RequestTotals {
  readonly at: Date;
}

interface RequestOverview {
  readonly last24Hours: RequestTotals;
  readonly last30Days: RequestTotals;
  /** The last request whose token opened something, whatever became of it. */
  readonly lastRequest: LoggedRequest | undefined;
  /** The last token that opened nothing. */
  readonly lastRefusal:
    { readonly at: Date; readonly reason: TokenRefusal; readonly words: string } | undefined;
  /** Lines of the last 24 hours that were dropped, of this tenant. */
  readonly dropped: number;
  /** Requests of the last 24 hours with a wrong token that names one of this tenant. */
  readonly unknownTokens: number;
}

interface SumRow extends RequestTotals {
  readonly dropped: number;
  readonly unknownTokens: number;
}

/** How many requests a tenant sent, and how they went. They are counted when they are answered, also those without a line. */
@Injectable()
export class RequestStatistics {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestLogRepository,
  ) {}

  async overviewOf(tenantId: string, now = new Date()): Promise<RequestOverview> {
    const [day, month, lastRequest, lastRefusal] = await Promise.all([
      this.sumSince(tenantId, new Date(now.getTime() - DAY)),
      this.sumSince(tenantId, new Date(now.getTime() - 30 * DAY)),
      this.requests.lastIfAny(tenantId),
      this.lastRefusalOf(tenantId),
    ]);
    return {
      last24Hours: { total: day.total, failed: day.failed },
      last30Days: { total: month.total, failed: month.failed },
      lastRequest,
      lastRefusal,
      dropped: day.dropped,
      unknownTokens: day.unknownTokens,
    };
  }

  /** The hours of a day, or the days of a month, oldest first; those without requests, too. */
  async chartOf(tenantId: string, range: '24h' | '30d', now = new Date()): Promise<readonly ChartBucket[]> {
    const [unit, count] = range === '24h' ? [HOUR, 24] : [DAY, 30];
    const first = Math.floor(now.getTime() / unit) * unit - (count - 1) * unit;
    const rows = await this.database.query<ChartBucket>(
      `select hour as at, total, failed from request_counts where tenant_id = $1 and hour >= $2`,
      [tenantId, new Date(first)],
    );
    const buckets = Array.from({ length: count }, (_, index) => ({
      at: new Date(first + index * unit),
      total: 0,
      failed: 0,
    }));
    for (const { at, total, failed } of rows) {
      const bucket = buckets[Math.floor((at.getTime() - first) / unit)];
      if (bucket === undefined) continue;
      bucket.total += total;
      bucket.failed += failed;
    }
    return buckets;
  }

  /** The oldest request that went well, of those that the log still has. */
  async firstRequestOf(tenantId: string): Promise<LoggedRequest | undefined> {
    return this.requests.firstSuccessIfAny(tenantId);
  }

  /** The hours of the first and the last request that went well, also when their lines are not kept any more. */
  async hoursOfSuccess(
    tenantId: string,
  ): Promise<{ readonly first: Date | null; readonly last: Date | null }> {
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(
      `select min(hour) as first, max(hour) as last from request_counts where tenant_id = $1 and total > failed`,
      [tenantId],
    );
    return row ?? { first: null, last: null };
  }

  /** How many lines the log has. */
  async countKept(tenantId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::int as count from request_log where tenant_id = $1',
      [tenantId],
    );
    return row?.count ?? 0;
  }

  private async lastRefusalOf(tenantId: string): Promise<RequestOverview['lastRefusal']> {
    const [row] = await this.database.query<NonNullable<RequestOverview['lastRefusal']>>(
      `select at, refusal as reason, regexp_replace(meaning, '^[A-Za-z]+: ', '') as words from request_log
       where tenant_id = $1 and refusal is not null order by id desc limit 1`,
      [tenantId],
    );
    return row;
  }

  private async sumSince(tenantId: string, since: Date): Promise<SumRow> {
    const [row] = await this.database.query<SumRow>(
      `select coalesce(sum(total), 0)::int as total, coalesce(sum(failed), 0)::int as failed,
         coalesce(sum(dropped), 0)::int as dropped, coalesce(sum(unknown_tokens), 0)::int as "unknownTokens"
       from request_counts where tenant_id = $1 and hour > $2`,
      [tenantId, since],
    );
    return row ?? { total: 0, failed: 0, dropped: 0, unknownTokens: 0 };
  }
}
