import type { Dialect } from '@flosum/scim-schema';
import type { RateLimit } from '../../config/index.js';

/** What a tenant may decide for itself. */
export interface TenantSettings {
  /** Whether `/Groups` is there; off unless a tenant switches it on. */
  readonly groupProvisioning: boolean;
  /** The time zone of new users that come without one, in Olson form. */
  readonly defaultTimezone: string;
  /** Whether requests are read with what identity providers really send, or by the letter of the RFCs. */
  readonly dialect: Dialect;
  /** What a create answers when the tenant has such a user already: 409, or that user. */
  readonly repeatedCreate: 'conflict' | 'return-existing';
  /** How many requests each token may send; `null` for what the installation allows. */
  readonly rateLimit: RateLimit | null;
  /** Whether SCIM requests are answered; an owner switches it off in the console. */
  readonly provisioning: 'on' | 'off';
  /** How long the request log is kept, in days. */
  readonly requestLogDays: number;
}

const DEFAULT_TENANT_SETTINGS: TenantSettings = {
  groupProvisioning: false,
  defaultTimezone: 'Etc/UTC',
  dialect: 'tolerant',
  repeatedCreate: 'conflict',
  rateLimit: null,
  provisioning: 'on',
  requestLogDays: 30,
};

/** Settings as they count: a row that was stored before a setting existed has its default. */
export function withDefaults(stored: Partial<TenantSettings>): TenantSettings {
  return { ...DEFAULT_TENANT_SETTINGS, ...stored };
}
