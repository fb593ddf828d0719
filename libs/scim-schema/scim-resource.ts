import type { JsonObject } from './json.js';

/**
 * A resource as the rooms hand it around: attributes under the names that the schema spells, unassigned ones left
 * out, extensions under their URN. Without `id` and `meta`, which only the store knows.
 */
export interface ScimResource extends JsonObject {
  readonly schemas: readonly string[];
}
