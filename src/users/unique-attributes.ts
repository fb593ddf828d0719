import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { ResourceType } from '@flosum/scim-schema';

/** An attribute of a tenant's extension that the tenant wants unique. */
export interface UniqueAttribute {
  /** With its URN, as filters and messages name it. */
  readonly name: string;
  readonly urn: string;
  readonly attribute: string;
}

const known = new WeakMap<ResourceType, readonly UniqueAttribute[]>();

/** The unique attributes of a tenant's own extensions. `userName` has a column of its own. */
export function uniqueAttributesOf(type: ResourceType): readonly UniqueAttribute[] {
  let attributes = known.get(type);
  if (attributes === undefined) {
    const builtIn = USER_RESOURCE_TYPE.extensions.map(({ schema }) => schema.id);
    attributes = type.extensions
      .filter(({ schema }) => !builtIn.includes(schema.id))
      .flatMap(({ schema }) =>
        schema.attributes
          .filter(({ uniqueness }) => uniqueness !== 'none')
          .map(({ name }) => ({ name: `${schema.id}:${name}`, urn: schema.id, attribute: name })),
      );
    known.set(type, attributes);
  }
  return attributes;
}
