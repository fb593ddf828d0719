import type { AttributeDefinition } from './attribute-definition.js';
import type { AttributePath } from './attribute-path.js';
import { resolveAttribute, spellAttribute } from './attribute-path.js';
import { attributesOf, findByName, findExtension } from './find-attribute.js';
import { isJsonObject } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import { InvalidValueError } from './scim-error.js';
import type { ResourceType } from './schema-definition.js';
import { splitAttributePath } from './split-attribute-path.js';

/**
 * Which attributes an answer shows: names as the schema spells them, such as `name.givenName` or
 * `urn:…:User:department`, and URNs of whole extensions.
 */
export type Projection =
  | {
      readonly kind: 'default';
      /** What is returned on request, and was named by a request to write it (RFC 7643 section 7). */
      readonly also?: ReadonlySet<string>;
    }
  | { readonly kind: 'only'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'without'; readonly names: ReadonlySet<string> };

export const DEFAULT_PROJECTION: Projection = { kind: 'default' };

/**
 * Reads `attributes` and `excludedAttributes` (RFC 7644 section 3.9). Unknown names are ignored.
 *
 * @param attributes - Names from the `attributes` parameter; `undefined` when it was not sent.
 * @param excludedAttributes - Names from `excludedAttributes`, likewise.
 * @throws {@link InvalidValueError} when both were sent.
 */
export function readProjection(
  type: ResourceType,
  attributes: readonly string[] | undefined,
  excludedAttributes: readonly string[] | undefined,
): Projection {
  if (attributes !== undefined && excludedAttributes !== undefined) {
    throw new InvalidValueError('Send "attributes" or "excludedAttributes", not both.');
  }
  if (attributes !== undefined) return { kind: 'only', names: spellNames(type, attributes) };
  if (excludedAttributes !== undefined)
    return { kind: 'without', names: spellNames(type, excludedAttributes) };
  return DEFAULT_PROJECTION;
}

/**
 * The projection of the answer to a write: without a wish of the client, it also shows what is returned on request and
 * was named by the write (RFC 7643 section 7).
 *
 * @param names - Finds the attributes that the request named, as paths; asked only where it matters.
 */
export function showNamed(
  type: ResourceType,
  projection: Projection,
  names: () => readonly string[],
): Projection {
  if (projection.kind !== 'default' || !hasRequested(type)) return projection;
  return { kind: 'default', also: spellNames(type, names()) };
}

const typesWithRequested = new WeakMap<ResourceType, boolean>();

function hasRequested(type: ResourceType): boolean {
  let known = typesWithRequested.get(type);
  if (known === undefined) {
    const lists = [attributesOf(type), ...type.extensions.map(({ schema }) => schema.attributes)];
    known = lists
      .flat()
      .flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])])
      .some(({ returned }) => returned === 'request');
    typesWithRequested.set(type, known);
  }
  return known;
}

/** Reduces a resource to what the projection and the `returned` characteristics let through. */
export function projectResource(
  type: ResourceType,
  resource: JsonObject,
  projection: Projection,
): JsonObject {
  const projected = projectObject(attributesOf(type), resource, '', projection, false);
  for (const { schema } of type.extensions) {
    const extension = resource[schema.id];
    if (!isJsonObject(extension)) continue;
    const named = names(projection, schema.id);
    const reduced = projectObject(schema.attributes, extension, `${schema.id}:`, projection, named);
    if (Object.keys(reduced).length > 0) projected[schema.id] = reduced;
  }
  return projected;
}

function projectObject(
  attributes: readonly AttributeDefinition[],
  object: JsonObject,
  prefix: string,
  projection: Projection,
  parentNamed: boolean,
): Record<string, JsonValue> {
  const projected: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(object)) {
    const attribute = findByName(attributes, key);
    if (attribute === undefined) continue;
    if (attribute.returned === 'never' || attribute.mutability === 'writeOnly') continue;
    const name = `${prefix}${attribute.name}`;
    const named = parentNamed || names(projection, name);
    const shown = attribute.returned === 'always' || showsWhole(attribute, name, projection, named);
    if (shown && !dividesSubAttributes(attribute, name, projection)) {
      projected[attribute.name] = value;
    } else if (shown || namesSubAttribute(attribute, name, projection)) {
      const reduced = mapObjects(value, (element) =>
        projectObject(attribute.subAttributes ?? [], element, `${name}.`, projection, named),
      );
      if (reduced !== undefined) projected[attribute.name] = reduced;
    }
  }
  return projected;
}

function names(projection: Projection, name: string): boolean {
  return projection.kind !== 'default' && projection.names.has(name);
}

function showsWhole(
  { returned }: AttributeDefinition,
  name: string,
  projection: Projection,
  named: boolean,
): boolean {
  if (projection.kind === 'only') return named;
  if (projection.kind === 'default' && returned === 'request') return projection.also?.has(name) === true;
  return !named && returned === 'default';
}

/** Whether the sub-attributes of a shown attribute must be looked at one by one. */
function dividesSubAttributes(attribute: AttributeDefinition, name: string, projection: Projection): boolean {
  const subAttributes = attribute.subAttributes ?? [];
  if (
    subAttributes.some(({ returned, mutability }) => returned !== 'default' || mutability === 'writeOnly')
  ) {
    return true;
  }
  return projection.kind === 'without' && namesAny(subAttributes, name, projection.names);
}

function namesSubAttribute(attribute: AttributeDefinition, name: string, projection: Projection): boolean {
  return projection.kind === 'only' && namesAny(attribute.subAttributes ?? [], name, projection.names);
}

function namesAny(
  subAttributes: readonly AttributeDefinition[],
  name: string,
  names: ReadonlySet<string>,
): boolean {
  return subAttributes.some((subAttribute) => names.has(`${name}.${subAttribute.name}`));
}

function mapObjects(value: JsonValue, map: (element: JsonObject) => JsonObject): JsonValue | undefined {
  if (Array.isArray(value)) {
    const elements = (value as readonly JsonValue[]).filter(isJsonObject).map(map);
    const filled = elements.filter((element) => Object.keys(element).length > 0);
    return filled.length === 0 ? undefined : filled;
  }
  if (!isJsonObject(value)) return undefined;
  const object = map(value);
  return Object.keys(object).length === 0 ? undefined : object;
}

function spellNames(type: ResourceType, names: readonly string[]): ReadonlySet<string> {
  const spelt = new Set<string>();
  for (const name of names) {
    const extension = findExtension(type, name);
    const path: AttributePath | undefined = extension === undefined ? splitAttributePath(name) : undefined;
    const resolved = path && resolveAttribute(type, path);
    if (extension !== undefined) spelt.add(extension.id);
    else if (resolved !== undefined) spelt.add(spellAttribute(resolved));
  }
  return spelt;
}
