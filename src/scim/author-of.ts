import type { TenantPrincipal } from '../auth/index.js';
import type { Author } from '../changes/index.js';

/** Who writes, when a request of this caller does. */
export function authorOf({ credential, tokenId, requestId, written }: TenantPrincipal): Author {
  return { actor: { type: credential, id: tokenId }, requestId, ...(written && { written }) };
}
