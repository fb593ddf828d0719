import type { CheckedFilter } from '@flosum/scim-filter';
import { findByName, isIdentifiedByValue, Tolerance } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject } from '@flosum/scim-schema';
import { readIdentified } from './apply-to-list.js';
import { mergeObject } from './merge-object.js';
import type { PreparedOperation } from './prepare-operations.js';

/**
 * What operations do to a list without looking at it: first all of it goes, or what is `removed`; then comes what is
 * `added`, unless its value is there already.
 */
export interface ListPlan {
  readonly clears: boolean;
  /** By `value`. None of them is in `removed`. */
  readonly added: ReadonlyMap<string, JsonObject>;
  /** The `value` of each; empty when `clears`. */
  readonly removed: ReadonlySet<string>;
}

/**
 * Splits prepared operations into those about one core attribute and the others. Their order among each other does not
 * matter, since they touch different attributes; among themselves they keep it.
 */
export function partitionOperations(
  operations: readonly PreparedOperation[],
  attributeName: string,
): { readonly about: readonly PreparedOperation[]; readonly others: readonly PreparedOperation[] } {
  const isAbout = ({ target }: PreparedOperation): boolean =>
    target.extension === undefined && target.attribute.name === attributeName;
  return {
    about: operations.filter(isAbout),
    others: operations.filter((operation) => !isAbout(operation)),
  };
}

/**
 * Plans what operations do to a list that is too long to be read: one without a bound, whose values are told apart by
 * an immutable `value` alone (RFC 7644 section 3.5.2). The outcome is that of `applyToList`.
 *
 * The parts of a value that is there already are not compared with those in `added`: whoever stores the list knows what
 * they have to be.
 *
 * @param operations - About the same attribute, from `partitionOperations`.
 * @returns `undefined` when the outcome depends on what the list holds, as by another filter than `value eq "…"` or an
 *   `or` of such: then read the list and use `applyToList`.
 * @throws {@link InvalidValueError} when a value does not fit, or has no `value`.
 */
export function planList(
  operations: readonly PreparedOperation[],
  tolerance = new Tolerance(),
): ListPlan | undefined {
  let clears = false;
  const added = new Map<string, JsonObject>();
  const removed = new Set<string>();
  const clear = (): void => {
    clears = true;
    added.clear();
    removed.clear();
  };
  const remove = (value: string): void => {
    added.delete(value);
    if (!clears) removed.add(value);
  };
  for (const operation of operations) {
    const { op, target, value: sent } = operation;
    const { attribute, name } = target;
    if (!isUnbounded(attribute)) return undefined;
    if (target.filter !== undefined || target.subAttribute !== undefined) {
      const values = valuesToRemove(operation);
      if (values === undefined) return undefined;
      values.forEach(remove);
      continue;
    }
    if (op === 'remove' && (sent === undefined || sent === null)) {
      clear();
      continue;
    }
    const elements = readIdentified(operation, tolerance);
    if (op === 'replace') clear();
    for (const [value, element] of elements) {
      if (op === 'remove') {
        remove(value);
        continue;
      }
      const merged = mergeObject(attribute, added.get(value), element, name, tolerance);
      added.set(value, merged ?? element);
      removed.delete(value);
    }
  }
  return { clears, added, removed };
}

/** Whether what becomes of a value never depends on the others. */
function isUnbounded(attribute: AttributeDefinition): boolean {
  const parts = attribute.subAttributes ?? [];
  const value = findByName(parts, 'value');
  return (
    isIdentifiedByValue(attribute) &&
    value?.caseExact === true &&
    (value.type === 'string' || value.type === 'reference') &&
    findByName(parts, 'primary')?.type !== 'boolean' &&
    attribute.maxValues === Infinity &&
    attribute.mutability === 'readWrite' &&
    !attribute.required
  );
}

/** The values that a `remove` chooses by its filter, if it names them. */
function valuesToRemove({ op, target }: PreparedOperation): readonly string[] | undefined {
  if (op !== 'remove' || target.filter === undefined || target.subAttribute !== undefined) return undefined;
  return valuesNamedBy(target.filter.checked);
}

function valuesNamedBy(filter: CheckedFilter): readonly string[] | undefined {
  if (filter.kind === 'or') {
    const lists = filter.operands.map(valuesNamedBy);
    return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') {
    return undefined;
  }
  return filter.operand.attribute.name === 'value' ? [filter.value] : undefined;
}
