import type { CheckedComparison, CheckedFilter, CheckedSome, Operand } from '@flosum/scim-filter';
import { compareText, NO_COLUMNS, ORDER } from './filter-columns.js';
import type { FilterColumns } from './filter-columns.js';
import type { SqlParameters } from './sql-parameters.js';

/**
 * Turns a filter into the condition of a WHERE. Every value, and every name, travels as a parameter.
 *
 * A condition on what is absent may be NULL, which selects nothing; below a `not` it counts as false.
 *
 * @param document - The SQL expression of the comparable document, such as `users.comparable`.
 */
export function compileFilter(
  filter: CheckedFilter,
  document: string,
  columns: FilterColumns,
  parameters: SqlParameters,
): string {
  const compile = (inner: CheckedFilter): string => compileFilter(inner, document, columns, parameters);
  switch (filter.kind) {
    case 'and':
    case 'or':
      if (filter.operands.length === 0) return String(filter.kind === 'and');
      return filter.operands.map((operand) => `(${compile(operand)})`).join(` ${filter.kind} `);
    case 'not':
      return `not coalesce((${compile(filter.operand)}), false)`;
    case 'present':
      return compilePresence(filter.operand, document, columns, parameters);
    case 'compare':
      return compileComparison(filter, document, columns, parameters);
    case 'some':
      return compileSome(filter, document, columns, parameters);
  }
}

function compilePresence(
  operand: Operand,
  document: string,
  { columns, lists }: FilterColumns,
  parameters: SqlParameters,
): string {
  const path = operand.steps.join('.');
  const column = columns.get(path);
  if (column !== undefined) return column.present;
  const list = lists.get(path);
  if (list !== undefined) return `jsonb_array_length(${list.all}) > 0`;
  // The document holds no null, and no list or object that is empty.
  return `${follow(document, operand, parameters)} <> '""'::jsonb`;
}

function compileComparison(
  { operand, operator, value }: CheckedComparison,
  document: string,
  { columns, leads }: FilterColumns,
  parameters: SqlParameters,
): string {
  const path = operand.steps.join('.');
  const column = columns.get(path);
  if (column !== undefined) return column.condition(operator, value, parameters);
  const lead = operator === 'eq' ? leads.get(path) : undefined;
  if (lead !== undefined) return lead.condition(value, parameters);
  if (typeof value === 'string') {
    return compareText(
      `${followText(document, operand, parameters)} collate "C"`,
      operator,
      value,
      parameters,
    );
  }
  const actual = follow(document, operand, parameters);
  const expected = `${parameters.add(JSON.stringify(value))}::jsonb`;
  switch (operator) {
    case 'ne':
      return `${actual} is distinct from ${expected}`;
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return `${actual} ${ORDER[operator]} ${expected}`;
    default:
      return `${actual} = ${expected}`;
  }
}

/**
 * One value of a list fulfils the filter. Where a table leads to the rows that can, it is asked first; for a single
 * equality it is the whole answer.
 */
function compileSome(
  { operand, filter }: CheckedSome,
  document: string,
  { leads, lists }: FilterColumns,
  parameters: SqlParameters,
): string {
  const path = operand.steps.join('.');
  const list = lists.get(path);
  let elements = list && `jsonb_array_elements(${list.all})`;
  const conditions: string[] = [];
  for (const part of filter.kind === 'and' ? filter.operands : [filter]) {
    if (part.kind !== 'compare' || part.operator !== 'eq') continue;
    const lead = leads.get([path, ...part.operand.steps].join('.'));
    if (lead === undefined) continue;
    conditions.push(lead.condition(part.value, parameters));
    if (part === filter) return conditions.join('');
    if (list === undefined) continue;
    const narrowed = list.withValue(part.value, parameters);
    if (narrowed === undefined) return 'false';
    elements = `jsonb_array_elements(${narrowed})`;
  }
  elements ??= elementsOf(follow(document, operand, parameters));
  const inner = compileFilter(filter, 'element', NO_COLUMNS, parameters);
  conditions.push(`exists (select from ${elements} as element where ${inner})`);
  return conditions.join(' and ');
}

/** The values of a list as rows; none when there is no list. */
export function elementsOf(list: string): string {
  return `jsonb_array_elements(case jsonb_typeof(${list}) when 'array' then ${list} else '[]' end)`;
}

/** The value at the end of the steps, as jsonb. */
export function follow(document: string, { steps }: Operand, parameters: SqlParameters): string {
  return steps.length === 0 ? document : `${document} #> ${parameters.add(steps)}::text[]`;
}

/** The same as text. */
export function followText(document: string, { steps }: Operand, parameters: SqlParameters): string {
  return `(${document} #>> ${parameters.add(steps)}::text[])`;
}
