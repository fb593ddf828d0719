import { findByName, isJsonObject, MutabilityError, readValue } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue, Tolerance } from '@flosum/scim-schema';
import { refuseImmutable } from './refuse-immutable.js';

/**
 * Puts what a client sent for a complex value over the value that is there: sub-attributes that were not sent stay,
 * those sent empty are unassigned (RFC 7644 section 3.5.2.3).
 *
 * When `value` changes, what described the old one goes: a manager's `$ref` must not lead to the predecessor.
 *
 * @param sent - An object, or the bare `value` of one.
 * @returns The new value; `undefined` when nothing is left that says anything.
 * @throws {@link InvalidValueError} when a part does not fit.
 */
export function mergeObject(
  attribute: AttributeDefinition,
  current: JsonObject | undefined,
  sent: JsonValue,
  where: string,
  tolerance: Tolerance,
): JsonObject | undefined {
  const parts = isJsonObject(sent) ? sent : { value: sent };
  const read = readValue({ ...attribute, multiValued: false }, sent, where, tolerance);
  const assigned: JsonObject = isJsonObject(read) ? read : {};
  const merged = new Map(Object.entries(current ?? {}));
  let cleared = false;
  for (const sentName of Object.keys(parts)) {
    const subAttribute = findByName(attribute.subAttributes ?? [], sentName);
    if (subAttribute === undefined || subAttribute.mutability === 'readOnly') continue;
    const { name } = subAttribute;
    const value = assigned[name];
    refuseImmutable(subAttribute, current?.[name], value, `${where}.${name}`);
    if (value !== undefined) merged.set(name, value);
    else cleared = merged.delete(name) || cleared;
  }
  if (current !== undefined && merged.get('value') !== current.value) {
    for (const { name, type, mutability } of attribute.subAttributes ?? []) {
      const describesValue = type === 'reference' || mutability === 'readOnly';
      if (name !== 'value' && describesValue && assigned[name] === undefined) merged.delete(name);
    }
  }
  if (merged.size === 0) return undefined;
  const object = Object.fromEntries(merged);
  return cleared && saysNothing(object) ? undefined : object;
}

/**
 * Removes one sub-attribute of a complex value.
 *
 * @returns `undefined` when nothing is left that says anything.
 * @throws {@link MutabilityError} when the sub-attribute is required or immutable.
 */
export function removePart(
  current: JsonObject,
  part: AttributeDefinition,
  where: string,
): JsonObject | undefined {
  const { [part.name]: removed, ...rest } = current;
  if (removed === undefined) return current;
  if (part.required) throw new MutabilityError(`"${where}" is required and cannot be removed.`);
  refuseImmutable(part, removed, undefined, where);
  return saysNothing(rest) ? undefined : rest;
}

const LABELS: ReadonlySet<string> = new Set(['type', 'primary', 'display', 'displayName', '$ref']);

/** What is left of `emails[type eq "work"]` when its `value` was cleared is a label without a thing. */
function saysNothing(object: JsonObject): boolean {
  return Object.keys(object).every((name) => LABELS.has(name));
}
