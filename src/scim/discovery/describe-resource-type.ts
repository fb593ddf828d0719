import { RESOURCE_TYPE_URN } from '@flosum/scim-schema';
import type { ResourceType } from '@flosum/scim-schema';

/** A resource type as `/ResourceTypes` shows it (RFC 7643 section 6). */
export function describeResourceType(type: ResourceType, location: string): object {
  return {
    schemas: [RESOURCE_TYPE_URN],
    id: type.name,
    name: type.name,
    description: type.description,
    endpoint: type.endpoint,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    meta: { resourceType: 'ResourceType', location },
  };
}
