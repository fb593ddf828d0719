/** A version as an entity tag: weak, since the bytes of an answer depend on what was asked for (RFC 7643 section 3.1). */
export function formatVersion(version: number): string {
  return `W/"${version}"`;
}

/**
 * Whether a header `If-Match` or `If-None-Match` names a version. Tags are compared weakly: clients send back what
 * they got, with and without `W/`.
 */
export function namesVersion(header: string, version: number): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${version}"`);
}
