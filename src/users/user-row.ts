import { toComparable } from '@flosum/scim-filter';
import {
  ENTERPRISE_USER_URN,
  InvalidValueError,
  isJsonObject,
  USER_RESOURCE_TYPE,
} from '@flosum/scim-schema';
import type { JsonObject, ScimResource, StoredResource } from '@flosum/scim-schema';

/** A row of `users`, as far as it is read back. */
export interface UserRow {
  readonly id: string;
  readonly resource: ScimResource;
  readonly version: number;
  readonly created_at: Date;
  readonly last_modified: Date;
}

/** The same, with the key that a list is sorted by, as text. */
export interface SortedUserRow extends UserRow {
  readonly sort_key: string | null;
}

export const USER_COLUMNS = 'users.id, users.resource, users.version, users.created_at, users.last_modified';

export function fromRow(row: UserRow): StoredResource {
  return {
    id: row.id,
    resource: row.resource,
    version: row.version,
    createdAt: row.created_at,
    lastModified: row.last_modified,
  };
}

/** What is derived from a user when it is written. */
export interface DerivedColumns {
  readonly userNameKey: string;
  readonly externalId: string | null;
  readonly employeeNumberKey: string | null;
  readonly active: boolean;
  /** JSON text, for the column to keep it as it is. */
  readonly resource: string;
  readonly comparable: string;
  readonly emailKeys: readonly string[];
}

/** @throws {@link InvalidValueError} when a value is too long for the index that has to find it. */
export function deriveColumns(resource: ScimResource): DerivedColumns {
  const comparable = toComparable(USER_RESOURCE_TYPE, resource);
  const { userName, externalId } = comparable;
  const enterprise = comparable[ENTERPRISE_USER_URN];
  const employeeNumber = isJsonObject(enterprise) ? enterprise.employeeNumber : undefined;
  return {
    userNameKey: nameKey(typeof userName === 'string' ? userName : ''),
    externalId: typeof externalId === 'string' ? indexable('externalId', externalId) : null,
    employeeNumberKey:
      typeof employeeNumber === 'string' ? indexable('employeeNumber', employeeNumber) : null,
    active: resource.active === true,
    resource: bounded(JSON.stringify(resource)),
    comparable: JSON.stringify(comparable),
    emailKeys: emailKeysOf(comparable).map((key) => indexable('emails.value', key)),
  };
}

/** Bytes that surely fit into an index entry of PostgreSQL (2,704 at most, with the tenant). */
const MAX_KEY_BYTES = 2_048;

/** Some characters grow when they are folded, so the length that the schema allows does not settle it. */
function indexable(attribute: string, key: string): string {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new InvalidValueError(`"${attribute}" is too long.`);
  return key;
}

/** Far above any person, and small enough for a page of a hundred of them. */
const MAX_USER_BYTES = 131_072;

function bounded(json: string): string {
  if (Buffer.byteLength(json) > MAX_USER_BYTES) {
    throw new InvalidValueError(
      `This user would have more than ${MAX_USER_BYTES} bytes. Send less, or shorter values.`,
    );
  }
  return json;
}

/** Names have no control characters and no unassigned ones (RFC 8265 section 3.3). */
function nameKey(key: string): string {
  if (/[\p{Cc}\p{Cn}]/u.test(key)) {
    throw new InvalidValueError('"userName" has a control character, or one that Unicode does not know.');
  }
  return indexable('userName', key);
}

function emailKeysOf(comparable: JsonObject): readonly string[] {
  const emails = comparable.emails;
  const values = (Array.isArray(emails) ? (emails as readonly unknown[]) : [])
    .filter(isJsonObject)
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string');
  return [...new Set(values)];
}
