import { InvalidFilterError } from '@flosum/scim-schema';
import type { JsonValue } from '@flosum/scim-schema';
import type { CheckedComparison, CheckedFilter, CheckedSome, Operand } from '@flosum/scim-filter';
import type { SqlParameters } from './sql-parameters.js';

/** Where the values of an attribute stand, other than in the comparable document. */
export interface FilterColumn {
  /** Makes the condition that the attribute equals the value, in its comparable form. */
  equals(value: string | number | boolean, parameters: SqlParameters): string;
  /** Whether the condition decides alone, or only leads to rows that the document is then asked about. */
  readonly exact: boolean;
}

/** Attributes with a column or table of their own, by the spelling of their path: `userName`, `emails.value`. */
export type FilterColumns = ReadonlyMap<string, FilterColumn>;

/**
 * Turns a filter into the condition of a WHERE. Every value, and every name, travels as a parameter.
 *
 * @param document - The SQL expression of the comparable document, such as `users.comparable`.
 * @throws {@link InvalidFilterError} for what this version does not answer: all but `eq` and `and`.
 */
export function compileFilter(
  filter: CheckedFilter,
  document: string,
  columns: FilterColumns,
  parameters: SqlParameters,
): string {
  switch (filter.kind) {
    case 'and':
      return filter.operands
        .map((operand) => compileFilter(operand, document, columns, parameters))
        .join(' and ');
    case 'compare':
      return compileComparison(filter, document, columns, parameters);
    case 'some':
      return compileSome(filter, document, columns, parameters);
    default:
      return refuse();
  }
}

function compileComparison(
  { operand, operator, value }: CheckedComparison,
  document: string,
  columns: FilterColumns,
  parameters: SqlParameters,
): string {
  // What the service itself knows of a resource is not in its document.
  if (operator !== 'eq' || operand.steps[0] === 'meta') return refuse();
  const column = columns.get(operand.steps.join('.'));
  if (column?.exact === true) return column.equals(value, parameters);
  const inDocument = `${follow(document, operand, parameters)} = ${json(value, parameters)}`;
  return column === undefined ? inDocument : `(${column.equals(value, parameters)} and ${inDocument})`;
}

/** One value of a list fulfils the filter. An index leads to the rows when one part of the filter has one. */
function compileSome(
  { operand, filter }: CheckedSome,
  document: string,
  columns: FilterColumns,
  parameters: SqlParameters,
): string {
  const conditions: string[] = [];
  for (const part of filter.kind === 'and' ? filter.operands : [filter]) {
    if (part.kind !== 'compare' || part.operator !== 'eq') continue;
    const column = columns.get([...operand.steps, ...part.operand.steps].join('.'));
    if (column !== undefined) conditions.push(column.equals(part.value, parameters));
  }
  const list = follow(document, operand, parameters);
  const elements = `jsonb_array_elements(case jsonb_typeof(${list}) when 'array' then ${list} else '[]' end)`;
  const inner = compileFilter(filter, 'element', new Map(), parameters);
  conditions.push(`exists (select from ${elements} as element where ${inner})`);
  return conditions.join(' and ');
}

function follow(document: string, { steps }: Operand, parameters: SqlParameters): string {
  return steps.length === 0 ? document : `${document} #> ${parameters.add(steps)}::text[]`;
}

function json(value: JsonValue, parameters: SqlParameters): string {
  return `${parameters.add(JSON.stringify(value))}::jsonb`;
}

function refuse(): never {
  throw new InvalidFilterError(
    'this service answers filters made of "eq" and "and", such as userName eq "jane@example.com"',
    0,
  );
}
