import type { Database } from '../database/index.js';

/** The topic of notices about people whom something else than a SCIM request has changed; the payload is the tenant. */
export const PEOPLE_CHANGED = 'people-changed';

/** Tells all instances, without waiting for them: an import, or an act of an admin, may have changed everybody. */
export function tellPeopleChanged(database: Database, tenantId: string): void {
  database.notices.mention(PEOPLE_CHANGED, tenantId);
}
