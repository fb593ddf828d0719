import { VersionMismatchError } from '@flosum/scim-schema';
import type { VersionCondition } from '../resources/index.js';
import { namesVersion } from './etag.js';

/** The conditions of a request about one resource (RFC 7644 section 3.14, RFC 9110 section 13). */
export interface Preconditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** Whether a write may go on: `If-Match` names the version, and `If-None-Match` does not. */
export function writeCondition({ ifMatch, ifNoneMatch }: Preconditions): VersionCondition {
  return (version) =>
    (ifMatch === undefined || namesVersion(ifMatch, version)) &&
    (ifNoneMatch === undefined || !namesVersion(ifNoneMatch, version));
}

/**
 * Whether a reader has this version already, and is answered with 304.
 *
 * @throws {@link VersionMismatchError} when `If-Match` names another version.
 */
export function isNotModified({ ifMatch, ifNoneMatch }: Preconditions, version: number): boolean {
  if (ifMatch !== undefined && !namesVersion(ifMatch, version)) throw new VersionMismatchError();
  return ifNoneMatch !== undefined && namesVersion(ifNoneMatch, version);
}
