import { InvalidSyntaxError } from '@flosum/scim-schema';
import { UnknownEndpointError } from './bulk-errors.js';

/** Where the path of an operation leads: to all resources of a type, or to one. */
export interface BulkPath {
  readonly endpoint: string;
  readonly id?: string;
}

const SCHEME = /^[a-z][a-z\d+.-]*:/i;
const NEVER_IN_BULK: readonly string[] = ['bulk', 'me'];

/**
 * Reads the `path` of a bulk operation: `/Users`, `/Users/2819c223` or `/Users/bulkId:qwerty`, relative to the base
 * URL of the tenant. It leads nowhere else: not to another host, not to another tenant, not into another bulk. What
 * follows `bulkId:` may have slashes, for nothing forbids them in a name.
 *
 * @param endpoints - The known ones, without slashes.
 * @throws {@link InvalidSyntaxError} for a path of another form.
 * @throws {@link UnknownEndpointError} for another endpoint.
 */
export function readBulkPath(path: string, endpoints: readonly string[]): BulkPath {
  if (SCHEME.test(path) || path.startsWith('//')) {
    throw new InvalidSyntaxError('"path" is relative to the base URL of the tenant, not a URL of its own.');
  }
  if (/[?#]/.test(path)) throw new InvalidSyntaxError('The "path" of a bulk operation takes no query.');
  if (!path.startsWith('/')) throw new InvalidSyntaxError('"path" begins with a slash, such as "/Users".');
  const segments = path.slice(1).replace(/\/$/, '').split('/').map(decodeSegment);
  if (segments.some((segment) => segment === '.' || segment === '..')) {
    throw new InvalidSyntaxError('"path" has no "." and "..".');
  }
  const [endpoint = '', ...rest] = segments;
  if (NEVER_IN_BULK.includes(endpoint.toLowerCase())) {
    throw new InvalidSyntaxError(`"/${endpoint}" cannot be the "path" of a bulk operation.`);
  }
  if (!endpoints.includes(endpoint)) throw new UnknownEndpointError(endpoints);
  const id = rest.join('/');
  if (rest.length === 0) return { endpoint };
  if (id === '' || (rest.length > 1 && !id.startsWith('bulkId:'))) {
    throw new InvalidSyntaxError(`"path" is "/${endpoint}" or "/${endpoint}/" and one id.`);
  }
  return { endpoint, id };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new InvalidSyntaxError('"path" has a "%" that is no part of a URL; write "%25".');
  }
}
