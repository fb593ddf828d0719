/** What a tenant may decide for itself. */
export interface TenantSettings {
  /** Whether `/Groups` is there; off unless a tenant switches it on. */
  readonly groupProvisioning: boolean;
  /** The time zone of new users that come without one, in Olson form. */
  readonly defaultTimezone: string;
}

export const DEFAULT_TENANT_SETTINGS: TenantSettings = {
  groupProvisioning: false,
  defaultTimezone: 'Etc/UTC',
};
