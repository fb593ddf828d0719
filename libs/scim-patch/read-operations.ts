import {
  InvalidPathError,
  InvalidSyntaxError,
  isJsonObject,
  nameJsonType,
  PATCH_OP_URN,
  refuseAmbiguousNames,
  Tolerance,
} from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import type { Operation, OperationKind } from './operation.js';

/**
 * More operations than any identity provider puts into one request. With the bound on values of a list it also bounds
 * how long one request may keep the process busy.
 */
export const MAX_OPERATIONS = 300;

const KINDS: readonly OperationKind[] = ['add', 'remove', 'replace'];

/**
 * Reads the body of a PATCH request.
 *
 * The names of its members count without case, as all attribute names do, and so does `op`: Entra ID writes `Add`,
 * `Replace`, `Remove`. An empty list of operations is a request that changes nothing; the strict dialect refuses it.
 *
 * @param tolerance - Notes what is outside of the RFC.
 * @throws {@link InvalidSyntaxError} when the body is no PatchOp message (RFC 7644 section 3.5.2).
 */
export function readOperations(body: unknown, tolerance = new Tolerance()): readonly Operation[] {
  if (!isJsonObject(body)) {
    throw new InvalidSyntaxError(`The body of a PATCH is a JSON object, not ${nameJsonType(body)}.`);
  }
  refuseAmbiguousNames(body);
  const schemas = memberOf(body, 'schemas');
  const urns: readonly JsonValue[] = Array.isArray(schemas) ? schemas : [];
  if (!urns.some((urn) => typeof urn === 'string' && urn.toLowerCase() === PATCH_OP_URN.toLowerCase())) {
    throw new InvalidSyntaxError(`The body of a PATCH needs "schemas": ["${PATCH_OP_URN}"].`);
  }
  const operations = memberOf(body, 'operations');
  if (!Array.isArray(operations))
    throw new InvalidSyntaxError('The body of a PATCH needs a list "Operations".');
  refuseTooMany(operations);
  if (operations.length === 0) {
    tolerance.accept('no-operations', () => new InvalidSyntaxError('A PATCH needs at least one operation.'));
  }
  return (operations as readonly JsonValue[]).map((operation, index) =>
    readOperation(operation, index, tolerance),
  );
}

/** @throws {@link InvalidSyntaxError} for more than {@link MAX_OPERATIONS}. */
export function refuseTooMany(operations: readonly unknown[]): void {
  if (operations.length <= MAX_OPERATIONS) return;
  throw new InvalidSyntaxError(`A PATCH takes at most ${MAX_OPERATIONS} operations; send several requests.`);
}

function readOperation(sent: JsonValue, index: number, tolerance: Tolerance): Operation {
  const where = `Operation ${index + 1}`;
  if (!isJsonObject(sent))
    throw new InvalidSyntaxError(`${where} is a JSON object, not ${nameJsonType(sent)}.`);
  refuseAmbiguousNames(sent);
  const op = memberOf(sent, 'op');
  const kind = KINDS.find((known) => typeof op === 'string' && known === op.toLowerCase());
  if (kind === undefined)
    throw new InvalidSyntaxError(`${where} needs an "op" of "add", "remove" or "replace".`);
  if (op !== kind) tolerance.accept('operation-in-capitals');
  const path = memberOf(sent, 'path');
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw new InvalidPathError(`${where}: "path" takes a string, not ${nameJsonType(path)}.`);
  }
  const value = memberOf(sent, 'value');
  return { op: kind, ...(typeof path === 'string' && { path }), ...(value !== undefined && { value }) };
}

function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}
