import type { ScimError } from './scim-error.js';
import type { Tolerance } from './tolerance.js';

/**
 * Whether two URNs mean the same schema. Case never counts, and colons do not either: a sample of Microsoft's
 * documentation spells `…:core:2.0User`, without the last one. But none stands at the end.
 */
export function isSameUrn(left: string, right: string): boolean {
  return !left.endsWith(':') && !right.endsWith(':') && withoutColons(left) === withoutColons(right);
}

/** The few URNs of a tenant come again with every body. */
const MAX_KNOWN = 500;
const known = new Map<string, string>();

export function withoutColons(urn: string): string {
  let bare = known.get(urn);
  if (bare === undefined) {
    bare = urn.replaceAll(':', '').toLowerCase();
    if (known.size >= MAX_KNOWN) known.clear();
    if (urn.length <= MAX_KNOWN) known.set(urn, bare);
  }
  return bare;
}

/**
 * Notes that the URN of a schema was sent with other colons than it has.
 *
 * @param refusal - Makes the error of the strict dialect.
 * @throws What `refusal` makes, in the strict dialect.
 */
export function noteSpelling(
  urn: string,
  sent: string,
  tolerance: Tolerance,
  refusal: () => ScimError,
): void {
  if (sent.toLowerCase() !== urn.toLowerCase()) tolerance.accept('misspelt-urn', refusal);
}
