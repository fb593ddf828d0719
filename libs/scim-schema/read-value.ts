import type { AttributeDefinition } from './attribute-definition.js';
import { findByName, isIdentifiedByValue } from './find-attribute.js';
import { isJsonObject, nameJsonType } from './json.js';
import type { JsonObject, JsonValue } from './json.js';
import { InvalidSyntaxError, InvalidValueError } from './scim-error.js';
import { readSimpleValue } from './read-simple-value.js';
import { Tolerance } from './tolerance.js';

/**
 * Reads the value that a client sent for an attribute.
 *
 * `null`, `""` and `[]` all mean *unassigned* (RFC 7643 section 2.5; the empty string because Entra ID's validation
 * suite clears attributes with it). Three shapes outside of the RFC are understood by the tolerant dialect, since
 * identity providers send them: one value where a list is due, a list of one where one value is due, and the bare
 * value of a complex attribute, such as `"manager": "26118915-…"`.
 *
 * @param where - The attribute's name as messages should spell it.
 * @param tolerance - Notes what is outside of the RFC; the strict dialect refuses it.
 * @returns The value under the schema's own names, or `undefined` for unassigned.
 * @throws {@link InvalidValueError} when the value does not fit the attribute (RFC 7643 section 2.3).
 */
export function readValue(
  attribute: AttributeDefinition,
  sent: JsonValue | undefined,
  where: string = attribute.name,
  tolerance = new Tolerance(),
): JsonValue | undefined {
  if (attribute.multiValued) return readList(attribute, sent, where, tolerance);
  return readSingle(attribute, unwrapList(sent, where, tolerance), where, tolerance);
}

/**
 * The value of a list of one, for an attribute that has one value; anything but a list is handed back as it is.
 *
 * @throws {@link InvalidValueError} when the list has more values than one, or in the strict dialect.
 */
export function unwrapList(
  sent: JsonValue | undefined,
  where: string,
  tolerance: Tolerance,
): JsonValue | undefined {
  if (!Array.isArray(sent)) return sent;
  const refusal = (): InvalidValueError => new InvalidValueError(`"${where}" takes one value, not a list.`);
  if (sent.length > 1) throw refusal();
  if (sent.length === 1) tolerance.accept('list-for-single-value', refusal);
  return sent[0] as JsonValue | undefined;
}

/** Whether a value is one of the spellings of *unassigned*. */
export function isUnassigned(sent: JsonValue | undefined): boolean {
  return sent === undefined || sent === null || sent === '' || (Array.isArray(sent) && sent.length === 0);
}

/**
 * Reads one element of a multi-valued attribute, or the value of a singular one.
 *
 * @throws {@link InvalidValueError} as {@link readValue}.
 */
export function readSingle(
  attribute: AttributeDefinition,
  sent: JsonValue | undefined,
  where: string,
  tolerance = new Tolerance(),
): JsonValue | undefined {
  if (sent === undefined || sent === null || sent === '') return undefined;
  if (attribute.type !== 'complex') return readSimpleValue(attribute, sent, where, tolerance);
  if (isJsonObject(sent)) return readObject(attribute, sent, where, tolerance);
  const refusal = (): InvalidValueError =>
    new InvalidValueError(`"${where}" takes an object, not ${nameJsonType(sent)}.`);
  if (Array.isArray(sent) || findByName(attribute.subAttributes ?? [], 'value') === undefined)
    throw refusal();
  tolerance.accept('bare-complex-value', refusal);
  return readObject(attribute, { value: sent }, where, tolerance);
}

/** Finds the members of an object that differ only in case: which of them counts, nobody could say. */
export function refuseAmbiguousNames(sent: JsonObject): void {
  const seen = new Set<string>();
  for (const name of Object.keys(sent)) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw new InvalidSyntaxError(`"${name}" occurs more than once in the same object.`);
    seen.add(folded);
  }
}

function readList(
  attribute: AttributeDefinition,
  sent: JsonValue | undefined,
  where: string,
  tolerance: Tolerance,
): readonly JsonValue[] | undefined {
  const values = wrapSingle(sent, where, tolerance).map((value) =>
    readSingle(attribute, value, where, tolerance),
  );
  const list = values.filter((value) => value !== undefined);
  // A list of nothings would be taken for an empty one, and a group would lose all of its members.
  if (list.length < values.length && isIdentifiedByValue(attribute)) {
    throw new InvalidValueError(`Each of "${where}" needs a "value".`);
  }
  if (list.length === 0) return undefined;
  refuseLongList(attribute, list, where);
  const distinct = joinRepeated(attribute, list);
  refuseTwoPrimaries(distinct, where);
  return distinct;
}

/**
 * The values of a list; of one value, a list of it.
 *
 * @throws {@link InvalidValueError} for one value in the strict dialect.
 */
export function wrapSingle(
  sent: JsonValue | undefined,
  where: string,
  tolerance: Tolerance,
): readonly JsonValue[] {
  if (Array.isArray(sent)) return sent as readonly JsonValue[];
  if (sent === undefined || isUnassigned(sent)) return [];
  tolerance.accept(
    'single-value-for-list',
    () => new InvalidValueError(`"${where}" takes a list, not ${nameJsonType(sent)}.`),
  );
  return [sent];
}

/** Values that one attribute may have: above what any directory holds, and few enough to look through one by one. */
const MAX_VALUES = 200;

/** @throws {@link InvalidValueError} when a list has more values than its attribute may have. */
export function refuseLongList(
  { maxValues = MAX_VALUES }: AttributeDefinition,
  list: readonly JsonValue[],
  where: string,
): void {
  if (list.length > maxValues) throw new InvalidValueError(`"${where}" takes ${maxValues} values at most.`);
}

/**
 * The same `value` with the same `type` stands once in a list (RFC 7643 section 2.4), and where the value identifies
 * its element, once at all: the first one stays, and takes over what was said with the others.
 */
export function joinRepeated(
  attribute: AttributeDefinition,
  list: readonly JsonValue[],
): readonly JsonValue[] {
  const isTypeIgnored = isIdentifiedByValue(attribute);
  const distinct = new Map<string, JsonValue>();
  for (const [index, element] of list.entries()) {
    const { value, type } = isJsonObject(element) ? element : { value: element };
    const key = value === undefined ? String(index) : JSON.stringify(isTypeIgnored ? [value] : [value, type]);
    const first = distinct.get(key);
    distinct.set(key, isJsonObject(first) && isJsonObject(element) ? { ...first, ...element } : element);
  }
  return [...distinct.values()];
}

function readObject(
  attribute: AttributeDefinition,
  sent: JsonObject,
  where: string,
  tolerance: Tolerance,
): JsonObject | undefined {
  refuseAmbiguousNames(sent);
  const object: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(sent)) {
    const subAttribute = findByName(attribute.subAttributes ?? [], name);
    if (subAttribute === undefined) tolerance.accept('unknown-attribute');
    if (subAttribute === undefined || subAttribute.mutability === 'readOnly') continue;
    const read = readValue(subAttribute, value, `${where}.${subAttribute.name}`, tolerance);
    if (read !== undefined) object[subAttribute.name] = read;
  }
  return Object.keys(object).length === 0 ? undefined : object;
}

/** `primary: true` occurs at most once in a list (RFC 7643 section 2.4). */
function refuseTwoPrimaries(list: readonly JsonValue[], where: string): void {
  const primaries = list.filter((value) => isJsonObject(value) && value.primary === true);
  if (primaries.length > 1)
    throw new InvalidValueError(`"${where}" may have one primary value, not several.`);
}
