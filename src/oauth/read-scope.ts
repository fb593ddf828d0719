import type { Scope } from '../tenants/index.js';
import { InvalidScopeError } from './oauth-errors.js';

/**
 * The scopes of a new access token: what is asked for, in the order of the client's, or all that the client has
 * (RFC 6749 section 3.3).
 *
 * @throws {@link InvalidScopeError}
 */
export function readScope(asked: string | undefined, allowed: readonly Scope[]): readonly Scope[] {
  if (asked === undefined) return allowed;
  const names = asked.split(' ');
  if (!names.every((name) => (allowed as readonly string[]).includes(name)))
    throw new InvalidScopeError(allowed);
  return allowed.filter((scope) => names.includes(scope));
}
