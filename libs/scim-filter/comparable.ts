import { attributesOf, findByName, foldCase, isJsonObject, parseDateTime } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue, ResourceType } from '@flosum/scim-schema';

/**
 * The form of a resource in which filters and sorting compare: texts without case are folded, instants stand in UTC.
 *
 * The evaluator reads it, and the database stores it beside the resource: so a comparison is plain equality or order
 * in both, and no rule of case, Unicode or time zone exists twice.
 */
export function toComparable(type: ResourceType, resource: JsonObject): JsonObject {
  const comparable = toComparableObject(attributesOf(type), resource);
  for (const { schema } of type.extensions) {
    const extension = resource[schema.id];
    if (isJsonObject(extension)) comparable[schema.id] = toComparableObject(schema.attributes, extension);
  }
  return comparable;
}

/** The comparable form of one value of an attribute: of an element, when the attribute has many. */
export function toComparableValue(attribute: AttributeDefinition, value: JsonValue): JsonValue {
  if (attribute.type === 'complex') {
    if (!isJsonObject(value)) return value;
    const comparable = toComparableObject(attribute.subAttributes ?? [], value);
    if (hasPrimary(attribute)) comparable.primary ??= false;
    return comparable;
  }
  if (typeof value !== 'string') return value;
  if (attribute.type === 'dateTime') return parseDateTime(value) ?? value;
  return attribute.caseExact ? value : foldCase(value);
}

/** A value of a list that is not said to be primary is not primary (RFC 7643 section 2.4). */
function hasPrimary({ multiValued, subAttributes }: AttributeDefinition): boolean {
  return multiValued && findByName(subAttributes ?? [], 'primary')?.type === 'boolean';
}

function toComparableObject(
  attributes: readonly AttributeDefinition[],
  object: JsonObject,
): Record<string, JsonValue> {
  const comparable: Record<string, JsonValue> = {};
  for (const attribute of attributes) {
    const value = object[attribute.name];
    if (value === undefined) continue;
    comparable[attribute.name] = Array.isArray(value)
      ? (value as readonly JsonValue[]).map((element) => toComparableValue(attribute, element))
      : toComparableValue(attribute, value);
  }
  return comparable;
}
