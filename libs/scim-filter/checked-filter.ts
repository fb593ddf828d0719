import type { AttributeDefinition } from '@flosum/scim-schema';
import type { ComparisonOperator } from './filter.js';

/**
 * A filter whose names were found in a schema and whose values fit them: what the evaluator and the SQL compiler
 * read. A condition on a list is always a `some`, so both agree on *one value that fits is enough*.
 */
export type CheckedFilter = CheckedLogical | CheckedNot | CheckedComparison | CheckedPresence | CheckedSome;

export interface CheckedLogical {
  readonly kind: 'and' | 'or';
  /** Without any, an `and` always holds and an `or` never. */
  readonly operands: readonly CheckedFilter[];
}

export interface CheckedNot {
  readonly kind: 'not';
  readonly operand: CheckedFilter;
}

export interface CheckedComparison {
  readonly kind: 'compare';
  readonly operand: Operand;
  readonly operator: ComparisonOperator;
  /** In the comparable form of the attribute. */
  readonly value: string | number | boolean;
}

export interface CheckedPresence {
  readonly kind: 'present';
  readonly operand: Operand;
}

/** At least one value of the list fulfils the filter. */
export interface CheckedSome {
  readonly kind: 'some';
  readonly operand: Operand;
  /** Its operands start at the value, not at the resource. */
  readonly filter: CheckedFilter;
}

export interface Operand {
  /** The member names that lead to the value: from the resource, or from the list's value inside a `some`. */
  readonly steps: readonly string[];
  readonly attribute: AttributeDefinition;
}
