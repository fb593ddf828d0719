import type { JsonObject } from './json.js';

/**
 * A resource as the rooms hand it around: attributes under the names that the schema spells, unassigned ones left
 * out, extensions under their URN. Without `id` and `meta`, which only the store knows.
 */
export interface ScimResource extends JsonObject {
  readonly schemas: readonly string[];
}

/** A resource with what the store keeps about it. */
export interface StoredResource {
  readonly id: string;
  readonly resource: ScimResource;
  /** 1 for a new resource; one more with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly lastModified: Date;
}
