import { TextDecoder } from 'node:util';
import { isJsonObject, nameJsonType, USER_URN } from '@flosum/scim-schema';
import type { JsonObject, JsonValue, ResourceType } from '@flosum/scim-schema';
import { splitLines } from './split-lines.js';
import type { Line } from './split-lines.js';
import { MAX_RECORD_BYTES, TOO_LONG } from './user-record.js';
import type { RecordSource, UnreadableRecord, UserRecord } from './user-record.js';

/** What the service gives to a user itself: in a record it says nothing. */
const OWN = new Set(['schemas', 'id', 'meta', 'groups']);

/**
 * Reads JSON lines, each a User of SCIM, whole or in part; empty lines are passed over. A record without `schemas` gets
 * those of what it has.
 */
export async function* readJsonRecords(input: AsyncIterable<Buffer>, type: ResourceType): RecordSource {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const lines of splitLines(input, MAX_RECORD_BYTES)) {
    yield lines.flatMap((line) => readLine(line, decoder, type));
  }
}

function readLine(
  { number: line, bytes }: Line,
  decoder: TextDecoder,
  type: ResourceType,
): readonly (UserRecord | UnreadableRecord)[] {
  if (bytes === undefined) return [{ line, problem: TOO_LONG }];
  let body: unknown;
  try {
    // The decoder leaves out a mark of the byte order.
    const text = decoder.decode(bytes);
    if (text.trim() === '') return [];
    body = JSON.parse(text);
  } catch (error) {
    const problem =
      error instanceof SyntaxError ? 'The line is not valid JSON.' : 'The line is not in UTF-8.';
    return [{ line, problem }];
  }
  if (!isJsonObject(body)) {
    return [{ line, problem: `A record is a JSON object, not ${nameJsonType(body)}.` }];
  }
  return [toRecord(line, bytes.length, body, type)];
}

function toRecord(line: number, bytes: number, sent: JsonObject, type: ResourceType): UserRecord {
  const names = Object.keys(sent);
  const extensions = type.extensions.filter(({ schema }) => sent[schema.id] !== undefined);
  const schemas = [USER_URN, ...extensions.map(({ schema }) => schema.id)];
  return {
    line,
    bytes,
    userName: textOf(sent, names, 'userName'),
    externalId: textOf(sent, names, 'externalId'),
    body: memberOf(sent, names, 'schemas') === undefined ? { schemas, ...sent } : sent,
    operations: () => {
      const members = Object.entries(sent).filter(([name]) => !OWN.has(name.toLowerCase()));
      return [{ op: 'replace', value: Object.fromEntries(members) }];
    },
  };
}

function textOf(sent: JsonObject, names: readonly string[], name: string): string | undefined {
  const value = memberOf(sent, names, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Names of attributes count without case (RFC 7643 section 2.1); most are spelt as they should be. */
function memberOf(sent: JsonObject, names: readonly string[], name: string): JsonValue | undefined {
  if (Object.hasOwn(sent, name)) return sent[name];
  const spelt = names.find((one) => one.toLowerCase() === name.toLowerCase());
  return spelt === undefined ? undefined : sent[spelt];
}
