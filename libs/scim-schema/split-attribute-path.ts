import type { AttributePath } from './attribute-path.js';

const NAME = /^\$?[A-Za-z][A-Za-z0-9_$-]*$/;
const URN = /^urn:[\w.:%+-]+$/i;

const MAX_NAME_LENGTH = 64;
const RESERVED: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()),
);

/**
 * Whether an attribute that somebody defines may have this name: paths and filters can write it (RFC 7643 section 2.1),
 * it has 64 characters at most, and no object of JavaScript has a property of this name by birth.
 */
export function isRepresentableName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && NAME.test(name) && !RESERVED.has(name.toLowerCase());
}

/**
 * Splits `[URN ":"] name ["." subName]`.
 *
 * The URN ends at the last colon: it has dots of its own (`…:core:2.0:User`), which separate nothing. `$ref` is a
 * name although RFC 7644's grammar has no `$` (erratum 8924); it stands alone in `members[$ref eq "…"]`.
 *
 * @returns `undefined` when the text has another form.
 */
export function splitAttributePath(text: string): AttributePath | undefined {
  const colon = text.lastIndexOf(':');
  const urn = colon === -1 ? undefined : text.slice(0, colon);
  if (urn !== undefined && !URN.test(urn)) return undefined;
  const [attribute, subAttribute, ...rest] = text.slice(colon + 1).split('.');
  if (attribute === undefined || rest.length > 0 || !NAME.test(attribute)) return undefined;
  if (subAttribute !== undefined && !NAME.test(subAttribute)) return undefined;
  return {
    ...(urn !== undefined && { urn }),
    attribute,
    ...(subAttribute !== undefined && { subAttribute }),
  };
}
