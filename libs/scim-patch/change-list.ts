import { evaluateFilter, toComparableValue } from '@flosum/scim-filter';
import {
  InvalidPathError,
  InvalidValueError,
  isJsonObject,
  isUnassigned,
  MutabilityError,
  readSingle,
  readValue,
  refuseLongList,
} from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue } from '@flosum/scim-schema';
import { deepEqual } from './deep-equal.js';
import { elementFromFilter } from './element-from-filter.js';
import { expandStringifiedValue } from './dialect/expand-stringified-value.js';
import { mergeObject, removePart } from './merge-object.js';
import type { OperationKind } from './operation.js';
import { refuseImmutable } from './refuse-immutable.js';
import type { Target } from './resolve-target.js';

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
): List {
  const { attribute, name } = target;
  const next = nextList(op, target, current, sent);
  refuseLongList(next, name);
  if (op === 'remove' && attribute.required && next.length === 0) {
    throw new MutabilityError(`"${name}" is required and cannot be removed.`);
  }
  refuseImmutable(attribute, current.length === 0 ? undefined : current, next, name);
  return next;
}

function nextList(op: OperationKind, target: Target, current: List, sent: JsonValue | undefined): List {
  if (target.filter === undefined && target.subAttribute === undefined) {
    if (op === 'remove') return sent === undefined ? [] : removeListed(target, current, sent);
    const values = readElements(target, sent);
    return op === 'add' ? addElements(target, current, values) : values;
  }
  return changeChosen(op, target, current, sent);
}

function readElements({ attribute, name }: Target, sent: JsonValue | undefined): List {
  const values: List = Array.isArray(sent) ? (sent as List) : sent === undefined ? [] : [sent];
  return (readValue(attribute, values.map(expandStringifiedValue), name) ?? []) as List;
}

/**
 * Entra ID removes single members with a list of them as the value, although the path says *all*:
 *
 *     {"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "2819c223-…"}]}
 *
 * Only what is listed goes. An empty list removes nothing.
 */
function removeListed(target: Target, current: List, sent: JsonValue): List {
  if (sent === null) return [];
  const index = new ValueIndex(target.attribute, current);
  const removed = new Set(readElements(target, sent).flatMap((wanted) => index.find(wanted)));
  return current.filter((_element, position) => !removed.has(position));
}

/** What is there already is not added again, but takes over what was sent with it. */
function addElements({ attribute, name }: Target, current: List, added: List): List {
  const list = [...current];
  const index = new ValueIndex(attribute, current);
  const touched = new Set<number>();
  for (const element of added) {
    const [found] = index.find(element);
    const present = found === undefined ? undefined : list[found];
    const merged = isJsonObject(present) ? mergeObject(attribute, present, element, name) : present;
    const position = found ?? list.length;
    list[position] = merged ?? element;
    index.put(position, list[position]);
    if (isPrimary(element)) touched.add(position);
  }
  return handOverPrimary(attribute, list, touched);
}

function changeChosen(op: OperationKind, target: Target, current: List, sent: JsonValue | undefined): List {
  const { attribute, subAttribute, name } = target;
  const chosen = choose(target, current);
  if (op === 'remove' || sent === undefined) {
    return current.flatMap((element, index) => {
      if (!chosen.has(index)) return [element];
      const rest =
        subAttribute && isJsonObject(element) ? removePart(element, subAttribute, name) : undefined;
      return rest === undefined ? [] : [rest];
    });
  }
  const part = readPart(target, sent);
  const assigned = readSingle({ ...attribute, multiValued: false }, part, name);
  if (assigned === undefined && (op === 'add' || chosen.size === 0)) return current;
  // Parts that were sent empty are unassigned by `replace`, and left alone by `add`.
  const laidOver = op === 'add' && assigned !== undefined ? assigned : part;
  if (chosen.size === 0) {
    const element = mergeElement(attribute, elementFromFilter(target), laidOver, name);
    const list = element === undefined ? current : [...current, element];
    return handOverPrimary(attribute, list, new Set([list.length - 1]));
  }
  const changed = current.map((element, index) =>
    chosen.has(index) ? mergeElement(attribute, element, laidOver, name) : element,
  );
  const touched = new Set([...chosen].map((index) => changed[index]));
  const list = changed.filter((element) => element !== undefined);
  const positions = list.flatMap((element, index) => (touched.has(element) ? [index] : []));
  return handOverPrimary(attribute, list, new Set(positions));
}

/** What was sent, as the object (or plain value) to lay over each chosen value. */
function readPart({ subAttribute, name }: Target, sent: JsonValue): JsonValue {
  if (subAttribute !== undefined) {
    readValue(subAttribute, sent, name);
    return { [subAttribute.name]: sent };
  }
  if (!Array.isArray(sent)) return sent;
  if (sent.length > 1) throw new InvalidValueError(`"${name}[…]" takes one value, not a list.`);
  return (sent[0] ?? null) as JsonValue;
}

function mergeElement(
  attribute: AttributeDefinition,
  element: JsonValue | undefined,
  part: JsonValue,
  where: string,
): JsonValue | undefined {
  if (attribute.type !== 'complex') return readSingle(attribute, part, where);
  if (isUnassigned(part)) return undefined;
  return mergeObject(attribute, isJsonObject(element) ? element : undefined, part, where);
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

/**
 * Finds the values of a list that are the same as one that was sent: `value` and `type` are equal; without a `value`,
 * all that was sent is there.
 *
 * Looks them up by their parts, since comparing a thousand values with a thousand others takes seconds.
 */
class ValueIndex {
  private readonly values: JsonObject[] = [];
  private readonly positions = new Map<string, Set<number>>();

  constructor(
    private readonly attribute: AttributeDefinition,
    list: List,
  ) {
    list.forEach((element, position) => {
      this.put(position, element);
    });
  }

  put(position: number, element: JsonValue): void {
    const value = this.toComparableObject(element);
    this.values[position] = value;
    for (const [name, part] of Object.entries(value)) {
      const key = keyOf(name, part);
      this.positions.set(key, (this.positions.get(key) ?? new Set()).add(position));
    }
  }

  find(sent: JsonValue): readonly number[] {
    const wanted = this.toComparableObject(sent);
    const named = Object.keys(isJsonObject(sent) ? sent : wanted);
    const names = wanted.value === undefined ? named : named.filter((name) => IDENTITY.includes(name));
    const candidates = names
      .map((name) => this.positions.get(keyOf(name, wanted[name])) ?? new Set<number>())
      .sort((left, right) => left.size - right.size)[0];
    return [...(candidates ?? [])].filter((position) =>
      names.every((name) => deepEqual(this.values[position]?.[name], wanted[name])),
    );
  }

  private toComparableObject(element: JsonValue): JsonObject {
    const comparable = toComparableValue(this.attribute, element);
    return isJsonObject(comparable) ? comparable : { value: comparable };
  }
}

const IDENTITY: readonly string[] = ['value', 'type'];

function keyOf(name: string, part: JsonValue | undefined): string {
  return JSON.stringify([name, part]);
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
