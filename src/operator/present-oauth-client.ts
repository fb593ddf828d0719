import type { ClientSecret, Federation, OAuthClient } from '../oauth-clients/index.js';

/** A client as the operator sees it, with all that it has. */
export function presentOAuthClient(
  client: OAuthClient,
  secrets: readonly ClientSecret[],
  federations: readonly Federation[],
  now: Date,
): object {
  return {
    id: client.id,
    name: client.name,
    scopes: client.scopes,
    createdBy: client.createdBy,
    createdAt: client.createdAt.toISOString(),
    lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
    revokedAt: client.revokedAt?.toISOString() ?? null,
    revokedBy: client.revokedBy,
    status: client.revokedAt === null ? 'active' : 'revoked',
    secrets: secrets
      .filter(({ clientId }) => clientId === client.id)
      .map((secret) => presentClientSecret(secret, now)),
    federations: federations.filter(({ clientId }) => clientId === client.id).map(presentFederation),
  };
}

/** A secret without the secret. */
function presentClientSecret(secret: ClientSecret, now: Date): object {
  return {
    id: secret.id,
    display: secret.display,
    createdBy: secret.createdBy,
    createdAt: secret.createdAt.toISOString(),
    expiresAt: secret.expiresAt.toISOString(),
    lastUsedAt: secret.lastUsedAt?.toISOString() ?? null,
    revokedAt: secret.revokedAt?.toISOString() ?? null,
    revokedBy: secret.revokedBy,
    status: statusOf(secret, now),
  };
}

/** A secret that was just made, this once with the secret itself and with what a client needs beside it. */
export function presentNewClientSecret(stored: ClientSecret, secret: string, tokenUrl: string): object {
  return {
    id: stored.id,
    clientId: stored.clientId,
    secret,
    tokenUrl,
    display: stored.display,
    createdAt: stored.createdAt.toISOString(),
    expiresAt: stored.expiresAt.toISOString(),
  };
}

export function presentFederation(federation: Federation): object {
  return {
    id: federation.id,
    issuer: federation.issuer,
    subject: federation.subject,
    audience: federation.audience,
    createdBy: federation.createdBy,
    createdAt: federation.createdAt.toISOString(),
  };
}

function statusOf({ revokedAt, expiresAt }: ClientSecret, now: Date): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : 'active';
}
