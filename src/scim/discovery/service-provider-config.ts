import { SERVICE_PROVIDER_CONFIG_URN } from '@flosum/scim-schema';
import { MAX_BULK_BYTES, MAX_BULK_OPERATIONS } from '../bulk/bulk-limits.js';

import { CURSOR_TIMEOUT } from '../cursor.js';
import { MAX_RESULTS } from '../list-request.js';

/** What this service can do, today (RFC 7643 section 5). */
export function describeServiceProvider(location: string): object {
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
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'API token',
        description: 'An API token of the tenant, sent as a bearer token in the Authorization header.',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location },
  };
}
