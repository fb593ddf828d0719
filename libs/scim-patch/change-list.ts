import { evaluateFilter, toComparableValue } from '@flosum/scim-filter';
import {
  deepEqual,
  InvalidPathError,
  InvalidValueError,
  isJsonObject,
  isUnassigned,
  joinRepeated,
  MutabilityError,
  NoTargetError,
  readSingle,
  readValue,
  refuseLongList,
  unwrapList,
  wrapSingle,
} from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue, Tolerance } from '@flosum/scim-schema';
import { elementFromFilter } from './element-from-filter.js';
import { expandStringifiedValue } from './dialect/expand-stringified-value.js';
import { mergeObject, removePart } from './merge-object.js';
import type { OperationKind } from './operation.js';
import { refuseImmutable } from './refuse-immutable.js';
import type { Target } from './resolve-target.js';
import { ValueIndex } from './value-index.js';

type List = readonly JsonValue[];

/**
 * The next values of a multi-valued attribute.
 *
 * @param sent - `undefined` when the operation has no value.
 * @throws {@link InvalidValueError} when a value does not fit, or two values would be primary.
 * @throws {@link MutabilityError} when a required or immutable attribute would go or change.
 * @throws {@link NoTargetError} when no value fulfils the filter and none can be made from it.
 */
export function changeList(
  op: OperationKind,
  target: Target,
  current: List,
  sent: JsonValue | undefined,
  tolerance: Tolerance,
): List {
  const { attribute, name } = target;
  const next = nextList(op, target, current, sent, tolerance);
  refuseLongList(attribute, next, name);
  if (op === 'remove' && attribute.required && next.length === 0 && current.length > 0) {
    throw new MutabilityError(`"${name}" is required and cannot be removed.`);
  }
  refuseImmutable(attribute, current.length === 0 ? undefined : current, next, name);
  return next;
}

function nextList(
  op: OperationKind,
  target: Target,
  current: List,
  sent: JsonValue | undefined,
  tolerance: Tolerance,
): List {
  if (target.filter === undefined && target.subAttribute === undefined) {
    if (op === 'remove') return sent === undefined ? [] : removeListed(target, current, sent, tolerance);
    const values = readElements(op, target, sent, tolerance);
    return op === 'add' ? addElements(target, current, values, tolerance) : values;
  }
  // Two chosen values may have become the same.
  return joinRepeated(target.attribute, changeChosen(op, target, current, sent, tolerance));
}

/**
 * The values that an operation lists. An `add` may have one value without a list (RFC 7644 section 3.5.2.1).
 *
 * @throws {@link InvalidValueError} when a value does not fit.
 */
export function readElements(
  op: OperationKind,
  { attribute, name }: Target,
  sent: JsonValue | undefined,
  tolerance: Tolerance,
): List {
  const isAlone = op !== 'replace' && sent !== undefined && !Array.isArray(sent);
  const values = isAlone ? [sent] : wrapSingle(sent, name, tolerance);
  const expanded = values.map((value) => expandStringifiedValue(value, tolerance));
  return (readValue(attribute, expanded, name, tolerance) ?? []) as List;
}

/**
 * Entra ID removes single members with a list of them as the value, although the path says *all*:
 *
 *     {"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "2819c223-…"}]}
 *
 * Only what is listed goes. An empty list removes nothing.
 */
function removeListed(target: Target, current: List, sent: JsonValue, tolerance: Tolerance): List {
  if (sent === null) return [];
  const index = new ValueIndex(target.attribute, current);
  const listed = readElements('remove', target, sent, tolerance);
  const removed = new Set(listed.flatMap((wanted) => index.find(wanted)));
  return current.filter((_element, position) => !removed.has(position));
}

/** What is there already is not added again, but takes over what was sent with it. */
function addElements({ attribute, name }: Target, current: List, added: List, tolerance: Tolerance): List {
  const list = [...current];
  const index = new ValueIndex(attribute, current);
  const touched = new Set<number>();
  for (const element of added) {
    const position = index.find(element)[0] ?? list.length;
    if (isPrimary(element)) touched.add(position);
    const present = list[position];
    if (deepEqual(present, element)) continue;
    const merged = isJsonObject(present)
      ? mergeObject(attribute, present, element, name, tolerance)
      : present;
    list[position] = merged ?? element;
    index.put(position, list[position]);
  }
  return handOverPrimary(attribute, list, touched);
}

