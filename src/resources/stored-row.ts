import type { ScimResource, StoredResource } from '@flosum/scim-schema';

/** A row of a table of resources, as far as it is read back. */
export interface StoredRow {
  readonly id: string;
  /** JSON text, as it was written. */
  readonly resource: string;
  readonly version: number;
  /** As PostgreSQL writes an instant in UTC: `2026-11-24 17:17:56.12+00`. */
  readonly created: string;
  readonly last_modified: string;
}

/** The columns of a {@link StoredRow}, each with its table. */
export function storedColumns(table: string): string {
  const texts = { resource: 'resource', created: 'created_at', last_modified: 'last_modified' };
  const columns = Object.entries(texts).map(([name, column]) => `${table}.${column}::text as ${name}`);
  return `${table}.id, ${table}.version, ${columns.join(', ')}`;
}

/** A resource as texts, from which an answer can be put together. */
export interface ResourceTexts {
  /** The JSON of `resource`. */
  readonly json: string;
  /** In the form of RFC 3339. */
  readonly created: string;
  readonly lastModified: string;
}

/**
 * The resource of a row. Its JSON is parsed when somebody looks at an attribute, and not before. What is computed belongs to
 * the class: a copy by `{ ...resource }` has none of it, {@link withAttributes} makes one.
 */
export class RowResource implements StoredResource {
  readonly id: string;
  readonly version: number;
  private parsed: ScimResource | undefined = undefined;
  private isAsStored = true;

  constructor(private readonly row: StoredRow) {
    this.id = row.id;
    this.version = row.version;
  }

  get resource(): ScimResource {
    return (this.parsed ??= JSON.parse(this.row.resource) as ScimResource);
  }

  get createdAt(): Date {
    return new Date(toRfc3339(this.row.created));
  }

  get lastModified(): Date {
    return new Date(toRfc3339(this.row.last_modified));
  }

  get texts(): ResourceTexts | undefined {
    if (!this.isAsStored) return undefined;
    const { resource, created, last_modified } = this.row;
    return { json: resource, created: toRfc3339(created), lastModified: toRfc3339(last_modified) };
  }

  /** A copy with other attributes than the row has. */
  with(resource: ScimResource): this {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(this) as object) as this, this);
    copy.parsed = resource;
    copy.isAsStored = false;
    return copy;
  }
}

/** A copy of a resource with other attributes. */
export function withAttributes<Resource extends StoredResource>(
  stored: Resource,
  resource: ScimResource,
): Resource {
  return stored instanceof RowResource ? stored.with(resource) : { ...stored, resource };
}

const TEXTS = Symbol('texts');

/** The texts belong to one object: a copy of it with other attributes has none. */
interface WithTexts extends StoredResource {
  [TEXTS]?: ResourceTexts & { readonly of: StoredResource };
}

/** Keeps the JSON text of a resource that is being written. */
export function keepText(stored: StoredResource, json: string): void {
  const created = stored.createdAt.toISOString();
  const lastModified = stored.lastModified.toISOString();
  (stored as WithTexts)[TEXTS] = { of: stored, json, created, lastModified };
}

/** The texts of a resource, if they are known. */
export function textsOf(stored: StoredResource): ResourceTexts | undefined {
  if (stored instanceof RowResource) return stored.texts;
  const known = (stored as WithTexts)[TEXTS];
  return known?.of === stored ? known : undefined;
}

/** The state that follows one: a new version, and a later time also when the clock stands or goes back. */
export function nextState(
  { id, version, createdAt, lastModified }: StoredResource,
  resource: ScimResource,
): StoredResource {
  const now = new Date(Math.max(Date.now(), lastModified.getTime() + 1));
  return { id, resource, version: version + 1, createdAt, lastModified: now };
}

/** An instant in UTC, in milliseconds: PostgreSQL leaves zeros at the end away. */
function toRfc3339(text: string): string {
  const fraction = text.slice(20, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
