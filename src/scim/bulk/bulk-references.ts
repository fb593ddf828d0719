import { isJsonObject } from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import type { BulkOperation, ChangeOperation, CreateOperation, ValidOperation } from './bulk-operation.js';

const PREFIX = 'bulkId:';
const JSON_STRING = /"(?:[^"\\]|\\.)*"/gs;

interface Reference {
  /** What stands before it in a URI, with the last slash; empty for `bulkId:x` alone. */
  readonly before: string;
  readonly name: string;
}

type Rewrite = (text: string) => string;

/**
 * The names `x` of all `bulkId:x` in an operation: in its path, in its data at any depth, at the end of a URI such as
 * `"$ref": "../Users/bulkId:x"`, and within the paths of a PATCH, as in `members[value eq "bulkId:x"]`.
 * An invalid operation has none, for it is not run.
 */
export function referencesOf(operation: BulkOperation): ReadonlySet<string> {
  if (operation.kind === 'invalid') return new Set();
  return collect((rewrite) => {
    if ('id' in operation) rewrite(operation.id);
    if ('data' in operation) rewriteData(operation, rewrite);
  });
}

/** The names `x` of all `bulkId:x` in a value at any depth. */
export function referencesIn(value: JsonValue): ReadonlySet<string> {
  return collect((rewrite) => {
    rewriteValue(value, rewrite);
  });
}

/**
 * Puts ids in place of references (RFC 7644 section 3.7.2).
 *
 * @param ids - By bulkId. References that are not in it stay as they are.
 * @returns A new operation; the one given stays as it is.
 */
export function resolveReferences<T extends ValidOperation>(
  operation: T,
  ids: ReadonlyMap<string, string>,
): T {
  const resolve = (text: string): string => resolveText(text, ids);
  return {
    ...operation,
    ...('id' in operation && { id: resolve(operation.id) }),
    ...('data' in operation && { data: rewriteData(operation, resolve) }),
  };
}

/**
 * Which of some resources the data of an operation names, by id or by reference.
 *
 * @param targets - Ids and `bulkId:x`, as in the paths of operations.
 */
export function mentionsOf(operation: BulkOperation, targets: ReadonlySet<string>): ReadonlySet<string> {
  const mentions = new Set<string>();
  if (!('data' in operation) || targets.size === 0) return mentions;
  rewriteData(operation, (text) => {
    const reference = readReference(text);
    const target = reference ? PREFIX + reference.name : text.slice(text.lastIndexOf('/') + 1);
    if (targets.has(target)) mentions.add(target);
    return text;
  });
  return mentions;
}

function collect(visit: (rewrite: Rewrite) => void): ReadonlySet<string> {
  const names = new Set<string>();
  visit((text) => {
    const reference = readReference(text);
    if (reference !== undefined) names.add(reference.name);
    return text;
  });
  return names;
}

function readReference(text: string): Reference | undefined {
  if (text.startsWith(PREFIX)) return { before: '', name: text.slice(PREFIX.length) };
  const slash = text.indexOf(`/${PREFIX}`);
  // A text with blanks is no URI.
  if (slash === -1 || /\s/.test(text.slice(0, slash))) return undefined;
  return { before: text.slice(0, slash + 1), name: decode(text.slice(slash + 1 + PREFIX.length)) };
}

/** In a URI some characters of a name have to be escaped; a stray `%` is one that the client has not escaped. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function resolveText(text: string, ids: ReadonlyMap<string, string>): string {
  const reference = readReference(text);
  const id = reference && ids.get(reference.name);
  return reference === undefined || id === undefined ? text : reference.before + id;
}

function rewriteData({ kind, data }: CreateOperation | ChangeOperation, rewrite: Rewrite): JsonObject {
  if (kind !== 'patch') return rewriteMembers(data, rewrite);
  return mapMembers(data, (name, value) =>
    name.toLowerCase() === 'operations' && Array.isArray(value)
      ? (value as readonly JsonValue[]).map((entry) => rewritePatchOperation(entry, rewrite))
      : rewriteValue(value, rewrite),
  );
}

function rewritePatchOperation(sent: JsonValue, rewrite: Rewrite): JsonValue {
  if (!isJsonObject(sent)) return rewriteValue(sent, rewrite);
  return mapMembers(sent, (name, value) => {
    if (name.toLowerCase() === 'path' && typeof value === 'string') return rewritePath(value, rewrite);
    // Without a path, the names in the value are paths.
    if (name.toLowerCase() === 'value' && isJsonObject(value)) {
      const entries = Object.entries(value);
      return Object.fromEntries(
        entries.map(([path, part]) => [rewritePath(path, rewrite), rewriteValue(part, rewrite)]),
      );
    }
    return rewriteValue(value, rewrite);
  });
}

/** Only a whole string within the path is a reference: `"bulkId:a"` is none to the `a` of `"bulkId:ab"`. */
function rewritePath(path: string, rewrite: Rewrite): string {
  return path.replaceAll(JSON_STRING, (literal) => {
    const text = parseString(literal);
    const rewritten = text === undefined ? undefined : rewrite(text);
    return rewritten === text || rewritten === undefined ? literal : JSON.stringify(rewritten);
  });
}

function parseString(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

function rewriteValue(value: JsonValue, rewrite: Rewrite): JsonValue {
  if (typeof value === 'string') return rewrite(value);
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((element) => rewriteValue(element, rewrite));
  }
  return isJsonObject(value) ? rewriteMembers(value, rewrite) : value;
}

function rewriteMembers(object: JsonObject, rewrite: Rewrite): JsonObject {
  return mapMembers(object, (_, value) => rewriteValue(value, rewrite));
}

/** `fromEntries` makes a member of each name, also of `__proto__`. */
function mapMembers(object: JsonObject, change: (name: string, value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(name, value)]));
}
