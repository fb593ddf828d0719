export { defineAttribute, defineComplex, defineList } from './attribute-definition.js';
export type {
  AttributeDefinition,
  AttributeType,
  Mutability,
  Returned,
  Uniqueness,
} from './attribute-definition.js';
export { resolveAttribute, spellAttribute } from './attribute-path.js';
export type { AttributePath, ResolvedAttribute } from './attribute-path.js';
export { DEVIATIONS } from './deviations.js';
export type { DeviationName, Dialect } from './deviations.js';
export { GROUP_RESOURCE_TYPE } from './group-resource-type.js';
export { GROUP_SCHEMA } from './group-schema.js';
export { showsAttribute } from './shows-attribute.js';
export { Tolerance } from './tolerance.js';
export { deepEqual } from './deep-equal.js';
export { describeChanges } from './describe-changes.js';
export type { AttributeChange } from './describe-changes.js';
export { extendType } from './extend-type.js';
export { parseDateTime } from './date-time.js';
export { ENTERPRISE_USER_SCHEMA } from './enterprise-user-schema.js';
export { COMMON_ATTRIBUTES } from './common-attributes.js';
export { attributesOf, findByName, findExtension, isIdentifiedByValue } from './find-attribute.js';
export { foldCase } from './fold-case.js';
export { isJsonObject, nameJsonType } from './json.js';
export type { JsonObject, JsonValue } from './json.js';
export { DEFAULT_PROJECTION, projectResource, readProjection, showNamed } from './projection.js';
export type { Projection } from './projection.js';
export { readReplacement } from './read-replacement.js';
export { readResource, withSchemas } from './read-resource.js';
export { checkResource } from './check-resource.js';
export { readSimpleValue, isStorable } from './read-simple-value.js';
export {
  isUnassigned,
  joinRepeated,
  readSingle,
  readValue,
  refuseAmbiguousNames,
  refuseLongList,
  unwrapList,
  wrapSingle,
} from './read-value.js';
export type { ResourceType, SchemaDefinition, SchemaExtension } from './schema-definition.js';
export * from './scim-error.js';
export type { ScimResource, StoredResource } from './scim-resource.js';
export { isSameUrn, noteSpelling, withoutColons } from './same-urn.js';
export { isRepresentableName, splitAttributePath } from './split-attribute-path.js';
export * from './urns.js';
export { USER_RESOURCE_TYPE } from './user-resource-type.js';
export { USER_SCHEMA } from './user-schema.js';
