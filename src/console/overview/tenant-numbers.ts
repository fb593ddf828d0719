import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';

export interface PeopleCounts {
  readonly active: number;
  readonly inactive: number;
  readonly changedToday: number;
}

/** What there is in a tenant. */
export interface TenantCounts {
  readonly groups: number;
  readonly tokens: number;
  readonly changes: number;
}

/** Counts what a tenant has. */
@Injectable()
export class TenantNumbers {
  constructor(private readonly database: Database) {}

  /** @param timeZone - In which a day begins, in Olson form. */
  async countPeople(tenantId: string, timeZone: string): Promise<PeopleCounts> {
    const [counts] = await this.database.query<PeopleCounts>(
      `select count(*) filter (where active)::int as active, count(*) filter (where not active)::int as inactive,
         count(*) filter (where last_modified >= date_trunc('day', now(), $2))::int as "changedToday"
       from users where tenant_id = $1`,
      [tenantId, timeZone],
    );
    return counts ?? { active: 0, inactive: 0, changedToday: 0 };
  }

  async countRest(tenantId: string): Promise<TenantCounts> {
    const [counts] = await this.database.query<TenantCounts>(
      `select (select count(*) from groups where tenant_id = $1)::int as groups,
         (select count(*) from api_tokens where tenant_id = $1)::int as tokens,
         (select count(*) from changes where tenant_id = $1)::int as changes`,
      [tenantId],
    );
    return counts ?? { groups: 0, tokens: 0, changes: 0 };
  }
}
