import { presentUsedApiToken } from '../../administration/index.js';
import { daysLeft, describeRotation, isInUse, statusOf } from '../../tenants/index.js';
import type { ApiTokenEntity } from '../../tenants/index.js';
import type { TokenDto } from './token.dto.js';

/** @param tokens - Those of the tenant, at least the ones before and behind this one. */
export function presentToken(token: ApiTokenEntity, tokens: readonly ApiTokenEntity[], now: Date): TokenDto {
  const successor = tokens.find(({ id }) => id === token.replacedBy);
  const rotation = describeRotation(token, successor, now);
  const inUse = rotation?.stillInUse ?? isInUse(token, now);
  const status = statusOf(token, now);
  return {
    ...presentUsedApiToken(token),
    lastUsedFrom: token.lastUsedAddress,
    lastUsedBy: token.lastUsedAgent,
    daysLeft: daysLeft(token, now),
    status: status === 'active' && token.replacedBy !== null ? 'replaced' : status,
    successorId: token.replacedBy,
    predecessorId: tokens.find(({ replacedBy }) => replacedBy === token.id)?.id ?? null,
    inUse,
    silentSince: inUse ? null : (token.lastUsedAt?.toISOString() ?? null),
  };
}
