import { InvalidValueError, isJsonObject, isUnassigned, Tolerance } from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import { changeList, readElements } from './change-list.js';
import type { PreparedOperation } from './prepare-operations.js';

/**
 * Applies operations to a list that was read, each on the result of the one before, as `applyPatch` does.
 *
 * @param operations - About the same attribute, whose values are told apart by an immutable `value`.
 * @throws {@link InvalidValueError} when a value does not fit, or has no `value`.
 * @throws {@link MutabilityError} when a required or immutable part would go or change.
 * @throws {@link NoTargetError} when no value fulfils a filter and none can be made from it.
 */
export function applyToList(
  operations: readonly PreparedOperation[],
  current: readonly JsonObject[],
  tolerance = new Tolerance(),
): readonly JsonObject[] {
  return operations.reduce<readonly JsonObject[]>((list, operation) => {
    const { op, target, value: sent } = operation;
    const isWhole = target.filter === undefined && target.subAttribute === undefined;
    if (isWhole && sent !== undefined && sent !== null) readIdentified(operation, tolerance);
    const next = changeList(op, target, list, sent, tolerance);
    return next.map((element) => {
      if (!isJsonObject(element) || element.value === undefined) throw withoutValue(target.name);
      return element;
    });
  }, current);
}

/**
 * The values that an operation lists, by their `value`.
 *
 * @throws {@link InvalidValueError} for one that has something, but no `value`: it would be lost without a word.
 */
export function readIdentified(
  { op, target, value: sent }: PreparedOperation,
  tolerance: Tolerance,
): readonly (readonly [string, JsonObject])[] {
  const written: readonly (JsonValue | undefined)[] = Array.isArray(sent)
    ? (sent as readonly JsonValue[])
    : [sent];
  if (written.some((element) => isJsonObject(element) && missesValue(element)))
    throw withoutValue(target.name);
  return readElements(op, target, sent, tolerance).map((element) => {
    const value = isJsonObject(element) ? element.value : undefined;
    if (!isJsonObject(element) || typeof value !== 'string') throw withoutValue(target.name);
    return [value, element];
  });
}

function missesValue(element: JsonObject): boolean {
  const assigned = Object.entries(element).filter(([, part]) => !isUnassigned(part));
  return assigned.length > 0 && !assigned.some(([name]) => name.toLowerCase() === 'value');
}

function withoutValue(name: string): InvalidValueError {
  return new InvalidValueError(`Each value of "${name}" needs a "value".`);
}
