import type { Dialect } from '@flosum/scim-schema';

/** What a tenant may decide for itself. */
export interface TenantSettings {
  /** Whether `/Groups` is there; off unless a tenant switches it on. */
  readonly groupProvisioning: boolean;
  /** The time zone of new users that come without one, in Olson form. */
  readonly defaultTimezone: string;
  /** Whether requests are read as identity providers send them, or by the letter of the RFCs. */
  readonly dialect: Dialect;
  /** What answers a POST that repeats one which succeeded already. */
  readonly repeatedCreate: 'conflict' | 'return-existing';
}

export const DEFAULT_TENANT_SETTINGS: TenantSettings = {
  groupProvisioning: false,
  defaultTimezone: 'Etc/UTC',
  dialect: 'tolerant',
  repeatedCreate: 'conflict',
};
