import { InvalidRequestError } from '../../administration/index.js';
import type { NewApiToken } from '../../tenants/index.js';
import type { IssueTokenDto } from './token.dto.js';

const LONGEST = 3650 * 86_400_000;

/**
 * Until when a new token works: days, a moment, or for ever, of which a request names exactly one.
 *
 * @throws {@link InvalidRequestError}
 */
export function readExpiry(
  { expiresInDays, expiresAt, never }: IssueTokenDto,
  now: Date,
): Pick<NewApiToken, 'expiresInDays' | 'expiresAt'> {
  const named = [expiresInDays, expiresAt, never].filter((value) => value !== undefined);
  if (named.length !== 1) {
    const problem = 'is named alone: send one of expiresInDays, expiresAt, and never: true';
    throw new InvalidRequestError([{ field: 'expiresInDays', problem }]);
  }
  if (expiresAt === undefined) return { expiresInDays: expiresInDays ?? null };
  const moment = new Date(expiresAt);
  const distance = moment.getTime() - now.getTime();
  if (!(distance > 0 && distance <= LONGEST)) {
    throw new InvalidRequestError([
      { field: 'expiresAt', problem: 'is a moment in the future, within 10 years' },
    ]);
  }
  return { expiresInDays: null, expiresAt: moment };
}
