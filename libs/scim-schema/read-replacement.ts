import type { AttributeDefinition } from './attribute-definition.js';
import { checkResource } from './check-resource.js';
import { deepEqual } from './deep-equal.js';
import { attributesOf, findByName } from './find-attribute.js';
import { isJsonObject } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import { keepUnseenParts } from './keep-unseen-parts.js';
import { readAttributes } from './read-attributes.js';
import type { SchemaReading } from './read-attributes.js';
import { withSchemas } from './read-resource.js';
import { isUnassigned } from './read-value.js';
import type { ResourceType } from './schema-definition.js';
import { MutabilityError } from './scim-error.js';
import type { ScimResource } from './scim-resource.js';
import { Tolerance } from './tolerance.js';

/**
 * Reads the body of a PUT as the next state of a resource (RFC 7644 section 3.5.1).
 *
 * What the body leaves out is cleared, in extensions too, except for what the client could not know or must not
 * switch: immutable attributes, those that a GET does not show unasked, and those that are `keptByPut`. Read-only
 * attributes stay as they are. So a PUT of what a GET has shown changes nothing.
 *
 * @param current - The resource as it is stored.
 * @param tolerance - Notes what is outside of the RFC; the strict dialect refuses it.
 * @throws {@link InvalidSyntaxError} when the body is no resource of this type at all.
 * @throws {@link InvalidValueError} when a value does not fit its attribute, or a required one is missing.
 * @throws {@link MutabilityError} when an immutable attribute was sent with another value than it has.
 */
export function readReplacement(
  type: ResourceType,
  current: ScimResource,
  body: unknown,
  tolerance = new Tolerance(),
): ScimResource {
  const { core, extensions } = readAttributes(type, body, tolerance);
  const next: Record<string, JsonValue> = { ...replaceMembers(attributesOf(type), current, core) };
  for (const { schema } of type.extensions) {
    const earlier = current[schema.id];
    const reading = extensions.has(schema.id) ? (extensions.get(schema.id) ?? CLEARED) : OMITTED;
    const members = isJsonObject(earlier) ? earlier : {};
    const extension = replaceMembers(schema.attributes, members, reading, `${schema.id}:`);
    if (Object.keys(extension).length > 0) next[schema.id] = extension;
  }
  return checkResource(type, withSchemas(type, next));
}

/** What is said about the members of an object: about each one, or about all of them by what is said of the object. */
type Said = SchemaReading | typeof OMITTED | typeof CLEARED;

const OMITTED = 'omitted';
const CLEARED = 'cleared';

function replaceMembers(
  attributes: readonly AttributeDefinition[],
  current: JsonObject,
  said: Said,
  prefix = '',
): JsonObject {
  const next: Record<string, JsonValue> = {};
  for (const attribute of attributes) {
    const { name } = attribute;
    const sent = said === OMITTED ? undefined : said === CLEARED ? null : said.sent.get(name);
    const read = typeof said === 'string' ? undefined : said.values[name];
    const value = replaceValue(attribute, current[name], sent, read, `${prefix}${name}`);
    if (value !== undefined) next[name] = value;
  }
  return next;
}

/**
 * @param sent - As it stood in the body; `undefined` when it did not.
 * @param read - The value that `sent` assigns.
 */
function replaceValue(
  attribute: AttributeDefinition,
  current: JsonValue | undefined,
  sent: JsonValue | undefined,
  read: JsonValue | undefined,
  where: string,
): JsonValue | undefined {
  if (attribute.mutability === 'readOnly') return current;
  if (sent === undefined && staysWhenOmitted(attribute)) return current;
  // `null` says no more than nothing does (RFC 7643 section 2.5).
  const isKept = attribute.mutability === 'immutable' || attribute.keptByPut === true;
  if (isKept && read === undefined) return current;
  const next = attribute.type === 'complex' ? replaceComplex(attribute, current, sent, read, where) : read;
  if (attribute.mutability === 'immutable' && current !== undefined && !deepEqual(current, next)) {
    throw new MutabilityError(`"${where}" was set before and cannot be changed.`);
  }
  return next;
}

/** What an answer shows only when it is asked for, or never, a client cannot send back. */
function staysWhenOmitted({ mutability, returned }: AttributeDefinition): boolean {
  return mutability === 'writeOnly' || returned === 'never' || returned === 'request';
}

function replaceComplex(
  attribute: AttributeDefinition,
  current: JsonValue | undefined,
  sent: JsonValue | undefined,
  read: JsonValue | undefined,
  where: string,
): JsonValue | undefined {
  if (attribute.multiValued) return keepUnseenParts(attribute, current, read);
  const parts = attribute.subAttributes ?? [];
  const earlier = isJsonObject(current) ? current : {};
  const values = isJsonObject(read) ? read : {};
  const said =
    sent === undefined ? OMITTED : isUnassigned(sent) ? CLEARED : { values, sent: partsOf(attribute, sent) };
  const next = replaceMembers(parts, earlier, said, `${where}.`);
  const kept = next.value === earlier.value ? next : withoutReadOnly(parts, next);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** The members of an object that was sent, under the names of the schema. */
function partsOf(
  { subAttributes = [] }: AttributeDefinition,
  sent: JsonValue,
): ReadonlyMap<string, JsonValue> {
  const single = (Array.isArray(sent) ? sent[0] : sent) as JsonValue;
  const members = isJsonObject(single) ? Object.entries(single) : [['value', single] as const];
  return new Map(
    members.flatMap(([name, value]) => {
      const part = findByName(subAttributes, name);
      return part === undefined ? [] : [[part.name, value] as const];
    }),
  );
}

/** What this service said about the old `value`, such as the name of a manager, is not true of the new one. */
function withoutReadOnly(parts: readonly AttributeDefinition[], object: JsonObject): JsonObject {
  const readOnly = new Set(
    parts.filter(({ mutability }) => mutability === 'readOnly').map(({ name }) => name),
  );
  return Object.fromEntries(Object.entries(object).filter(([name]) => !readOnly.has(name)));
}
