import { evaluateFilter, toComparableValue } from '@flosum/scim-filter';
import {
  InvalidPathError,
  InvalidValueError,
  isJsonObject,
  readSingle,
  readValue,
} from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue } from '@flosum/scim-schema';
import { deepEqual } from './deep-equal.js';
import { elementFromFilter } from './element-from-filter.js';
import { expandStringifiedValue } from './dialect/expand-stringified-value.js';
import { mergeObject, removePart } from './merge-object.js';
import type { OperationKind } from './operation.js';
import type { Target } from './resolve-target.js';

type List = readonly JsonValue[];

/**
 * The next values of a multi-valued attribute.
 *
 * @param sent - `undefined` when the operation has no value.
 * @throws {@link InvalidValueError} when a value does not fit, or two values would be primary.
 * @throws {@link NoTargetError} when no value fulfils the filter and none can be made from it.
 */
export function changeList(
  op: OperationKind,
  target: Target,
  current: List,
  sent: JsonValue | undefined,
): List {
  if (target.filter === undefined && target.subAttribute === undefined) {
    if (op === 'remove') return sent === undefined ? [] : removeListed(target, current, sent);
    const values = readElements(target, sent);
    return op === 'add' ? addElements(target.attribute, current, values) : values;
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
  const listed = readElements(target, sent);
  return current.filter(
    (element) => !listed.some((wanted) => isSameElement(target.attribute, element, wanted)),
  );
}

/** What is there already is not added again, but takes over what was sent with it. */
function addElements(attribute: AttributeDefinition, current: List, added: List): List {
  const list = [...current];
  const touched = new Set<number>();
  for (const element of added) {
    const index = list.findIndex((present) => isSameElement(attribute, present, element));
    const present = list[index];
    if (present === undefined) {
      touched.add(list.push(element) - 1);
    } else if (isJsonObject(present) && isJsonObject(element)) {
      list[index] = { ...present, ...element };
      touched.add(index);
    }
  }
  return handOverPrimary(attribute, list, touched);
}

function changeChosen(op: OperationKind, target: Target, current: List, sent: JsonValue | undefined): List {
  const { attribute, subAttribute, name } = target;
  const chosen = choose(target, current);
  if (op === 'remove' || sent === undefined) {
    return current.flatMap((element, index) => {
      if (!chosen.has(index)) return [element];
      const rest = subAttribute && isJsonObject(element) ? removePart(element, subAttribute.name) : undefined;
      return rest === undefined ? [] : [rest];
    });
  }
  const part = readPart(target, sent);
  if (chosen.size === 0) {
    const unassigned = readSingle({ ...attribute, multiValued: false }, part, name) === undefined;
    if (unassigned) return current;
    const element = mergeElement(attribute, elementFromFilter(target), part, name);
    const list = element === undefined ? current : [...current, element];
    return handOverPrimary(attribute, list, new Set([list.length - 1]));
  }
  const changed = current.map((element, index) =>
    chosen.has(index) ? mergeElement(attribute, element, part, name) : element,
  );
  const touched = new Set([...chosen].map((index) => changed[index]));
  const list = changed.filter((element) => element !== undefined);
  const positions = list.flatMap((element, index) => (touched.has(element) ? [index] : []));
  return handOverPrimary(attribute, list, new Set(positions));
}

/** What was sent, as the object (or plain value) to lay over each chosen value. */
function readPart({ attribute, subAttribute, name }: Target, sent: JsonValue): JsonValue {
  if (subAttribute !== undefined) {
    readValue(subAttribute, sent, name);
    return { [subAttribute.name]: sent };
  }
  const single = Array.isArray(sent) && sent.length === 1 ? (sent[0] as JsonValue) : sent;
  if (Array.isArray(single)) throw new InvalidValueError(`"${name}[…]" takes one value, not a list.`);
  if (attribute.type !== 'complex' || isJsonObject(single)) return single;
  return { value: single };
}

function mergeElement(
  attribute: AttributeDefinition,
  element: JsonValue | undefined,
  part: JsonValue,
  where: string,
): JsonValue | undefined {
  if (attribute.type !== 'complex') return readSingle(attribute, part, where);
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
    const comparable = toComparableValue(attribute, element);
    const operand = attribute.type === 'complex' ? comparable : { value: comparable };
    return evaluateFilter(filter.checked, operand) ? [index] : [];
  });
  return new Set(positions);
}

/** Two values are the same when `value` and `type` are; without a `value`, when all that was sent is there. */
function isSameElement(attribute: AttributeDefinition, present: JsonValue, sent: JsonValue): boolean {
  if (!isJsonObject(present) || !isJsonObject(sent)) return deepEqual(present, sent);
  const left = toComparableValue(attribute, present) as JsonObject;
  const right = toComparableValue(attribute, sent) as JsonObject;
  const names =
    right['value'] === undefined ? Object.keys(right) : ['value', ...('type' in right ? ['type'] : [])];
  return names.every((name) => deepEqual(left[name], right[name]));
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
  return isJsonObject(element) && element['primary'] === true;
}
