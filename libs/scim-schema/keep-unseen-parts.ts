import type { AttributeDefinition } from './attribute-definition.js';
import { isIdentifiedByValue } from './find-attribute.js';
import { isJsonObject } from './json.js';
import type { JsonObject, JsonValue } from './json.js';

/**
 * Gives the values of a list that a PUT repeats the parts that its client could not send: read-only ones, which count
 * nothing in a body, and those that a GET does not show unasked.
 *
 * @param current - The list as it is stored.
 * @param read - The list as it was sent.
 * @returns The list as it was sent, with these parts.
 */
export function keepUnseenParts(
  attribute: AttributeDefinition,
  current: JsonValue | undefined,
  read: JsonValue | undefined,
): JsonValue | undefined {
  const unseen = new Set((attribute.subAttributes ?? []).filter(isUnseen).map(({ name }) => name));
  if (unseen.size === 0 || !Array.isArray(current) || !Array.isArray(read)) return read;
  const keyOf = (element: JsonValue): string => {
    const parts = isJsonObject(element) ? element : { value: element };
    if (parts.value === undefined)
      return JSON.stringify(entriesOf(parts, (name) => !unseen.has(name)).sort());
    return JSON.stringify(isIdentifiedByValue(attribute) ? [parts.value] : [parts.value, parts.type]);
  };
  const earlier = new Map((current as readonly JsonValue[]).map((element) => [keyOf(element), element]));
  return (read as readonly JsonValue[]).map((element) => {
    const stored = earlier.get(keyOf(element));
    if (!isJsonObject(element) || !isJsonObject(stored)) return element;
    return { ...Object.fromEntries(entriesOf(stored, (name) => unseen.has(name))), ...element };
  });
}

function isUnseen({ mutability, returned }: AttributeDefinition): boolean {
  return (
    mutability === 'readOnly' || mutability === 'writeOnly' || returned === 'never' || returned === 'request'
  );
}

function entriesOf(object: JsonObject, isMeant: (name: string) => boolean): (readonly [string, JsonValue])[] {
  return Object.entries(object).filter(([name]) => isMeant(name));
}
