import type { TenantPrincipal } from '../auth/index.js';
import type { Author } from '../changes/index.js';

/** Who writes, when a request of this caller does. */
export function authorOf({ tokenId, requestId }: TenantPrincipal): Author {
  return { actor: { type: 'api-token', id: tokenId }, requestId };
}
