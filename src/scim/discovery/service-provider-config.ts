import { SERVICE_PROVIDER_CONFIG_URN } from '@flosum/scim-schema';
import { MAX_BULK_BYTES, MAX_BULK_OPERATIONS } from '../bulk/bulk-limits.js';

import { CURSOR_TIMEOUT } from '../cursor.js';
import { MAX_RESULTS } from '../list-request.js';

const API_TOKEN = {
  type: 'oauthbearertoken',
  name: 'API token',
  description: 'An API token of the tenant, sent as a bearer token in the Authorization header.',
  specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
  primary: true,
};

const CLIENT_CREDENTIALS = {
  type: 'oauth2',
  name: 'OAuth 2.0 client credentials',
  description:
    'An access token of an OAuth client of the tenant, got from the token URL for a client secret or an assertion.',
  specUri: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.4',
};

/**
 * What this service can do, today (RFC 7643 section 5).
 *
 * @param hasOAuth - Whether the calling tenant has an OAuth client.
 */
export function describeServiceProvider(location: string, hasOAuth: boolean): object {
  return {
    schemas: [SERVICE_PROVIDER_CONFIG_URN],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: MAX_BULK_OPERATIONS, maxPayloadSize: MAX_BULK_BYTES },
    filter: { supported: true, maxResults: MAX_RESULTS },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: MAX_RESULTS,
      maxPageSize: MAX_RESULTS,
      cursorTimeout: CURSOR_TIMEOUT,
    },
    authenticationSchemes: hasOAuth ? [API_TOKEN, CLIENT_CREDENTIALS] : [API_TOKEN],
    meta: { resourceType: 'ServiceProviderConfig', location },
  };
}
