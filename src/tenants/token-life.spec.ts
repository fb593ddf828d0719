import type { ApiTokenEntity } from './api-token.entity.js';
import { daysLeft, describeRotation, statusOf, summarize } from './token-life.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const at = (time: string): Date => new Date(time);

const tokenOf = (changes: Partial<ApiTokenEntity>): ApiTokenEntity => ({
  tenantId: 't',
  id: 'old',
  name: 'Entra ID',
  digest: Buffer.alloc(0),
  display: 'fls_us_…',
  scopes: ['scim:read'],
  createdBy: 'jo',
  createdAt: at('2026-01-01T00:00:00Z'),
  expiresAt: null,
  lastUsedAt: minutesAgo(1),
  lastUsedAddress: null,
  lastUsedAgent: null,
  revokedAt: null,
  revokedBy: null,
  replacedBy: null,
  ...changes,
});

describe('a token', () => {
  it.each<[Partial<ApiTokenEntity>, string, number | null, string]>([
    [{}, 'active', null, 'does not expire'],
    [{ lastUsedAt: null }, 'active', null, 'does not expire, never used'],
    [{ expiresAt: at('2026-12-06T00:00:00Z') }, 'active', 12, 'expires in 12 days'],
    [
      { expiresAt: at('2026-12-06T23:59:00Z'), lastUsedAt: null },
      'active',
      12,
      'expires in 12 days, never used',
    ],
    [{ expiresAt: at('2026-11-25T00:00:00Z') }, 'active', 1, 'expires in 1 day'],
    [{ expiresAt: at('2026-11-24T23:59:00Z') }, 'active', 0, 'expires today'],
    [{ expiresAt: NOW }, 'expired', null, 'expired'],
    [{ expiresAt: at('2026-11-24T11:00:00Z'), lastUsedAt: null }, 'expired', null, 'expired'],
    [{ revokedAt: NOW, expiresAt: at('2027-01-01T00:00:00Z') }, 'revoked', null, 'revoked'],
    [{ revokedAt: NOW, expiresAt: at('2026-01-01T00:00:00Z') }, 'revoked', null, 'revoked'],
  ])('%j is %s, and tells so', (changes, status, days, summary) => {
    const token = tokenOf(changes);
    expect(statusOf(token, NOW)).toBe(status);
    expect(daysLeft(token, NOW)).toBe(days);
    expect(summarize(token, undefined, NOW)).toBe(summary);
  });

  it.each<[string, Date | null, Date, boolean, string]>([
    // when it was last used, when the new one was made
    [
      'used since, a minute ago',
      minutesAgo(1),
      minutesAgo(10),
      true,
      'replaced, still in use, expires in 1 day',
    ],
    [
      'used since, one cycle ago',
      minutesAgo(40),
      minutesAgo(50),
      true,
      'replaced, still in use, expires in 1 day',
    ],
    ['used since, and silent', minutesAgo(41), minutesAgo(50), false, 'replaced, silent, expires in 1 day'],
    ['used before only', minutesAgo(11), minutesAgo(10), false, 'replaced, silent, expires in 1 day'],
    ['never used', null, minutesAgo(10), false, 'replaced, silent, expires in 1 day, never used'],
  ])('that was replaced, %s', (_case, lastUsedAt, createdAt, stillInUse, summary) => {
    const expiresAt = at('2026-11-25T12:00:00Z');
    const token = tokenOf({ lastUsedAt, expiresAt, replacedBy: 'new' });
    const rotation = describeRotation(token, tokenOf({ id: 'new', createdAt }), NOW);
    expect(rotation).toEqual({
      replacedBy: 'new',
      overlapEndsAt: expiresAt,
      stillInUse,
      silentSince: stillInUse ? null : lastUsedAt,
    });
    expect(summarize(token, rotation, NOW)).toBe(summary);
  });

  it('that was not replaced has no rotation', () => {
    expect(describeRotation(tokenOf({}), undefined, NOW)).toBeUndefined();
  });
});
