import { checkResource } from './check-resource.js';
import type { JsonObject } from './json.js';
import { readAttributes } from './read-attributes.js';
import type { ResourceType } from './schema-definition.js';
import type { ScimResource } from './scim-resource.js';
import { Tolerance } from './tolerance.js';

/**
 * Reads the body of a POST as a resource of a type.
 *
 * Read-only attributes are ignored (RFC 7644 section 3.3), and so are attributes that the type does not have: Entra ID
 * adds private ones. The tolerant dialect ignores unknown schema URNs as well, and lets an extension count by its
 * object, whether `schemas` lists it or not.
 *
 * @param tolerance - Notes what is outside of the RFC; the strict dialect refuses it.
 * @throws {@link InvalidSyntaxError} when the body is no resource of this type at all.
 * @throws {@link InvalidValueError} when a value does not fit its attribute, or a required one is missing.
 */
export function readResource(type: ResourceType, body: unknown, tolerance = new Tolerance()): ScimResource {
  const { core, extensions } = readAttributes(type, body, tolerance);
  const assigned = [...extensions].flatMap(([urn, reading]) =>
    reading === undefined || Object.keys(reading.values).length === 0 ? [] : [[urn, reading.values] as const],
  );
  return checkResource(type, withSchemas(type, { ...core.values, ...Object.fromEntries(assigned) }));
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
