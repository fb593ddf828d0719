export { checkFilter, checkValueFilter } from './check-filter.js';
export { checkFilterOfTypes } from './check-filter-of-types.js';
export type {
  CheckedComparison,
  CheckedFilter,
  CheckedLogical,
  CheckedNot,
  CheckedPresence,
  CheckedSome,
  Operand,
} from './checked-filter.js';
export { toComparable, toComparableValue } from './comparable.js';
export { evaluateFilter } from './evaluate-filter.js';
export { MAX_FILTER_DEPTH, MAX_FILTER_LENGTH, MAX_FILTER_TERMS } from './filter-parser.js';
export { positionOf } from './filter-position.js';
export type {
  ComparisonFilter,
  ComparisonOperator,
  Filter,
  FilterValue,
  LogicalFilter,
  NotFilter,
  PatchPath,
  PresenceFilter,
  ValuePathFilter,
} from './filter.js';
export { formatFilter, formatPath } from './format-filter.js';
export { parseFilter, parsePath } from './parse-filter.js';
