import type { ScimResource, StoredResource } from '@flosum/scim-schema';

/** A row of a table of resources, as far as it is read back. */
export interface StoredRow {
  readonly id: string;
  readonly resource: ScimResource;
  readonly version: number;
  readonly created_at: Date;
  readonly last_modified: Date;
}

const NAMES = ['id', 'resource', 'version', 'created_at', 'last_modified'];

/** The columns of a {@link StoredRow}, each with its table. */
export function storedColumns(table: string): string {
  return NAMES.map((name) => `${table}.${name}`).join(', ');
}

export function fromStoredRow(row: StoredRow): StoredResource {
  return {
    id: row.id,
    resource: row.resource,
    version: row.version,
    createdAt: row.created_at,
    lastModified: row.last_modified,
  };
}

/** The state that follows one: a new version, and a later time also when the clock stands or goes back. */
export function nextState(before: StoredResource, resource: ScimResource): StoredResource {
  const lastModified = new Date(Math.max(Date.now(), before.lastModified.getTime() + 1));
  return { ...before, resource, version: before.version + 1, lastModified };
}
