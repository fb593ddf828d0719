import { InvalidFilterError, isStorable, parseDateTime, Tolerance } from '@flosum/scim-schema';
import type { AttributeDefinition } from '@flosum/scim-schema';
import type { CheckedFilter, Operand } from './checked-filter.js';
import { toComparableValue } from './comparable.js';
import type { ComparisonFilter, ComparisonOperator, FilterValue } from './filter.js';
import { positionOf } from './filter-position.js';

const TEXT_OPERATORS: readonly ComparisonOperator[] = ['co', 'sw', 'ew'];
const ORDER_OPERATORS: readonly ComparisonOperator[] = ['gt', 'ge', 'lt', 'le'];

/**
 * Checks that a value and an operator fit the type of an attribute (RFC 7644 table 3), and brings the value into its
 * comparable form.
 *
 * @param tolerance - Notes a boolean in quotes; the strict dialect refuses it.
 * @throws {@link InvalidFilterError} when they do not fit.
 */
export function checkComparison(
  node: ComparisonFilter,
  operand: Operand,
  tolerance = new Tolerance(),
): CheckedFilter {
  const { operator, value } = node;
  const { attribute } = operand;
  const fail = (problem: string): never => {
    throw new InvalidFilterError(problem, positionOf(node));
  };

  if (value === null) return fail(`"${operator}" cannot compare with null`);
  const isText = !['boolean', 'integer', 'decimal', 'dateTime', 'complex'].includes(attribute.type);
  if (TEXT_OPERATORS.includes(operator) && !isText) {
    return fail(`"${operator}" compares texts, and "${attribute.name}" is of type ${attribute.type}`);
  }
  if (ORDER_OPERATORS.includes(operator) && (attribute.type === 'boolean' || attribute.type === 'binary')) {
    return fail(`"${operator}" cannot order values of type ${attribute.type}`);
  }
  const fitting = fit(attribute, value);
  const expectation = `"${attribute.name}" is compared with ${expected(attribute)}`;
  if (fitting === undefined) return fail(expectation);
  if (attribute.type === 'boolean' && typeof value === 'string') {
    tolerance.accept(
      'boolean-as-text',
      () => new InvalidFilterError(`${expectation}, without quotes`, positionOf(node)),
    );
  }
  return { kind: 'compare', operand, operator, value: fitting };
}

/** The value in its comparable form, or `undefined` when its type is not the attribute's. */
function fit(
  attribute: AttributeDefinition,
  value: string | number | boolean,
): string | number | boolean | undefined {
  switch (attribute.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : readQuotedBoolean(value);
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? value : undefined;
    case 'dateTime':
      return typeof value === 'string' ? parseDateTime(value) : undefined;
    case 'complex':
      return undefined;
    default:
      return typeof value === 'string' && isStorable(value)
        ? (toComparableValue(attribute, value) as string)
        : undefined;
  }
}

/** Entra ID writes `roles[primary eq "True"]`. */
function readQuotedBoolean(value: FilterValue): boolean | undefined {
  const word = typeof value === 'string' ? value.toLowerCase() : undefined;
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function expected({ type }: AttributeDefinition): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
    case 'decimal':
      return 'a number';
    case 'dateTime':
      return 'a date and time in quotes, such as "2026-01-31T08:00:00Z"';
    default:
      return 'a text in double quotes';
  }
}
