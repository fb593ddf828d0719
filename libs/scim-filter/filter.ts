import type { AttributePath } from '@flosum/scim-schema';

export const COMPARISON_OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;

export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

/** A JSON literal, as the grammar's `compValue` allows it. */
export type FilterValue = string | number | boolean | null;

/** A filter as it was written: names are not looked up yet (RFC 7644 section 3.4.2.2). */
export type Filter = LogicalFilter | NotFilter | ComparisonFilter | PresenceFilter | ValuePathFilter;

export interface LogicalFilter {
  readonly kind: 'and' | 'or';
  /** Two or more. */
  readonly operands: readonly Filter[];
}

export interface NotFilter {
  readonly kind: 'not';
  readonly operand: Filter;
}

export interface ComparisonFilter {
  readonly kind: 'compare';
  readonly path: AttributePath;
  readonly operator: ComparisonOperator;
  readonly value: FilterValue;
}

export interface PresenceFilter {
  readonly kind: 'present';
  readonly path: AttributePath;
}

/** `attribute[filter]`: one value of the attribute fulfils all of the filter. */
export interface ValuePathFilter {
  readonly kind: 'valuePath';
  readonly path: AttributePath;
  readonly filter: Filter;
}

/** The `path` of a PATCH operation (RFC 7644 section 3.5.2, figure 7). */
export interface PatchPath {
  readonly path: AttributePath;
  readonly filter?: Filter;
  /** The sub-attribute behind a value filter; one without a filter stands in `path`. */
  readonly subAttribute?: string;
}
