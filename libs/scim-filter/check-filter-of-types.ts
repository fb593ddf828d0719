import { resolveAttribute } from '@flosum/scim-schema';
import type { ResourceType } from '@flosum/scim-schema';
import { checkFilter } from './check-filter.js';
import type { CheckedFilter } from './checked-filter.js';
import type { Filter } from './filter.js';

const NOTHING: CheckedFilter = { kind: 'or', operands: [] };
const EVERYTHING: CheckedFilter = { kind: 'and', operands: [] };

/**
 * Checks a filter over several resource types, for each of them. An attribute that one type does not have, while another
 * has it, has no value there (RFC 7644 section 3.4.2.1).
 *
 * @returns One checked filter for each type, in their order.
 * @throws {@link InvalidFilterError} as {@link checkFilter}; for an unknown attribute, when none of the types has it.
 */
export function checkFilterOfTypes(filter: Filter, types: readonly ResourceType[]): readonly CheckedFilter[] {
  return types.map((type) => checkForType(filter, type, types));
}

function checkForType(filter: Filter, type: ResourceType, types: readonly ResourceType[]): CheckedFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return {
        kind: filter.kind,
        operands: filter.operands.map((operand) => checkForType(operand, type, types)),
      };
    case 'not':
      return { kind: 'not', operand: checkForType(filter.operand, type, types) };
    default: {
      const has = (candidate: ResourceType): boolean =>
        resolveAttribute(candidate, filter.path) !== undefined;
      if (has(type) || !types.some(has)) return checkFilter(filter, type);
      return holdsForAbsent(filter) ? EVERYTHING : NOTHING;
    }
  }
}

/** What is absent differs from every value, and equals null. */
function holdsForAbsent(condition: Filter): boolean {
  if (condition.kind !== 'compare') return false;
  return condition.value === null ? condition.operator === 'eq' : condition.operator === 'ne';
}
