import type { ResourceType, SchemaDefinition } from './schema-definition.js';

/**
 * A resource type with more extensions, such as those that a tenant has defined (RFC 7643 section 3.3). All of them are
 * optional: a resource without them stays as good as it was.
 *
 * Look-ups are remembered for each type, so make it once and keep it.
 *
 * @returns The type itself when there is nothing to add.
 */
export function extendType(type: ResourceType, schemas: readonly SchemaDefinition[]): ResourceType {
  if (schemas.length === 0) return type;
  const added = schemas.map((schema) => ({ schema, required: false }));
  return { ...type, extensions: [...type.extensions, ...added] };
}
