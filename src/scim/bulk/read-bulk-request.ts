import {
  BULK_REQUEST_URN,
  InvalidSyntaxError,
  isJsonObject,
  nameJsonType,
  refuseAmbiguousNames,
  ScimError,
} from '@flosum/scim-schema';
import { MAX_BULK_OPERATIONS } from './bulk-limits.js';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import { TooLargeError } from './bulk-errors.js';
import type { BulkOperation, BulkRequest, ValidOperation } from './bulk-operation.js';
import { readBulkPath } from './read-bulk-path.js';
import type { BulkPath } from './read-bulk-path.js';

/** Above what any resource or PATCH needs, and few enough to go through by recursion. */
const MAX_DATA_DEPTH = 32;

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

type Method = (typeof METHODS)[number];

/**
 * Reads the body of `POST /Bulk` (RFC 7644 section 3.7). The names of its members count without case, and so do the
 * methods; a member with `null` was not sent. What is wrong with a single operation makes only that one invalid.
 *
 * @param endpoints - Those that take operations, without slashes: `['Users', 'Groups']`.
 * @throws {@link InvalidSyntaxError} when the body is no BulkRequest message.
 * @throws {@link TooLargeError} for more than {@link MAX_BULK_OPERATIONS}.
 */
export function readBulkRequest(body: unknown, endpoints: readonly string[]): BulkRequest {
  if (!isJsonObject(body)) {
    throw new InvalidSyntaxError(`The body of a bulk request is a JSON object, not ${nameJsonType(body)}.`);
  }
  refuseAmbiguousNames(body);
  const schemas = memberOf(body, 'schemas');
  const urns: readonly JsonValue[] = Array.isArray(schemas) ? schemas : [];
  if (!urns.some((urn) => typeof urn === 'string' && urn.toLowerCase() === BULK_REQUEST_URN.toLowerCase())) {
    throw new InvalidSyntaxError(`The body of a bulk request needs "schemas": ["${BULK_REQUEST_URN}"].`);
  }
  const failOnErrors = readFailOnErrors(body);
  const sent = memberOf(body, 'operations');
  if (!Array.isArray(sent)) {
    throw new InvalidSyntaxError('The body of a bulk request needs a list "Operations".');
  }
  if (sent.length > MAX_BULK_OPERATIONS) {
    throw new TooLargeError(
      `A bulk request takes at most ${MAX_BULK_OPERATIONS} operations; send several requests.`,
    );
  }
  const operations = (sent as readonly JsonValue[]).map((entry) => readOperation(entry, endpoints));
  refuseRepeatedBulkIds(operations);
  return { operations, ...(failOnErrors !== undefined && { failOnErrors }) };
}

function readFailOnErrors(body: JsonObject): number | undefined {
  const sent = memberOf(body, 'failonerrors');
  if (sent === undefined) return undefined;
  if (typeof sent === 'number' && Number.isSafeInteger(sent) && sent > 0) return sent;
  throw new InvalidSyntaxError('"failOnErrors" is a whole number above 0.');
}

/** Which of two operations a reference means, nobody could say: so nothing is done. */
function refuseRepeatedBulkIds(operations: readonly BulkOperation[]): void {
  const seen = new Set<string>();
  for (const { bulkId } of operations) {
    if (bulkId === undefined) continue;
    if (seen.has(bulkId)) throw new InvalidSyntaxError('Two operations have the same "bulkId".');
    seen.add(bulkId);
  }
}

/** Keeps of an operation that cannot be run what its result has to repeat. */
function readOperation(sent: JsonValue, endpoints: readonly string[]): BulkOperation {
  if (!isJsonObject(sent)) {
    return refuse(new InvalidSyntaxError(`An operation is a JSON object, not ${nameJsonType(sent)}.`), {});
  }
  const [method, bulkId, path] = [memberOf(sent, 'method'), memberOf(sent, 'bulkid'), memberOf(sent, 'path')];
  let target: Partial<BulkPath> = {};
  try {
    refuseAmbiguousNames(sent);
    if (typeof path === 'string') target = readBulkPath(path, endpoints);
    return readValidOperation(sent, target);
  } catch (error) {
    return refuse(error, {
      ...(typeof method === 'string' && { method }),
      ...(typeof bulkId === 'string' && bulkId !== '' && { bulkId }),
      ...target,
    });
  }
}

/** @throws The error, when it is not about what was sent. */
function refuse(
  error: unknown,
  known: { readonly method?: string; readonly bulkId?: string } & Partial<BulkPath>,
): BulkOperation {
  if (error instanceof ScimError) return { kind: 'invalid', ...known, error };
  throw error;
}

function readValidOperation(sent: JsonObject, { endpoint, id }: Partial<BulkPath>): ValidOperation {
  const method = readMethod(sent);
  const bulkId = readText(sent, 'bulkId');
  const version = readText(sent, 'version');
  if (bulkId === '') throw new InvalidSyntaxError('"bulkId" is not empty.');
  if (endpoint === undefined) {
    throw new InvalidSyntaxError('An operation needs a "path", such as "/Users".');
  }
  if (method === 'POST') {
    if (id !== undefined) throw new InvalidSyntaxError(`A POST goes to "/${endpoint}", not to a resource.`);
    if (bulkId === undefined) throw new InvalidSyntaxError('A POST needs a "bulkId".');
    return { kind: 'create', endpoint, bulkId, data: readData(sent, method) };
  }
  if (id === undefined) {
    throw new InvalidSyntaxError(`A ${method} goes to one resource: "/${endpoint}/" and its id.`);
  }
  const target = {
    endpoint,
    id,
    ...(bulkId !== undefined && { bulkId }),
    ...(version !== undefined && { version }),
  };
  if (method === 'DELETE') return { kind: 'remove', ...target };
  return { kind: method === 'PUT' ? 'replace' : 'patch', ...target, data: readData(sent, method) };
}

function readMethod(sent: JsonObject): Method {
  const given = memberOf(sent, 'method');
  const method = METHODS.find((known) => typeof given === 'string' && known === given.toUpperCase());
  if (method !== undefined) return method;
  throw new InvalidSyntaxError('An operation needs a "method" of "POST", "PUT", "PATCH" or "DELETE".');
}

function readText(sent: JsonObject, name: string): string | undefined {
  const value = memberOf(sent, name.toLowerCase());
  if (value === undefined || typeof value === 'string') return value;
  throw new InvalidSyntaxError(`"${name}" takes a string, not ${nameJsonType(value)}.`);
}

function readData(sent: JsonObject, method: Method): JsonObject {
  const data = memberOf(sent, 'data');
  if (!isJsonObject(data)) {
    throw new InvalidSyntaxError(`A ${method} needs "data", an object, not ${nameJsonType(data)}.`);
  }
  if (isDeeperThan(data, MAX_DATA_DEPTH)) throw new InvalidSyntaxError('"data" is nested too deeply.');
  return data;
}

function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part: JsonValue) => isDeeperThan(part, depth - 1));
}

function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  const value = Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
  return value === null ? undefined : value;
}
