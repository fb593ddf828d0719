import {
  InvalidCountError,
  InvalidSyntaxError,
  InvalidValueError,
  isJsonObject,
  nameJsonType,
  SEARCH_REQUEST_URN,
} from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import type { ListParameters } from './list-request.js';

/**
 * Reads the body of `POST /.search` (RFC 7644 section 3.4.3). The names of its members count without case, and unknown
 * ones are ignored.
 *
 * @throws {@link InvalidSyntaxError} when the body is no SearchRequest.
 * @throws {@link InvalidValueError} when a member has another type.
 */
export function readSearchRequest(body: unknown): ListParameters {
  if (!isJsonObject(body)) {
    throw new InvalidSyntaxError(`The body of a search is a JSON object, not ${nameJsonType(body)}.`);
  }
  const schemas = memberOf(body, 'schemas');
  const urns: readonly JsonValue[] = Array.isArray(schemas) ? schemas : [];
  if (
    !urns.some((urn) => typeof urn === 'string' && urn.toLowerCase() === SEARCH_REQUEST_URN.toLowerCase())
  ) {
    throw new InvalidSyntaxError(`The body of a search needs "schemas": ["${SEARCH_REQUEST_URN}"].`);
  }
  return {
    filter: readText(body, 'filter'),
    sortBy: readText(body, 'sortBy'),
    sortOrder: readText(body, 'sortOrder'),
    startIndex: readInteger(body, 'startIndex'),
    count: readCount(body),
    cursor: readText(body, 'cursor'),
    attributes: readNames(body, 'attributes'),
    excludedAttributes: readNames(body, 'excludedAttributes'),
  };
}

function readText(body: JsonObject, name: string): string | undefined {
  const sent = memberOf(body, name);
  if (sent === undefined || typeof sent === 'string') return sent;
  throw new InvalidValueError(`"${name}" takes a string, not ${nameJsonType(sent)}.`);
}

function readInteger(body: JsonObject, name: string): number | undefined {
  const sent = memberOf(body, name);
  if (sent === undefined) return undefined;
  if (typeof sent === 'number' && isWhole(sent)) return sent;
  throw new InvalidValueError(`"${name}" takes a whole number.`);
}

function isWhole(number: number): boolean {
  return Number.isInteger(number) && Math.abs(number) < 1e9;
}

/** RFC 9865 has a keyword of its own for a wrong number beside a cursor. */
function readCount(body: JsonObject): number | undefined {
  const sent = memberOf(body, 'count');
  const besideCursor = memberOf(body, 'cursor') !== undefined;
  if (besideCursor && typeof sent === 'number' && !isWhole(sent)) throw new InvalidCountError();
  return readInteger(body, 'count');
}

function readNames(body: JsonObject, name: string): readonly string[] | undefined {
  const sent = memberOf(body, name);
  if (sent === undefined) return undefined;
  if (Array.isArray(sent) && sent.every((entry) => typeof entry === 'string')) {
    return sent.length === 0 ? undefined : sent;
  }
  throw new InvalidValueError(`"${name}" takes a list of names.`);
}

function memberOf(body: JsonObject, name: string): JsonValue | undefined {
  const wanted = name.toLowerCase();
  const value = Object.entries(body).find(([key]) => key.toLowerCase() === wanted)?.[1];
  return value === null ? undefined : value;
}
