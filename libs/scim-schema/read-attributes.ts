import type { AttributeDefinition } from './attribute-definition.js';
import { attributesOf, findByName, findExtension } from './find-attribute.js';
import { isJsonObject, nameJsonType } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import { isUnassigned, readValue, refuseAmbiguousNames } from './read-value.js';
import type { ResourceType, SchemaDefinition } from './schema-definition.js';
import { InvalidSyntaxError, InvalidValueError } from './scim-error.js';
import { noteSpelling, withoutColons } from './same-urn.js';
import type { Tolerance } from './tolerance.js';
import { CORE_SCHEMA_PREFIX } from './urns.js';

/** What a body says about the attributes of one schema. Both are under the names that the schema spells. */
export interface SchemaReading {
  /** The values that it assigns. */
  readonly values: JsonObject;
  /** All that it names, as it was sent: also what it unassigns. */
  readonly sent: ReadonlyMap<string, JsonValue>;
}

/** What a body says about a resource. */
export interface BodyReading {
  /** The common and the core attributes. */
  readonly core: SchemaReading;
  /** By the URN of each extension that the body names; `undefined` for one that it unassigns as a whole. */
  readonly extensions: ReadonlyMap<string, SchemaReading | undefined>;
}

/**
 * Reads the body of a POST or a PUT. Read-only and unknown attributes are left out (RFC 7644 sections 3.3 and 3.5.1).
 *
 * @throws {@link InvalidSyntaxError} when the body is no resource of this type at all.
 * @throws {@link InvalidValueError} when a value does not fit its attribute.
 */
export function readAttributes(type: ResourceType, body: unknown, tolerance: Tolerance): BodyReading {
  if (!isJsonObject(body)) {
    throw new InvalidSyntaxError(`The body of a ${type.name} is a JSON object, not ${nameJsonType(body)}.`);
  }
  refuseAmbiguousNames(body);
  const urns = readSchemas(type, memberOf(body, 'schemas'), tolerance);
  const core: (readonly [string, JsonValue])[] = [];
  const extensions = new Map<string, SchemaReading | undefined>();
  for (const [name, sent] of Object.entries(body)) {
    const extension = findExtension(type, name);
    if (extension === undefined) {
      core.push([name, sent]);
      continue;
    }
    const read = readExtension(extension, name, sent, tolerance);
    if (!isEmpty(read) && !urns.has(withoutColons(extension.id))) {
      tolerance.accept(
        'unlisted-extension',
        () => new InvalidSyntaxError(`"schemas" does not list the extension "${extension.id}".`),
      );
    }
    if (!isEmpty(read) || !extensions.has(extension.id)) extensions.set(extension.id, read);
  }
  return { core: readMembers(attributesOf(type), core, '', tolerance), extensions };
}

function isEmpty(reading: SchemaReading | undefined): boolean {
  return reading === undefined || Object.keys(reading.values).length === 0;
}

function readExtension(
  schema: SchemaDefinition,
  name: string,
  sent: JsonValue,
  tolerance: Tolerance,
): SchemaReading | undefined {
  noteSpelling(
    schema.id,
    name,
    tolerance,
    () => new InvalidSyntaxError(`Write the URN as "${schema.id}", with all of its colons.`),
  );
  if (isUnassigned(sent)) return undefined;
  if (!isJsonObject(sent)) {
    throw new InvalidValueError(`"${schema.id}" takes an object, not ${nameJsonType(sent)}.`);
  }
  refuseAmbiguousNames(sent);
  return readMembers(schema.attributes, Object.entries(sent), `${schema.id}:`, tolerance);
}

function readMembers(
  attributes: readonly AttributeDefinition[],
  members: readonly (readonly [string, JsonValue])[],
  prefix: string,
  tolerance: Tolerance,
): SchemaReading {
  const values: Record<string, JsonValue> = {};
  const sent = new Map<string, JsonValue>();
  for (const [name, value] of members) {
    const attribute = findByName(attributes, name);
    if (attribute === undefined) tolerance.accept('unknown-attribute');
    if (attribute === undefined || attribute.mutability === 'readOnly' || attribute.name === 'schemas')
      continue;
    sent.set(attribute.name, value);
    const read = readValue(attribute, value, `${prefix}${attribute.name}`, tolerance);
    if (read !== undefined) values[attribute.name] = read;
  }
  return { values, sent };
}

/** The URNs that `schemas` lists, without their colons. */
function readSchemas(
  type: ResourceType,
  sent: JsonValue | undefined,
  tolerance: Tolerance,
): ReadonlySet<string> {
  const needed = (): InvalidSyntaxError =>
    new InvalidSyntaxError(`The body of a ${type.name} needs "schemas": ["${type.schema.id}"].`);
  if (!Array.isArray(sent) || sent.length === 0 || !sent.every((urn) => typeof urn === 'string')) {
    throw needed();
  }
  const urns = sent as readonly string[];
  const listed = new Set(urns.map(withoutColons));
  if (!listed.has(withoutColons(type.schema.id))) throw needed();
  const known = [type.schema, ...type.extensions.map(({ schema }) => schema)];
  for (const urn of urns) {
    const refusal = (): InvalidSyntaxError =>
      new InvalidSyntaxError(`"schemas" names a schema that is not for a ${type.name}.`);
    const schema = known.find(({ id }) => withoutColons(id) === withoutColons(urn));
    if (schema !== undefined) noteSpelling(schema.id, urn, tolerance, refusal);
    else if (withoutColons(urn).startsWith(withoutColons(CORE_SCHEMA_PREFIX))) throw refusal();
    else tolerance.accept('unknown-schema', refusal);
  }
  return listed;
}

function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}
