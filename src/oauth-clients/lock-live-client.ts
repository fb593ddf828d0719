import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { OAuthClientConflictError, OAuthClientNotFoundError } from './oauth-client-errors.js';

/**
 * Locks a client until the end of the transaction, so that two who add to it at once count one after the other.
 *
 * @returns Its name.
 * @throws {@link OAuthClientNotFoundError}
 * @throws {@link OAuthClientConflictError} when it is revoked: nothing that is added to it would count.
 */
export async function lockLiveClient(
  manager: EntityManager,
  tenantId: string,
  clientId: string,
): Promise<string> {
  const [client] = isUuid(clientId)
    ? await manager.query<{ name: string; revokedAt: Date | null }[]>(
        `select name, revoked_at as "revokedAt" from oauth_clients where tenant_id = $1 and id = $2 for update`,
        [tenantId, clientId],
      )
    : [];
  if (client === undefined) throw new OAuthClientNotFoundError();
  if (client.revokedAt !== null) {
    throw new OAuthClientConflictError('This OAuth client is revoked, for good. Make a new one.');
  }
  return client.name;
}
