import {
  findExtension,
  InvalidPathError,
  isSameUrn,
  InvalidValueError,
  isJsonObject,
  isUnassigned,
  noteSpelling,
  NoTargetError,
  refuseAmbiguousNames,
} from '@flosum/scim-schema';
import type { JsonObject, JsonValue, ResourceType, Tolerance } from '@flosum/scim-schema';
import type { Operation } from './operation.js';

/** An operation with a path, and whether the client wrote that path itself or as a member name of a value. */
export interface SpeltOperation extends Operation {
  readonly path: string;
  readonly fromValue: boolean;
  /** Whether the extension that the path leads into goes as a whole. */
  readonly isWhole?: boolean;
}

/**
 * Rewrites an operation without a path, or with the path of a whole schema, into one operation per attribute.
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
 * @throws {@link NoTargetError} for a `remove` without a path, or of the type's own schema.
 * @throws {@link InvalidValueError} when there is neither a path nor an object to take paths from.
 * @throws {@link InvalidSyntaxError} when names in the value differ in case only.
 * @throws {@link InvalidPathError} for a misspelt URN in the strict dialect.
 */
export function spellOutPaths(
  type: ResourceType,
  operation: Operation,
  tolerance: Tolerance,
): readonly SpeltOperation[] {
  const { op, path, value } = operation;
  if (path !== undefined && !isOwnSchema(type, path)) {
    return spellOutExtension(type, { ...operation, path, fromValue: false }, tolerance);
  }
  if (path !== undefined) noteUrn(type.schema.id, path, tolerance);
  if (op === 'remove') throw new NoTargetError('A "remove" needs a "path" that says what to remove.');
  if (!isJsonObject(value)) {
    throw new InvalidValueError(`A "${op}" without a "path" needs an object of attributes as its "value".`);
  }
  return membersOf(value)
    .flatMap(([name, member]) => {
      if (!isOwnSchema(type, name) || !isJsonObject(member)) return [[name, member] as const];
      noteUrn(type.schema.id, name, tolerance);
      return membersOf(member);
    })
    .flatMap(([name, member]) =>
      spellOutExtension(type, { op, path: name, value: member, fromValue: true }, tolerance),
    );
}

/** @throws {@link InvalidPathError} for another spelling, in the strict dialect. */
export function noteUrn(urn: string, sent: string, tolerance: Tolerance): void {
  noteSpelling(urn, sent, tolerance, () => new InvalidPathError(`Write the URN of the path as "${urn}".`));
}

function isOwnSchema(type: ResourceType, urn: string): boolean {
  return isSameUrn(urn, type.schema.id);
}

function membersOf(object: JsonObject): readonly (readonly [string, JsonValue])[] {
  refuseAmbiguousNames(object);
  return Object.entries(object);
}

function spellOutExtension(
  type: ResourceType,
  operation: SpeltOperation,
  tolerance: Tolerance,
): readonly SpeltOperation[] {
  const { op, path, value } = operation;
  const extension = findExtension(type, path);
  if (extension === undefined) return [operation];
  noteUrn(extension.id, path, tolerance);
  if (op === 'remove' || (op === 'replace' && isUnassigned(value))) {
    return extension.attributes.map(({ name }) => ({
      op: 'remove',
      path: `${extension.id}:${name}`,
      fromValue: true,
      isWhole: true,
    }));
  }
  if (isUnassigned(value)) return [];
  if (!isJsonObject(value)) {
    throw new InvalidValueError(`"${extension.id}" takes an object of attributes as its "value".`);
  }
  return membersOf(value).map(([name, member]) => ({
    op,
    path: `${extension.id}:${name}`,
    value: member,
    fromValue: true,
  }));
}
