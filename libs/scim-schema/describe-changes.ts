import type { AttributeDefinition } from './attribute-definition.js';
import { deepEqual } from './deep-equal.js';
import { attributesOf } from './find-attribute.js';
import { isJsonObject } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import type { ResourceType } from './schema-definition.js';
import type { ScimResource } from './scim-resource.js';

/** One attribute that differs between two states of a resource. */
export interface AttributeChange {
  /** As PATCH spells it: `name.givenName`, `emails`, `urn:…:User:manager.value`. */
  readonly path: string;
  /** Left out when the attribute was not assigned, and when its values are never told. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/**
 * Tells what differs between two states of a resource: one entry for each attribute, and for each part of a singular
 * complex one; lists are compared as a whole. `schemas` follows the content and is left out.
 *
 * What is `writeOnly` or never returned (RFC 7643 section 7) gets an entry with its path, but never with its value.
 *
 * @param before - `undefined` for a resource that was created.
 * @param after - `undefined` for one that was deleted.
 */
export function describeChanges(
  type: ResourceType,
  before: ScimResource | undefined,
  after: ScimResource | undefined,
): readonly AttributeChange[] {
  return [
    ...changesOf(attributesOf(type), before, after, ''),
    ...type.extensions.flatMap(({ schema }) =>
      changesOf(schema.attributes, before?.[schema.id], after?.[schema.id], `${schema.id}:`),
    ),
  ];
}

function changesOf(
  attributes: readonly AttributeDefinition[],
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  prefix: string,
): readonly AttributeChange[] {
  const changes: AttributeChange[] = [];
  for (const attribute of attributes) {
    if (attribute.name === 'schemas' && prefix === '') continue;
    const earlier = isJsonObject(before) ? before[attribute.name] : undefined;
    const later = isJsonObject(after) ? after[attribute.name] : undefined;
    if (deepEqual(earlier, later)) continue;
    const path = `${prefix}${attribute.name}`;
    if (isSecret(attribute)) changes.push({ path });
    else if (attribute.type === 'complex' && !attribute.multiValued) {
      changes.push(...changesOf(attribute.subAttributes ?? [], earlier, later, `${path}.`));
    } else {
      changes.push(
        describeChange(path, withoutSecrets(attribute, earlier), withoutSecrets(attribute, later)),
      );
    }
  }
  return changes;
}

function describeChange(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): AttributeChange {
  // Only a part that is never told has changed.
  if (deepEqual(before, after)) return { path };
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function isSecret({ mutability, returned }: AttributeDefinition): boolean {
  return mutability === 'writeOnly' || returned === 'never';
}

function withoutSecrets(attribute: AttributeDefinition, value: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(value) || attribute.subAttributes?.some(isSecret) !== true) return value;
  const secrets = new Set(attribute.subAttributes.filter(isSecret).map(({ name }) => name));
  return (value as readonly JsonValue[]).map((element) =>
    isJsonObject(element) ? withoutNames(element, secrets) : element,
  );
}

function withoutNames(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}
