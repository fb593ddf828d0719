import { InputError } from '../input-error.js';
import type { Dialect } from './dialect.js';

export interface TenantUrl {
  /** Without a slash at the end and without a query. */
  readonly base: string;
  /** Set when a flag behind the URL asks for a dialect. */
  readonly dialect: Dialect | undefined;
}

/**
 * Reads a Tenant URL as it is typed into the form: with or without a slash at the end, and
 * with a feature flag behind it, such as `https://host/scim?aadOptscim062020`.
 *
 * The flag speaks to the identity provider and not to the server, so it is not sent on.
 *
 * @throws {@link InputError} when it is no http or https URL.
 */
export function parseTenantUrl(text: string): TenantUrl {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError(`The Tenant URL must begin with https:// or http://, not "${text}".`);
  }
  const flags = url.search.toLowerCase();
  return {
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    dialect: flags.includes('aadoptscim062020')
      ? 'aadOptscim062020'
      : flags.includes('azureadscimpatch2017')
        ? 'default'
        : undefined,
  };
}
