import type { ScimResource, StoredResource } from '@flosum/scim-schema';

/** A row of a table of resources, as far as it is read back. */
export interface StoredRow {
  readonly id: string;
  /** JSON text, as it was written. */
  readonly resource: string;
  readonly version: number;
  readonly created_at: Date;
  readonly last_modified: Date;
}

/** The columns of a {@link StoredRow}, each with its table. */
export function storedColumns(table: string): string {
  const others = ['version', 'created_at', 'last_modified'].map((name) => `${table}.${name}`);
  return `${table}.id, ${table}.resource::text as resource, ${others.join(', ')}`;
}

const TEXT = Symbol('text');

/** The JSON text of a resource, and of which one: a copy of it with other attributes has no text. */
interface WithText extends StoredResource {
  [TEXT]?: { readonly of: StoredResource; readonly text: string };
}

/** The resource of a row. Its JSON is parsed when somebody looks at an attribute, and not before. */
export function fromStoredRow(row: StoredRow): StoredResource {
  let parsed: ScimResource | undefined;
  const stored = {
    id: row.id,
    get resource(): ScimResource {
      return (parsed ??= JSON.parse(row.resource) as ScimResource);
    },
    version: row.version,
    createdAt: row.created_at,
    lastModified: row.last_modified,
  };
  return withText(stored, row.resource);
}

/** Keeps the JSON text of `stored.resource`, from which an answer can be put together. */
export function withText<Stored extends StoredResource>(stored: Stored, text: string): Stored {
  (stored as WithText)[TEXT] = { of: stored, text };
  return stored;
}

/** The JSON text of `stored.resource`, if it is known. */
export function textOf(stored: StoredResource): string | undefined {
  const known = (stored as WithText)[TEXT];
  return known?.of === stored ? known.text : undefined;
}

/** The state that follows one: a new version, and a later time also when the clock stands or goes back. */
export function nextState(
  { id, version, createdAt, lastModified }: StoredResource,
  resource: ScimResource,
): StoredResource {
  const now = new Date(Math.max(Date.now(), lastModified.getTime() + 1));
  return { id, resource, version: version + 1, createdAt, lastModified: now };
}
