import type { ResourceType } from '@flosum/scim-schema';
import type { TenantSettings } from './tenant-settings.js';

/** What has to be known of the calling tenant to read and write for it. */
export interface TenantContext {
  readonly tenantId: string;
  readonly settings: TenantSettings;
  /** User, with the extensions that the tenant has defined. */
  readonly userType: ResourceType;
}
