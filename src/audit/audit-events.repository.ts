import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { Actor } from './actor.js';
import type { Act } from './record-act.js';

/** An administrative act, as it was recorded. */
export interface AuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly tenantId: string;
  readonly actorType: Actor['type'];
  readonly actorName: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly before: NonNullable<Act['before']> | null;
  readonly after: NonNullable<Act['after']> | null;
}

/** Which acts, and from where in the list on. */
export interface AuditQuery {
  readonly limit: number;
  /** The id of the last act of the page before. */
  readonly cursor?: string | undefined;
  readonly action?: string | undefined;
}

const COLUMNS = `id, at, tenant_id as "tenantId", actor_type as "actorType", actor_name as "actorName", address,
  request_id as "requestId", action, target_type as "targetType", target_id as "targetId",
  target_name as "targetName", before, after`;

/** Above every id: from the newest act on. */
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The administrative acts, as they are read: newest first, since their ids grow with time. Which conditions there are
 * decides which statement runs, so that each finds its page in one index.
 */
@Injectable()
export class AuditEventsRepository {
  constructor(private readonly database: Database) {}

  async listOfTenant(
    tenantId: string,
    { limit, cursor, action }: AuditQuery,
  ): Promise<readonly AuditEvent[]> {
    const before = cursor ?? NEWEST;
    return action === undefined
      ? this.database.query<AuditEvent>(
          `select ${COLUMNS} from audit_events where tenant_id = $1 and id < $2 order by id desc limit $3`,
          [tenantId, before, limit],
        )
      : this.database.query<AuditEvent>(
          `select ${COLUMNS} from audit_events
           where tenant_id = $1 and id < $2 and action = $4 order by id desc limit $3`,
          [tenantId, before, limit, action],
        );
  }

  /** @param query - `actor` is the name, to the letter. */
  async listOfAll({
    limit,
    cursor,
    action,
    actor,
  }: AuditQuery & { readonly actor?: string | undefined }): Promise<readonly AuditEvent[]> {
    const before = cursor ?? NEWEST;
    if (action === undefined && actor === undefined) {
      return this.database.operatorQuery<AuditEvent>('listAuditEvents', [before, limit]);
    }
    if (actor === undefined) {
      return this.database.operatorQuery<AuditEvent>('listAuditEventsByAction', [before, limit, action]);
    }
    if (action === undefined) {
      return this.database.operatorQuery<AuditEvent>('listAuditEventsByActor', [before, limit, actor]);
    }
    return this.database.operatorQuery<AuditEvent>('listAuditEventsByActorAndAction', [
      before,
      limit,
      actor,
      action,
    ]);
  }
}
