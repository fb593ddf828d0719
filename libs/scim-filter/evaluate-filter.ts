import { isJsonObject } from '@flosum/scim-schema';
import type { JsonValue } from '@flosum/scim-schema';
import type { CheckedFilter } from './checked-filter.js';
import type { ComparisonOperator } from './filter.js';

/**
 * Tells whether a resource, or one value of a list, fulfils a filter (RFC 7644 section 3.4.2.2).
 *
 * @param comparable - In its comparable form, see `toComparable`.
 */
export function evaluateFilter(filter: CheckedFilter, comparable: JsonValue): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => evaluateFilter(operand, comparable));
    case 'or':
      return filter.operands.some((operand) => evaluateFilter(operand, comparable));
    case 'not':
      return !evaluateFilter(filter.operand, comparable);
    case 'present':
      return isPresent(follow(comparable, filter.operand.steps));
    case 'compare':
      return compare(follow(comparable, filter.operand.steps), filter.operator, filter.value);
    case 'some': {
      const list = follow(comparable, filter.operand.steps);
      return (
        Array.isArray(list) && list.some((element) => evaluateFilter(filter.filter, element as JsonValue))
      );
    }
  }
}

function follow(value: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of steps) {
    if (!isJsonObject(current)) return undefined;
    current = current[step];
  }
  return current;
}

/** Present means a value that is not empty; `false` and `0` are values (RFC 7644 table 3). */
function isPresent(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isJsonObject(value) || Object.keys(value).length > 0;
}

/** What is absent differs from every value, so only `ne` holds for it. */
function compare(
  actual: JsonValue | undefined,
  operator: ComparisonOperator,
  expected: string | number | boolean,
): boolean {
  if (typeof actual !== typeof expected) return operator === 'ne';
  switch (operator) {
    case 'eq':
      return actual === expected;
    case 'ne':
      return actual !== expected;
    case 'gt':
      return compareOrder(actual, expected) > 0;
    case 'ge':
      return compareOrder(actual, expected) >= 0;
    case 'lt':
      return compareOrder(actual, expected) < 0;
    case 'le':
      return compareOrder(actual, expected) <= 0;
    case 'co':
      return (actual as string).includes(expected as string);
    case 'sw':
      return (actual as string).startsWith(expected as string);
    case 'ew':
      return (actual as string).endsWith(expected as string);
  }
}

/** Texts by Unicode code point, as PostgreSQL's collation "C" orders UTF-8; numbers by size. */
function compareOrder(actual: JsonValue | undefined, expected: string | number | boolean): number {
  if (typeof actual === 'number' && typeof expected === 'number') return actual - expected;
  const left = Array.from(actual as string, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(expected as string, (character) => character.codePointAt(0) ?? 0);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
