import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';
import type { RequestCount, RequestStatistics, RequestSummary } from './request-statistics.js';

interface Uses {
  readonly lastUsedAt: Date | null;
  readonly name: string | null;
}

/** What changes and tokens tell of requests: those that changed something, and that a token was used at all. */
@Injectable()
export class ChangeStatistics implements RequestStatistics {
  constructor(private readonly database: Database) {}

  async summary(tenantId: string): Promise<RequestSummary> {
    const [uses] = await this.database.query<Uses>(
      `select last_used_at as "lastUsedAt", name from api_tokens
       where tenant_id = $1 and last_used_at is not null order by last_used_at desc limit 1`,
      [tenantId],
    );
    const { lastUsedAt = null, name = null } = uses ?? {};
    return {
      last24Hours: await this.countSince(tenantId, 1),
      last30Days: await this.countSince(tenantId, 30),
      lastRequestAt: lastUsedAt,
      firstRequest: lastUsedAt && {
        at: lastUsedAt,
        method: null,
        route: null,
        status: null,
        meaning: `The API token "${name ?? ''}" was used`,
      },
      lastRefusal: null,
      dropped: 0,
      unknownTokens: 0,
    };
  }

  /** Nothing is kept of requests but what they changed. */
  countKept(): Promise<number> {
    return Promise.resolve(0);
  }

  private async countSince(tenantId: string, days: number): Promise<RequestCount> {
    const [row] = await this.database.query<{ total: number }>(
      `select count(distinct request_id)::int as total from changes
       where tenant_id = $1 and at > now() - make_interval(days => $2) and actor_type in ('api-token', 'oauth-client')`,
      [tenantId, days],
    );
    return { total: row?.total ?? 0, failed: 0 };
  }
}
