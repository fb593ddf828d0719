import { isJsonObject, Tolerance } from '@flosum/scim-schema';
import type { JsonValue } from '@flosum/scim-schema';

/**
 * Entra ID's `SingleAppRoleAssignment` mapping sends the whole role as JSON text inside of `value`:
 *
 *     {"op": "Add", "path": "roles", "value": [
 *       {"value": "{\"id\":\"06b0…\",\"value\":\"25\",\"displayName\":\"Role1234\"}"}]}
 *
 * It becomes `{"value": "25", "display": "Role1234"}`. Any other text is a value like any other, and in the strict
 * dialect this text is one, too.
 */
export function expandStringifiedValue(element: JsonValue, tolerance = new Tolerance()): JsonValue {
  const text = isJsonObject(element) ? element.value : undefined;
  if (tolerance.dialect === 'strict') return element;
  if (!isJsonObject(element) || typeof text !== 'string' || !text.startsWith('{')) return element;
  const role = parseObject(text);
  if (role === undefined || typeof role.value !== 'string') return element;
  tolerance.accept('text-as-object');
  const display = role.display ?? role.displayName;
  return { ...element, value: role.value, ...(typeof display === 'string' && { display }) };
}

function parseObject(text: string): Record<string, JsonValue> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
