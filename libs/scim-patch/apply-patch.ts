import { checkResource, InvalidValueError, isJsonObject, withSchemas } from '@flosum/scim-schema';
import type { JsonObject, JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import { changeList } from './change-list.js';
import { changeSingle } from './change-single.js';
import { deepEqual } from './deep-equal.js';
import type { Operation, OperationKind } from './operation.js';
import { refuseTooMany } from './read-operations.js';
import { resolveTarget } from './resolve-target.js';
import type { Target } from './resolve-target.js';
import { spellOutPaths } from './spell-out-paths.js';

/** An operation that is understood: what it is about, and what to put there. */
export interface PreparedOperation {
  readonly op: OperationKind;
  readonly target: Target;
  readonly value?: JsonValue;
}

export interface PatchResult {
  readonly resource: ScimResource;
  /** `false` when the resource came out as it went in: then version and `lastModified` stay. */
  readonly changed: boolean;
}

/**
 * Understands operations before any resource is read: paths spelt out, targets found in the schema.
 *
 * @throws {@link InvalidPathError}, {@link NoTargetError}, {@link MutabilityError} or {@link InvalidValueError} for
 *   an operation that cannot be.
 * @throws {@link InvalidSyntaxError} for names that differ in case only, and for too many operations once spelt out.
 */
export function prepareOperations(
  type: ResourceType,
  operations: readonly Operation[],
): readonly PreparedOperation[] {
  const speltOut = operations.flatMap((operation) => {
    if (operation.op !== 'remove' && operation.value === undefined) {
      throw new InvalidValueError(`A "${operation.op}" needs a "value".`);
    }
    return spellOutPaths(type, operation);
  });
  refuseTooMany(speltOut);
  return speltOut.flatMap((spelt) => {
    const target = resolveTarget(type, spelt);
    if (target === undefined) return [];
    return [{ op: spelt.op, target, ...(spelt.value !== undefined && { value: spelt.value }) }];
  });
}

/**
 * Applies operations in their order, each on the result of the one before (RFC 7644 section 3.5.2). The resource
 * that was handed in stays as it is: when one operation fails, none has happened.
 *
 * @throws {@link ScimError} when an operation cannot be applied, or the result misses a required attribute.
 */
export function applyPatch(
  type: ResourceType,
  resource: ScimResource,
  operations: readonly PreparedOperation[],
): PatchResult {
  const patched = operations.reduce<JsonObject>(applyOperation, resource);
  const next = checkResource(type, withSchemas(type, patched));
  return deepEqual(resource, next) ? { resource, changed: false } : { resource: next, changed: true };
}

function applyOperation(resource: JsonObject, { op, target, value }: PreparedOperation): JsonObject {
  const { extension, attribute } = target;
  if (extension === undefined) return assign(resource, attribute.name, nextValue(resource));
  const container = resource[extension.id];
  const object = isJsonObject(container) ? container : {};
  const changed = assign(object, attribute.name, nextValue(object));
  return assign(resource, extension.id, Object.keys(changed).length === 0 ? undefined : changed);

  function nextValue(holder: JsonObject): JsonValue | undefined {
    const current = holder[attribute.name];
    if (!attribute.multiValued) return changeSingle(op, target, current, value);
    const list = changeList(
      op,
      target,
      Array.isArray(current) ? (current as readonly JsonValue[]) : [],
      value,
    );
    return list.length === 0 ? undefined : list;
  }
}

function assign(object: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _removed, ...rest } = object;
  return rest;
}
