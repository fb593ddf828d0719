import type { ComparisonOperator } from '@flosum/scim-filter';
import type { SqlParameters } from './sql-parameters.js';

type Value = string | number | boolean;

/** An attribute that has a column, or an expression over columns, beside the document. */
export interface FilterColumn {
  /** Makes the condition of a comparison. It may be NULL where the attribute is absent. */
  condition(operator: ComparisonOperator, value: Value, parameters: SqlParameters): string;
  /** The condition that the attribute is present. */
  readonly present: string;
  /** What it is sorted by. */
  readonly sortKey: string;
}

/** A table that leads to exactly the rows that hold a value, in a list or alone. */
export interface FilterLead {
  condition(value: Value, parameters: SqlParameters): string;
}

/** A list that is stored as rows: SQL expressions of a jsonb array, in the comparable form. */
export interface FilterList {
  readonly all: string;
  /** Only the elements that have this `value`; `undefined` when no element can have it. */
  withValue(value: Value, parameters: SqlParameters): string | undefined;
}

/** By the spelling of the attribute's path: `userName`, `meta.created`, `emails.value`. */
export interface FilterColumns {
  readonly columns: ReadonlyMap<string, FilterColumn>;
  readonly leads: ReadonlyMap<string, FilterLead>;
  /** Lists that the document does not hold. */
  readonly lists: ReadonlyMap<string, FilterList>;
}

export const NO_COLUMNS: FilterColumns = { columns: new Map(), leads: new Map(), lists: new Map() };

/**
 * Compares a text, by code point. No pattern is ever made of a value, so nothing in it has to be escaped.
 *
 * @param expression - Of type text and collation "C".
 */
export function compareText(
  expression: string,
  operator: ComparisonOperator,
  value: Value,
  parameters: SqlParameters,
): string {
  const parameter = `${parameters.add(value)}::text`;
  switch (operator) {
    case 'eq':
      return `${expression} = ${parameter}`;
    case 'ne':
      return `${expression} is distinct from ${parameter}`;
    case 'co':
      return `strpos(${expression}, ${parameter}) > 0`;
    case 'sw':
      return `starts_with(${expression}, ${parameter})`;
    case 'ew':
      return `right(${expression}, length(${parameter})) = ${parameter}`;
    default:
      return `${expression} ${ORDER[operator]} ${parameter}`;
  }
}

/** A text column whose content is in the comparable form already. */
export function textColumn(expression: string, present = 'true'): FilterColumn {
  return {
    condition: (operator, value, parameters) => compareText(expression, operator, value, parameters),
    present,
    sortKey: expression,
  };
}

/** Digits of an instant in its comparable form that reach to the millisecond, which is what the columns keep. */
const MILLISECONDS = 23;

/**
 * A column of instants in milliseconds. A value between two milliseconds equals none of them, and is behind the
 * earlier one.
 */
export function instantColumn(expression: string): FilterColumn {
  return {
    condition(operator, value, parameters) {
      const instant = String(value);
      const between = !/^0*Z$/.test(instant.slice(MILLISECONDS));
      if (between && (operator === 'eq' || operator === 'ne')) return String(operator === 'ne');
      const parameter = `${parameters.add(`${instant.slice(0, MILLISECONDS)}Z`)}::timestamptz`;
      switch (operator) {
        case 'eq':
          return `${expression} = ${parameter}`;
        case 'ne':
          return `${expression} <> ${parameter}`;
        case 'ge':
          return `${expression} ${between ? '>' : '>='} ${parameter}`;
        case 'lt':
          return `${expression} ${between ? '<=' : '<'} ${parameter}`;
        case 'gt':
        case 'le':
          return `${expression} ${ORDER[operator]} ${parameter}`;
        default:
          return 'false';
      }
    },
    present: 'true',
    sortKey: expression,
  };
}

export const ORDER = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;
