import type { ResourceType } from '@flosum/scim-schema';
import type { TenantSettings } from './tenant-settings.js';

/** What every piece of work for a tenant needs to know of it. */
export interface TenantContext {
  readonly tenantId: string;
  readonly settings: TenantSettings;
  /** User as this tenant has it, with its own extensions. The same object as long as nothing in it changes. */
  readonly userType: ResourceType;
}
