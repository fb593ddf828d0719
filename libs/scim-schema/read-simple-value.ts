import type { AttributeDefinition } from './attribute-definition.js';
import { parseDateTime } from './date-time.js';
import { nameJsonType } from './json.js';
import type { JsonValue } from './json.js';
import { InvalidValueError } from './scim-error.js';
import { Tolerance } from './tolerance.js';

/**
 * Reads a value of a simple type.
 *
 * Formats of e-mail addresses, URLs, locales, phone numbers and time zones are not checked: Microsoft's validators
 * send random text there and want it back unchanged. Strings are never trimmed or changed in case.
 *
 * @param tolerance - Notes a boolean that was sent as text; the strict dialect refuses it.
 * @throws {@link InvalidValueError} when the JSON type does not fit (RFC 7643 section 2.3).
 */
export function readSimpleValue(
  attribute: AttributeDefinition,
  sent: JsonValue,
  where: string,
  tolerance = new Tolerance(),
): JsonValue {
  switch (attribute.type) {
    case 'boolean':
      return readBoolean(sent, where, tolerance);
    case 'integer':
      return readNumber(sent, where, Number.isSafeInteger, 'a whole number');
    case 'decimal':
      return readNumber(sent, where, Number.isFinite, 'a number');
    case 'dateTime':
      return readDateTime(sent, where);
    case 'binary':
      return readBinary(sent, where);
    default:
      return readString(attribute, sent, where);
  }
}

/**
 * Entra ID sends booleans as `"True"` and `"False"`: its `Switch([IsSoftDeleted], …)` mapping yields text. Reading
 * `"False"` as true would keep people signed in who have left.
 */
function readBoolean(sent: JsonValue, where: string, tolerance: Tolerance): boolean {
  if (typeof sent === 'boolean') return sent;
  const word = typeof sent === 'string' ? sent.toLowerCase() : undefined;
  if (word !== 'true' && word !== 'false') {
    throw new InvalidValueError(`"${where}" takes true or false, not ${describe(sent)}.`);
  }
  tolerance.accept(
    'boolean-as-text',
    () => new InvalidValueError(`"${where}" takes true or false without quotes.`),
  );
  return word === 'true';
}

function readNumber(
  sent: JsonValue,
  where: string,
  fits: (value: number) => boolean,
  expected: string,
): number {
  if (typeof sent === 'number' && fits(sent)) return sent;
  throw new InvalidValueError(`"${where}" takes ${expected}, not ${describe(sent)}.`);
}

function readDateTime(sent: JsonValue, where: string): string {
  if (typeof sent === 'string' && parseDateTime(sent) !== undefined) return sent;
  throw new InvalidValueError(`"${where}" takes a date and time such as "2026-01-31T08:00:00Z".`);
}

const BASE64 = /^[A-Za-z0-9+/\-_\s]*={0,2}$/;

function readBinary(sent: JsonValue, where: string): string {
  if (typeof sent === 'string' && BASE64.test(sent)) return sent;
  throw new InvalidValueError(`"${where}" takes base64 text.`);
}

function readString(attribute: AttributeDefinition, sent: JsonValue, where: string): string {
  if (typeof sent !== 'string') {
    throw new InvalidValueError(`"${where}" takes a string, not ${describe(sent)}.`);
  }
  if (!isStorable(sent)) {
    throw new InvalidValueError(
      `"${where}" has a character that cannot be stored (U+0000 or half of a pair).`,
    );
  }
  if (attribute.maxLength !== undefined && sent.length > attribute.maxLength) {
    throw new InvalidValueError(`"${where}" is longer than ${attribute.maxLength} characters.`);
  }
  return sent;
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/[\uD800-\uDFFF]/u.test(text);
}

function describe(sent: JsonValue): string {
  return typeof sent === 'string' ? 'another text' : nameJsonType(sent);
}
