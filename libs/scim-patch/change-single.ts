import { InvalidValueError, isJsonObject, MutabilityError, readValue } from '@flosum/scim-schema';
import type { JsonValue } from '@flosum/scim-schema';
import { mergeObject, removePart } from './merge-object.js';
import type { OperationKind } from './operation.js';
import { refuseImmutable } from './refuse-immutable.js';
import type { Target } from './resolve-target.js';

/**
 * The next value of a singular attribute.
 *
 * @param sent - `undefined` for a `remove`.
 * @returns `undefined` for unassigned.
 * @throws {@link InvalidValueError} when the value does not fit, or empties a required attribute.
 * @throws {@link MutabilityError} when a required or immutable attribute would go.
 */
export function changeSingle(
  op: OperationKind,
  target: Target,
  current: JsonValue | undefined,
  sent: JsonValue | undefined,
): JsonValue | undefined {
  const next =
    op === 'remove' || sent === undefined
      ? removeSingle(target, current)
      : assignSingle(op, target, current, sent);
  if (target.subAttribute === undefined) refuseImmutable(target.attribute, current, next, target.name);
  return next;
}

function removeSingle(
  { attribute, subAttribute, name }: Target,
  current: JsonValue | undefined,
): JsonValue | undefined {
  if ((subAttribute ?? attribute).required) {
    throw new MutabilityError(`"${name}" is required and cannot be removed.`);
  }
  if (subAttribute === undefined || !isJsonObject(current)) return undefined;
  refuseImmutable(subAttribute, current[subAttribute.name], undefined, name);
  return removePart(current, subAttribute.name);
}

function assignSingle(
  op: OperationKind,
  { attribute, subAttribute, name }: Target,
  current: JsonValue | undefined,
  sent: JsonValue,
): JsonValue | undefined {
  const existing = isJsonObject(current) ? current : undefined;
  if (subAttribute !== undefined) {
    if (op === 'add' && readValue(subAttribute, sent, name) === undefined) return current;
    return mergeObject(attribute, existing, { [subAttribute.name]: sent }, attribute.name);
  }
  const value = readValue(attribute, sent, name);
  if (value !== undefined) {
    const single = Array.isArray(sent) ? (sent[0] as JsonValue) : sent;
    return attribute.type === 'complex' ? mergeObject(attribute, existing, single, name) : value;
  }
  if (op === 'add') return current;
  if (attribute.required) throw new InvalidValueError(`"${name}" is required and must not be empty.`);
  const partly = isJsonObject(sent) && existing !== undefined;
  return partly ? mergeObject(attribute, existing, sent, name) : undefined;
}
