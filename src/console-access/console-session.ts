import type { TenantEntity } from '../tenants/index.js';
import type { ConsoleRole } from './console-role.js';

/** A tenant's admin who is signed in to the console. */
export interface ConsoleSession {
  readonly id: string;
  readonly tenant: Pick<TenantEntity, 'id' | 'slug' | 'name' | 'status'>;
  readonly adminEmail: string;
  readonly role: ConsoleRole;
  /** When it ends at the latest, whatever happens. */
  readonly expiresAt: Date;
}

/** A session as the admins of its tenant see it. */
export interface ListedSession extends Pick<ConsoleSession, 'id' | 'adminEmail' | 'role' | 'expiresAt'> {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** From where somebody comes who is not known yet; as an actor of the audit has it. */
export interface Visitor {
  readonly address: string | null;
  readonly requestId: string | null;
}
