import type { AttributeDefinition } from './attribute-definition.js';
import { COMMON_ATTRIBUTES } from './common-attributes.js';
import { isSameUrn } from './same-urn.js';
import type { ResourceType, SchemaDefinition } from './schema-definition.js';

type AttributeList = readonly AttributeDefinition[];

const indexes = new WeakMap<AttributeList, ReadonlyMap<string, AttributeDefinition>>();

/** Finds an attribute by name without regard to case (RFC 7643 section 2.1). */
export function findByName(attributes: AttributeList, name: string): AttributeDefinition | undefined {
  let index = indexes.get(attributes);
  if (index === undefined) {
    index = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
    indexes.set(attributes, index);
  }
  return index.get(name.toLowerCase());
}

/**
 * Whether `value` alone tells the values of a list apart: it is immutable, as in the members of a group (RFC 7643
 * section 8.7.1). In other lists the same `value` may stand once for each `type` (section 2.4).
 */
export function isIdentifiedByValue({ multiValued, subAttributes = [] }: AttributeDefinition): boolean {
  return multiValued && findByName(subAttributes, 'value')?.mutability === 'immutable';
}

/** Finds the extension of a type by its URN, without regard to case (RFC 7644 section 3.10). */
export function findExtension(type: ResourceType, urn: string): SchemaDefinition | undefined {
  // Asked of each name in a body, of which few are URNs.
  if (!/^urn/i.test(urn)) return undefined;
  return type.extensions.find(({ schema }) => isSameUrn(schema.id, urn))?.schema;
}

const attributesOfTypes = new WeakMap<ResourceType, AttributeList>();

/** The common and the core attributes of a type, always as the same list. */
export function attributesOf(type: ResourceType): AttributeList {
  let attributes = attributesOfTypes.get(type);
  if (attributes === undefined) {
    attributes = [...COMMON_ATTRIBUTES, ...type.schema.attributes];
    attributesOfTypes.set(type, attributes);
  }
  return attributes;
}

/** Finds a core or common attribute of a type by its bare name. */
export function findCoreAttribute(type: ResourceType, name: string): AttributeDefinition | undefined {
  return findByName(attributesOf(type), name);
}
