import type { AttributeDefinition } from './attribute-definition.js';
import { findByName, findCoreAttribute, findExtension } from './find-attribute.js';
import { isSameUrn } from './same-urn.js';
import type { ResourceType, SchemaDefinition } from './schema-definition.js';

/** `[URN ":"] attribute ["." subAttribute]` as somebody wrote it (RFC 7644 section 3.10). */
export interface AttributePath {
  readonly urn?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
}

/** What a path means in a resource type. */
export interface ResolvedAttribute {
  /** The extension that the attribute belongs to; none for core and common attributes. */
  readonly extension?: SchemaDefinition;
  readonly attribute: AttributeDefinition;
  readonly subAttribute?: AttributeDefinition;
}

/**
 * Finds what a path means.
 *
 * A bare name is looked up in the core first and then in the extensions, because Entra ID also sends `manager`
 * without its URN.
 *
 * @returns `undefined` when the type has no such attribute.
 */
export function resolveAttribute(type: ResourceType, path: AttributePath): ResolvedAttribute | undefined {
  for (const { attributes, extension } of candidateSchemas(type, path.urn)) {
    const attribute =
      extension === undefined
        ? findCoreAttribute(type, path.attribute)
        : findByName(attributes, path.attribute);
    if (attribute === undefined) continue;
    const found = { ...(extension && { extension }), attribute };
    if (path.subAttribute === undefined) return found;
    const subAttribute = findByName(attribute.subAttributes ?? [], path.subAttribute);
    return subAttribute && { ...found, subAttribute };
  }
  return undefined;
}

/** Spells a resolved attribute the way the schema does, with its URN when it is an extension's. */
export function spellAttribute({ extension, attribute, subAttribute }: ResolvedAttribute): string {
  const name = subAttribute === undefined ? attribute.name : `${attribute.name}.${subAttribute.name}`;
  return extension === undefined ? name : `${extension.id}:${name}`;
}

interface Candidate {
  readonly attributes: readonly AttributeDefinition[];
  readonly extension?: SchemaDefinition;
}

function candidateSchemas(type: ResourceType, urn: string | undefined): readonly Candidate[] {
  const core = { attributes: type.schema.attributes };
  if (urn === undefined) {
    return [
      core,
      ...type.extensions.map(({ schema }) => ({ attributes: schema.attributes, extension: schema })),
    ];
  }
  if (isSameUrn(urn, type.schema.id)) return [core];
  const extension = findExtension(type, urn);
  return extension === undefined ? [] : [{ attributes: extension.attributes, extension }];
}
