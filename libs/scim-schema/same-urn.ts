/**
 * Whether two URNs mean the same schema. Case never counts, and colons do not either: a sample of Microsoft's
 * documentation spells `…:core:2.0User`, without the last one. But none stands at the end.
 */
export function isSameUrn(left: string, right: string): boolean {
  return !left.endsWith(':') && !right.endsWith(':') && withoutColons(left) === withoutColons(right);
}

export function withoutColons(urn: string): string {
  return urn.replaceAll(':', '').toLowerCase();
}
