import { findExtension, InvalidValueError, isJsonObject, NoTargetError } from '@flosum/scim-schema';
import type { JsonObject, ResourceType } from '@flosum/scim-schema';
import type { Operation } from './operation.js';

/** An operation with a path, and whether the client wrote that path itself or as a member name of a value. */
export interface SpeltOperation extends Operation {
  readonly path: string;
  readonly fromValue: boolean;
}

/**
 * Rewrites an operation without a path, or with the path of a whole extension, into one operation per attribute.
 *
 * `add` and `replace` may leave the path out and name their attributes inside `value` (RFC 7644 section 3.5.2.1).
 * Entra ID goes further and uses dotted and qualified names there, so each name is kept whole and read as a path:
 *
 *     {"op": "replace", "value": {
 *       "displayName": "Jane D", "name.givenName": "Jane",
 *       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber": "77"}}
 *
 * The order of the names is kept: an operation may build on the one before it.
 *
 * @throws {@link NoTargetError} for a `remove` without a path.
 * @throws {@link InvalidValueError} when there is neither a path nor an object to take paths from.
 */
export function spellOutPaths(type: ResourceType, operation: Operation): readonly SpeltOperation[] {
  const { op, path, value } = operation;
  if (path === undefined) {
    if (op === 'remove') throw new NoTargetError('A "remove" needs a "path" that says what to remove.');
    if (!isJsonObject(value)) {
      throw new InvalidValueError(`A "${op}" without a "path" needs an object of attributes as its "value".`);
    }
    return Object.entries(value).flatMap(([name, member]) =>
      spellOutExtension(type, { op, path: name, value: member, fromValue: true }),
    );
  }
  return spellOutExtension(type, { ...operation, path, fromValue: false });
}

function spellOutExtension(type: ResourceType, operation: SpeltOperation): readonly SpeltOperation[] {
  const extension = findExtension(type, operation.path);
  if (extension === undefined) return [operation];
  const clears = operation.op === 'remove' || (operation.op === 'replace' && operation.value === null);
  if (!clears && !isJsonObject(operation.value)) {
    throw new InvalidValueError(`"${extension.id}" takes an object of attributes as its "value".`);
  }
  const members = clears
    ? extension.attributes.map(({ name }): [string, undefined] => [name, undefined])
    : Object.entries(operation.value as JsonObject);
  return members.map(([name, value]) => ({
    op: clears ? 'remove' : operation.op,
    path: `${extension.id}:${name}`,
    ...(value !== undefined && { value }),
    fromValue: true,
  }));
}
