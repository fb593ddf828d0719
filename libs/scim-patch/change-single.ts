import {
  InvalidValueError,
  isJsonObject,
  isUnassigned,
  MutabilityError,
  readValue,
  unwrapList,
} from '@flosum/scim-schema';
import type { AttributeDefinition, JsonValue, Tolerance } from '@flosum/scim-schema';
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
  tolerance: Tolerance,
): JsonValue | undefined {
  const next =
    op === 'remove' || sent === undefined
      ? removeSingle(target, current)
      : assignSingle(op, target, current, sent, tolerance);
  const { subAttribute } = target;
  refuseImmutable(target.attribute, valueAt(subAttribute, current), valueAt(subAttribute, next), target.name);
  return next;
}

/** What a target names of a value: all of it, or the one part. */
function valueAt(
  subAttribute: AttributeDefinition | undefined,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (subAttribute === undefined) return value;
  return isJsonObject(value) ? value[subAttribute.name] : undefined;
}

function removeSingle(
  { attribute, subAttribute, name }: Target,
  current: JsonValue | undefined,
): JsonValue | undefined {
  const addressed = valueAt(subAttribute, current);
  if (addressed !== undefined && (subAttribute ?? attribute).required) {
    throw new MutabilityError(`"${name}" is required and cannot be removed.`);
  }
  if (subAttribute === undefined || !isJsonObject(current)) return undefined;
  return removePart(current, subAttribute, name);
}

function assignSingle(
  op: OperationKind,
  { attribute, subAttribute, name }: Target,
  current: JsonValue | undefined,
  sent: JsonValue,
  tolerance: Tolerance,
): JsonValue | undefined {
  const existing = isJsonObject(current) ? current : undefined;
  if (subAttribute !== undefined) {
    if (op === 'add' && readValue(subAttribute, sent, name, tolerance) === undefined) return current;
    return mergeObject(attribute, existing, { [subAttribute.name]: sent }, attribute.name, tolerance);
  }
  const value = readValue(attribute, sent, name, tolerance);
  if (op === 'add' && value === undefined) return current;
  const next = attribute.type === 'complex' ? assignParts() : value;
  if (next === undefined && current !== undefined && attribute.required) {
    throw new InvalidValueError(`"${name}" is required and must not be empty.`);
  }
  return next;

  /** Parts that were sent empty are unassigned by `replace`, and left alone by `add`. */
  function assignParts(): JsonValue | undefined {
    const single = unwrapList(sent, name, tolerance) ?? null;
    const parts = op === 'add' && value !== undefined ? value : single;
    return isUnassigned(parts) ? undefined : mergeObject(attribute, existing, parts, name, tolerance);
  }
}
