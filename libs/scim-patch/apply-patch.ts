import { checkResource, deepEqual, isJsonObject, Tolerance, withSchemas } from '@flosum/scim-schema';
import type { DeviationName, JsonObject, JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import { changeList } from './change-list.js';
import { changeSingle } from './change-single.js';
import type { PreparedOperation } from './prepare-operations.js';

export interface PatchResult {
  readonly resource: ScimResource;
  /** `false` when the resource came out as it went in: then version and `lastModified` stay. */
  readonly changed: boolean;
  /** What the tolerance has noted, from the reading of the operations on. */
  readonly deviations: readonly DeviationName[];
}

/**
 * Applies operations in their order, each on the result of the one before (RFC 7644 section 3.5.2). The resource
 * that was handed in stays as it is: when one operation fails, none has happened.
 *
 * @param tolerance - The one that the operations were read with.
 * @throws {@link ScimError} when an operation cannot be applied, or takes away what is required. What was missing
 *   before may stay missing, see `checkResource`.
 */
export function applyPatch(
  type: ResourceType,
  resource: ScimResource,
  operations: readonly PreparedOperation[],
  tolerance = new Tolerance(),
): PatchResult {
  const patched = operations.reduce<JsonObject>(
    (changed, operation) => applyOperation(changed, operation, tolerance),
    resource,
  );
  const next = checkResource(type, withSchemas(type, patched), resource);
  const changed = !deepEqual(resource, next);
  return { resource: changed ? next : resource, changed, deviations: tolerance.deviations };
}

function applyOperation(
  resource: JsonObject,
  { op, target, value }: PreparedOperation,
  tolerance: Tolerance,
): JsonObject {
  const { extension, attribute } = target;
  if (extension === undefined) return assign(resource, attribute.name, nextValue(resource));
  const container = resource[extension.id];
  const object = isJsonObject(container) ? container : {};
  const changed = assign(object, attribute.name, nextValue(object));
  return assign(resource, extension.id, Object.keys(changed).length === 0 ? undefined : changed);

  function nextValue(holder: JsonObject): JsonValue | undefined {
    const current = holder[attribute.name];
    if (!attribute.multiValued) return changeSingle(op, target, current, value, tolerance);
    const list = changeList(
      op,
      target,
      Array.isArray(current) ? (current as readonly JsonValue[]) : [],
      value,
      tolerance,
    );
    return list.length === 0 ? undefined : list;
  }
}

function assign(object: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _removed, ...rest } = object;
  return rest;
}
