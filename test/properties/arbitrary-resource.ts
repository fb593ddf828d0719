import fc from 'fast-check';
import { attributesOf, foldCase, isJsonObject, withSchemas } from '@flosum/scim-schema';
import type {
  AttributeDefinition,
  JsonObject,
  JsonValue,
  ResourceType,
  ScimResource,
} from '@flosum/scim-schema';
import { base64, text } from './arbitrary-text.js';

/** What only the store and the schemas themselves decide. */
const NOT_IN_A_RESOURCE: readonly string[] = ['schemas', 'id', 'meta'];

/** Resources of a type as the store may hold them, made from the definitions of all attributes, read-only ones too. */
export function resource(type: ResourceType): fc.Arbitrary<ScimResource> {
  const own = attributesOf(type).filter(({ name }) => !NOT_IN_A_RESOURCE.includes(name));
  const extensions = Object.fromEntries(
    type.extensions.map(({ schema }) => [schema.id, nonEmpty(members(schema.attributes))]),
  );
  return fc
    .tuple(members(own), fc.record(extensions, { requiredKeys: [] }))
    .map(([attributes, extension]) => withSchemas(type, { ...attributes, ...extension } as JsonObject));
}

/** As many resources, with different names. */
export function resources(type: ResourceType, count: number): fc.Arbitrary<readonly ScimResource[]> {
  return fc.uniqueArray(resource(type), {
    minLength: count,
    maxLength: count,
    selector: ({ userName, displayName }) => foldCase((userName ?? displayName) as string),
  });
}

/** A value of an attribute: a list, when it has many. */
export function valueOf(attribute: AttributeDefinition): fc.Arbitrary<JsonValue> {
  if (!attribute.multiValued) return singleValue(attribute);
  return fc.array(singleValue(attribute), { minLength: 1, maxLength: 3 }).map(asList);
}

function singleValue(attribute: AttributeDefinition): fc.Arbitrary<JsonValue> {
  const { type, canonicalValues = [], subAttributes = [] } = attribute;
  switch (type) {
    case 'complex':
      return nonEmpty(members(subAttributes));
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: -9, max: 9 });
    case 'decimal':
      return fc.integer({ min: -9, max: 9 }).map((tenths) => tenths / 10);
    case 'dateTime':
      return fc.nat({ max: 9_999 }).map((millisecond) => new Date(millisecond).toISOString());
    case 'binary':
      return base64();
    default:
      return canonicalValues.length === 0 ? text() : fc.oneof(fc.constantFrom(...canonicalValues), text());
  }
}

function members(attributes: readonly AttributeDefinition[]): fc.Arbitrary<JsonObject> {
  const values = Object.fromEntries(attributes.map((attribute) => [attribute.name, valueOf(attribute)]));
  const requiredKeys = attributes.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(values, { requiredKeys, noNullPrototype: true });
}

function nonEmpty(objects: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return objects.filter((object) => Object.keys(object).length > 0);
}

/** A list has one primary value at most, and the same value with the same type once (RFC 7643 section 2.4). */
function asList(elements: readonly JsonValue[]): readonly JsonValue[] {
  const keys = new Set<string>();
  let hasPrimary = false;
  return elements
    .map((element) => {
      if (!isJsonObject(element) || element.primary !== true) return element;
      const isSecond = hasPrimary;
      hasPrimary = true;
      return isSecond ? { ...element, primary: false } : element;
    })
    .filter((element, index) => {
      const { value, type } = isJsonObject(element) ? element : { value: element };
      const key = value === undefined ? String(index) : JSON.stringify([value, type]);
      return keys.size < keys.add(key).size;
    });
}
