import { USER_RESOURCE_TYPE, withoutColons } from '@flosum/scim-schema';
import { isUrnClash } from '../tenants/index.js';

/** What an attribute path can carry (`splitAttributePath`), without percent signs and plusses, which URLs change. */
const URN = /^urn(:[A-Z0-9._-]+){2,}$/i;
const MAX_LENGTH = 200;

/** Those of SCIM itself. The colons do not count, since they do not when a request names a schema. */
const RESERVED = ['urn:ietf:params:scim:schemas:core:', 'urn:ietf:params:scim:api:'];

const OWN = [USER_RESOURCE_TYPE.schema, ...USER_RESOURCE_TYPE.extensions.map(({ schema }) => schema)];

/** @returns What is wrong with the URN of a new extension of User; `undefined` when nothing is. */
export function findUrnProblem(urn: string): string | undefined {
  if (urn.length > MAX_LENGTH) return `has ${MAX_LENGTH} characters at most`;
  if (!URN.test(urn)) {
    return (
      'is a URN such as urn:ietf:params:scim:schemas:extension:acme:2.0:User, of letters, digits, dots, hyphens and ' +
      'underscores between its colons'
    );
  }
  if (RESERVED.some((prefix) => withoutColons(urn).startsWith(withoutColons(prefix)))) {
    return 'belongs to SCIM itself. An extension has a URN such as urn:ietf:params:scim:schemas:extension:acme:2.0:User';
  }
  const own = OWN.find(({ id }) => isUrnClash(id, urn));
  return own && `cannot be told from ${own.id}, which every User has`;
}
