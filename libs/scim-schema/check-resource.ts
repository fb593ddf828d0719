import type { AttributeDefinition } from './attribute-definition.js';
import { attributesOf } from './find-attribute.js';
import { isJsonObject } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import type { ResourceType } from './schema-definition.js';
import { InvalidValueError } from './scim-error.js';
import type { ScimResource } from './scim-resource.js';

/**
 * Checks what only the whole resource can tell: that required attributes are there, and the required parts of those
 * that are (RFC 7643 section 2.2).
 *
 * A change is not refused for what was missing before it: an attribute may have become required since, and the
 * change may be the one that disables a leaver.
 *
 * @param before - The resource before a change; without it, everything that is required has to be there.
 * @returns The resource itself.
 * @throws {@link InvalidValueError} naming the first attribute that is missing.
 */
export function checkResource(
  type: ResourceType,
  resource: ScimResource,
  before?: ScimResource,
): ScimResource {
  refuseMissing(attributesOf(type), resource, before);
  for (const { schema, required } of type.extensions) {
    const extension = resource[schema.id];
    const earlier = before?.[schema.id];
    if (isJsonObject(extension)) {
      refuseMissing(
        schema.attributes,
        extension,
        isJsonObject(earlier) ? earlier : undefined,
        `${schema.id}:`,
      );
    } else if (required && (before === undefined || earlier !== undefined)) {
      throw new InvalidValueError(`A ${type.name} needs the extension "${schema.id}".`);
    }
  }
  return resource;
}

function refuseMissing(
  attributes: readonly AttributeDefinition[],
  object: JsonObject,
  before: JsonObject | undefined,
  prefix = '',
): void {
  for (const attribute of attributes) {
    const { name, subAttributes = [] } = attribute;
    if (isMissing(attribute, object) && (before === undefined || !isMissing(attribute, before))) {
      throw new InvalidValueError(`"${prefix}${name}" is required and must not be empty.`);
    }
    // Nobody can tell which value of a list was which before, so those that miss a part are counted.
    const objects = objectsOf(object[name]);
    const earlier = objectsOf(before?.[name]);
    for (const part of subAttributes) {
      if (countMissing(part, objects) <= countMissing(part, earlier)) continue;
      throw new InvalidValueError(`"${prefix}${name}.${part.name}" is required and must not be empty.`);
    }
  }
}

/** What is read-only, this service sets itself. */
function isMissing({ name, required, mutability }: AttributeDefinition, object: JsonObject): boolean {
  return required && mutability !== 'readOnly' && object[name] === undefined;
}

function countMissing(part: AttributeDefinition, objects: readonly JsonObject[]): number {
  return part.required ? objects.filter((object) => isMissing(part, object)).length : 0;
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  const values: readonly (JsonValue | undefined)[] = Array.isArray(value)
    ? (value as readonly JsonValue[])
    : [value];
  return values.filter(isJsonObject);
}