function changeChosen(
  op: OperationKind,
  target: Target,
  current: List,
  sent: JsonValue | undefined,
  tolerance: Tolerance,
): List {
  const { attribute, subAttribute, name } = target;
  const listName = subAttribute === undefined ? name : name.slice(0, -subAttribute.name.length - 1);
  const chosen = choose(target, current);
  if (op === 'remove' || sent === undefined) {
    return current.flatMap((element, index) => {
      if (!chosen.has(index)) return [element];
      const rest =
        subAttribute && isJsonObject(element) ? removePart(element, subAttribute, name) : undefined;
      return rest === undefined ? [] : [rest];
    });
  }
  const part = readPart(target, sent, tolerance);
  const assigned = readSingle({ ...attribute, multiValued: false }, part, listName, tolerance);
  if (chosen.size === 0 && target.filter !== undefined && (op === 'replace' || assigned !== undefined)) {
    tolerance.accept(
      'value-made-from-filter',
      () => new NoTargetError(`No value of "${name}" fulfils the filter of the path.`),
    );
  }
  if (assigned === undefined && (op === 'add' || chosen.size === 0)) return current;
  // Parts that were sent empty are unassigned by `replace`, and left alone by `add`.
  const laidOver = op === 'add' && assigned !== undefined ? assigned : part;
  if (chosen.size === 0) {
    const element = mergeElement(
      attribute,
      elementFromFilter(target, tolerance),
      laidOver,
      listName,
      tolerance,
    );
    const list = element === undefined ? current : [...current, element];
    return handOverPrimary(attribute, list, new Set([list.length - 1]));
  }
  const changed = current.map((element, index) =>
    chosen.has(index) ? mergeElement(attribute, element, laidOver, listName, tolerance) : element,
  );
  const touched = new Set([...chosen].map((index) => changed[index]));
  const list = changed.filter((element) => element !== undefined);
  const positions = list.flatMap((element, index) => (touched.has(element) ? [index] : []));
  return handOverPrimary(attribute, list, new Set(positions));
}

/** What was sent, as the object (or plain value) to lay over each chosen value. */
function readPart({ subAttribute, name }: Target, sent: JsonValue, tolerance: Tolerance): JsonValue {
  if (subAttribute !== undefined) {
    readValue(subAttribute, sent, name, tolerance);
    return { [subAttribute.name]: sent };
  }
  return unwrapList(sent, `${name}[…]`, tolerance) ?? null;
}

function mergeElement(
  attribute: AttributeDefinition,
  element: JsonValue | undefined,
  part: JsonValue,
  where: string,
  tolerance: Tolerance,
): JsonValue | undefined {
  if (attribute.type !== 'complex') return readSingle(attribute, part, where, tolerance);
  if (isUnassigned(part)) return undefined;
  return mergeObject(attribute, isJsonObject(element) ? element : undefined, part, where, tolerance);
}

/** Positions of the values that the operation is about. */
function choose({ attribute, filter, name }: Target, current: List): ReadonlySet<number> {
  if (filter === undefined) {
    if (current.length > 1) {
      throw new InvalidPathError(
        `"${name}" leads to several values: choose one, such as ${attribute.name}[type eq "work"].`,
      );
    }
    return new Set(current.keys());
  }
  const positions = current.flatMap((element, index) => {
    return evaluateFilter(filter.checked, toComparableValue(attribute, element)) ? [index] : [];
  });
  return new Set(positions);
}

/** A value that becomes primary takes it from the others (RFC 7644 section 3.5.2). */
function handOverPrimary(attribute: AttributeDefinition, list: List, touched: ReadonlySet<number>): List {
  const primaries = [...touched].filter((index) => isPrimary(list[index]));
  if (primaries.length > 1) {
    throw new InvalidValueError(`"${attribute.name}" may have one primary value, not several.`);
  }
  const [chosen] = primaries;
  if (chosen === undefined) return list;
  return list.map((element, index) =>
    index !== chosen && isPrimary(element) ? { ...(element as JsonObject), primary: false } : element,
  );
}

function isPrimary(element: JsonValue | undefined): boolean {
  return isJsonObject(element) && element.primary === true;
}
