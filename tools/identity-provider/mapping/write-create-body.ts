import type { Person } from '../people/person.js';
import type { JsonObject } from '../protocol/parse-json-object.js';
import {
  CORE_USER_URN,
  ENTERPRISE_USER_URN,
  MAPPED_ATTRIBUTES,
  type AttributeValue,
  type Step,
} from './mapped-attribute.js';

/**
 * The body of a POST as Entra ID writes it: both schemas listed whether the extension is used or
 * not, `meta` although it is the server's, `active` as a boolean, and nothing that is empty.
 */
export function writeCreateBody(person: Person): JsonObject {
  const body: Record<string, unknown> = {
    schemas: [CORE_USER_URN, ENTERPRISE_USER_URN],
    meta: { resourceType: 'User' },
  };
  for (const { steps, valueOf } of MAPPED_ATTRIBUTES) {
    const value = valueOf(person);
    if (value !== undefined) placeValue(body, steps, value);
  }
  return body;
}

function placeValue(
  target: Record<string, unknown>,
  steps: readonly [string, ...Step[]],
  value: AttributeValue,
): void {
  const [name, next, last] = steps;
  if (next === undefined) {
    target[name] = value;
  } else if (typeof next === 'string') {
    target[name] = { ...(target[name] as JsonObject | undefined), [next]: value };
  } else if (typeof last === 'string') {
    target[name] = [{ primary: true, type: next.type, [last]: value }];
  }
}
