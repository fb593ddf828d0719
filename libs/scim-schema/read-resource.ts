import type { AttributeDefinition } from './attribute-definition.js';
import { COMMON_ATTRIBUTES } from './common-attributes.js';
import { findByName, findCoreAttribute, findExtension } from './find-attribute.js';
import { isJsonObject, nameJsonType } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import { isUnassigned, readValue, refuseAmbiguousNames } from './read-value.js';
import type { ResourceType, SchemaDefinition } from './schema-definition.js';
import { InvalidSyntaxError, InvalidValueError } from './scim-error.js';
import { withoutColons } from './same-urn.js';
import type { ScimResource } from './scim-resource.js';
import { CORE_SCHEMA_PREFIX } from './urns.js';

/**
 * Reads the body of a POST as a resource of a type.
 *
 * Read-only attributes are ignored (RFC 7644 section 3.3), and so are attributes and schema URNs that the type does
 * not have: Entra ID adds private ones. An extension counts by its object, whether `schemas` lists it or not.
 *
 * @throws {@link InvalidSyntaxError} when the body is no resource of this type at all.
 * @throws {@link InvalidValueError} when a value does not fit its attribute, or a required one is missing.
 */
export function readResource(type: ResourceType, body: unknown): ScimResource {
  if (!isJsonObject(body)) {
    throw new InvalidSyntaxError(`The body of a ${type.name} is a JSON object, not ${nameJsonType(body)}.`);
  }
  refuseAmbiguousNames(body);
  checkSchemas(type, valueOf(body, 'schemas'));

  const resource: Record<string, JsonValue> = {};
  for (const [name, sent] of Object.entries(body)) {
    const extension = findExtension(type, name);
    if (extension !== undefined) {
      const read = readExtension(extension, sent);
      if (read !== undefined) resource[extension.id] = read;
      continue;
    }
    const attribute = findCoreAttribute(type, name);
    if (attribute === undefined || attribute.mutability === 'readOnly' || attribute.name === 'schemas')
      continue;
    const read = readValue(attribute, sent);
    if (read !== undefined) resource[attribute.name] = read;
  }
  return checkResource(type, withSchemas(type, resource));
}

/**
 * Puts `schemas` in front: the type's own, and each extension that has an object (RFC 7643 section 3). An extension
 * that lost its last attribute is no longer listed.
 */
export function withSchemas(type: ResourceType, attributes: JsonObject): ScimResource {
  const used = type.extensions.filter(({ schema }) => attributes[schema.id] !== undefined);
  const schemas = [type.schema.id, ...used.map(({ schema }) => schema.id)];
  return Object.assign({ schemas }, attributes, { schemas });
}

/**
 * Checks what only the whole resource can tell: that required attributes are there, and the required parts of those
 * that are.
 *
 * @returns The resource itself.
 * @throws {@link InvalidValueError} naming the first attribute that is missing.
 */
export function checkResource(type: ResourceType, resource: ScimResource): ScimResource {
  refuseMissing(COMMON_ATTRIBUTES, resource);
  refuseMissing(type.schema.attributes, resource);
  for (const { schema, required } of type.extensions) {
    const extension = resource[schema.id];
    if (isJsonObject(extension)) refuseMissing(schema.attributes, extension, `${schema.id}:`);
    else if (required) throw new InvalidValueError(`A ${type.name} needs the extension "${schema.id}".`);
  }
  return resource;
}

function refuseMissing(attributes: readonly AttributeDefinition[], object: JsonObject, prefix = ''): void {
  for (const { name, required, mutability, subAttributes } of attributes) {
    const value = object[name];
    if (required && mutability !== 'readOnly' && value === undefined) {
      throw new InvalidValueError(`"${prefix}${name}" is required and must not be empty.`);
    }
    if (subAttributes === undefined) continue;
    const elements = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    for (const element of elements) {
      if (isJsonObject(element)) refuseMissing(subAttributes, element, `${prefix}${name}.`);
    }
  }
}

function readExtension(schema: SchemaDefinition, sent: JsonValue): JsonObject | undefined {
  if (isUnassigned(sent)) return undefined;
  if (!isJsonObject(sent)) {
    throw new InvalidValueError(`"${schema.id}" takes an object, not ${nameJsonType(sent)}.`);
  }
  refuseAmbiguousNames(sent);
  const object: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(sent)) {
    const attribute = findByName(schema.attributes, name);
    if (attribute === undefined || attribute.mutability === 'readOnly') continue;
    const read = readValue(attribute, value, `${schema.id}:${attribute.name}`);
    if (read !== undefined) object[attribute.name] = read;
  }
  return Object.keys(object).length === 0 ? undefined : object;
}

function checkSchemas(type: ResourceType, sent: JsonValue | undefined): void {
  const example = `"schemas": ["${type.schema.id}"]`;
  if (!Array.isArray(sent) || sent.length === 0 || !sent.every((urn) => typeof urn === 'string')) {
    throw new InvalidSyntaxError(`The body of a ${type.name} needs ${example}.`);
  }
  const urns = (sent as readonly string[]).map(withoutColons);
  const own = withoutColons(type.schema.id);
  if (!urns.includes(own)) throw new InvalidSyntaxError(`The body of a ${type.name} needs ${example}.`);
  if (urns.some((urn) => urn !== own && urn.startsWith(withoutColons(CORE_SCHEMA_PREFIX)))) {
    throw new InvalidSyntaxError(`"schemas" names a schema that is not for a ${type.name}.`);
  }
}

function valueOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}
