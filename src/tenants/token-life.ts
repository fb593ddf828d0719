import type { ApiTokenEntity } from './api-token.entity.js';

export type ApiTokenStatus = 'active' | 'expired' | 'revoked';

/** What became of a token that was rotated. */
export interface TokenRotation {
  readonly replacedBy: string;
  readonly overlapEndsAt: Date;
  /** Whether somebody still uses it, although there is the new one. */
  readonly stillInUse: boolean;
  /** Its last use, when nobody uses it any more; `null` while it is in use, or when it never was. */
  readonly silentSince: Date | null;
}

const DAY = 86_400_000;

/** Entra ID calls every 40 minutes, also when it has nothing to say. */
const CYCLE = 40 * 60_000;

export function statusOf({ revokedAt, expiresAt }: ApiTokenEntity, now: Date): ApiTokenStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** Whether a token was used within the last cycle of Entra ID. */
export function isInUse({ lastUsedAt }: Pick<ApiTokenEntity, 'lastUsedAt'>, now: Date): boolean {
  return lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() <= CYCLE;
}

/** @returns Days of the calendar until a token expires, in UTC; `null` when it does not, or opens nothing any more. */
export function daysLeft(token: ApiTokenEntity, now: Date): number | null {
  if (token.expiresAt === null || statusOf(token, now) !== 'active') return null;
  return dayOf(token.expiresAt) - dayOf(now);
}

/**
 * @param successor - The token in its place.
 * @returns `undefined` for a token that was not rotated.
 */
export function describeRotation(
  { expiresAt, lastUsedAt }: ApiTokenEntity,
  successor: ApiTokenEntity | undefined,
  now: Date,
): TokenRotation | undefined {
  if (successor === undefined || expiresAt === null) return undefined;
  const stillInUse = lastUsedAt !== null && lastUsedAt > successor.createdAt && isInUse({ lastUsedAt }, now);
  return {
    replacedBy: successor.id,
    overlapEndsAt: expiresAt,
    stillInUse,
    silentSince: stillInUse ? null : lastUsedAt,
  };
}

/** What is to be known of a token, in a few words: `expires in 12 days`, `does not expire, never used`. */
export function summarize(token: ApiTokenEntity, rotation: TokenRotation | undefined, now: Date): string {
  const status = statusOf(token, now);
  if (status !== 'active') return status;
  return [
    ...(rotation === undefined ? [] : [rotation.stillInUse ? 'replaced, still in use' : 'replaced, silent']),
    describeEnd(daysLeft(token, now)),
    ...(token.lastUsedAt === null ? ['never used'] : []),
  ].join(', ');
}

function describeEnd(days: number | null): string {
  if (days === null) return 'does not expire';
  if (days === 0) return 'expires today';
  return days === 1 ? 'expires in 1 day' : `expires in ${days} days`;
}

function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY);
}
