import type { Scope } from './scopes.js';
import type { TenantSettings } from './tenant-settings.js';
import type { TenantStatus } from './tenant.entity.js';

/** What is known of a credential that somebody showed, and of its tenant. */
export interface KnownCredential {
  readonly tenantId: string;
  readonly tenantStatus: TenantStatus;
  readonly settings: TenantSettings;
  /** Grows with every change of the tenant's schema extensions. */
  readonly schemaVersion: number;
  /** The id of the API token, or of the OAuth client. */
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}
