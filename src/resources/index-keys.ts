import { InvalidValueError } from '@flosum/scim-schema';
import type { ScimResource } from '@flosum/scim-schema';

/** Bytes that surely fit into an index entry of PostgreSQL (2,704 at most, with the tenant). */
const MAX_KEY_BYTES = 2_048;

/**
 * Some characters grow when they are folded, so the length that the schema allows does not settle it.
 *
 * @throws {@link InvalidValueError} when a value is too long for the index that has to find it.
 */
export function indexKey(attribute: string, key: string): string {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new InvalidValueError(`"${attribute}" is too long.`);
  return key;
}

/**
 * The key of a name. Names have no control characters and no unassigned ones (RFC 8265 section 3.3).
 *
 * @throws {@link InvalidValueError}
 */
export function nameKey(attribute: string, key: string): string {
  if (/[\p{Cc}\p{Cn}]/u.test(key)) {
    throw new InvalidValueError(`"${attribute}" has a control character, or one that Unicode does not know.`);
  }
  return indexKey(attribute, key);
}

/** Far above any person, and small enough for a page of a hundred of them. */
const MAX_RESOURCE_BYTES = 131_072;

/**
 * A resource as JSON text.
 *
 * @throws {@link InvalidValueError} when it is larger than a resource may be.
 */
export function resourceText(typeName: string, resource: ScimResource): string {
  const json = JSON.stringify(resource);
  if (Buffer.byteLength(json) > MAX_RESOURCE_BYTES) {
    const what = typeName.toLowerCase();
    throw new InvalidValueError(
      `This ${what} would have more than ${MAX_RESOURCE_BYTES} bytes. Send less, or shorter values.`,
    );
  }
  return json;
}
