import { isSameUrn, splitAttributePath } from '@flosum/scim-schema';

/**
 * Whether requests could not tell two schemas apart: their URNs are the same but for case and colons, or one is the
 * path of an attribute of the other, as `urn:acme:User:badge` is when there is a schema `urn:acme:User`.
 */
export function isUrnClash(left: string, right: string): boolean {
  return isSameUrn(left, right) || isPathInto(left, right) || isPathInto(right, left);
}

function isPathInto(urn: string, schema: string): boolean {
  const path = splitAttributePath(urn);
  return path?.urn !== undefined && isSameUrn(path.urn, schema);
}
