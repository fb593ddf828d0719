import type { ResolvedAttribute } from '@flosum/scim-schema';
import { elementsOf, follow, followText } from './filter-sql.js';
import type { FilterColumns } from './filter-columns.js';
import type { SqlParameters } from './sql-parameters.js';

/** How many characters of a text decide the order: a cursor carries them, and has to fit into a URL. */
const SORTED_CHARACTERS = 256;

/** A sort key in SQL. */
export interface SortKey {
  readonly expression: string;
  /** To which the text of a key is cast back. */
  readonly type: 'text' | 'numeric' | 'boolean' | 'timestamptz';
}

/**
 * Makes the expression that a list is sorted by (RFC 7644 section 3.4.2.3): of a list the primary value, or else the
 * first; texts by code point, in their comparable form.
 */
export function compileSortKey(
  { extension, attribute, subAttribute }: ResolvedAttribute,
  document: string,
  { columns, lists }: FilterColumns,
  parameters: SqlParameters,
): SortKey {
  const steps = [...(extension === undefined ? [] : [extension.id]), attribute.name];
  const spelt = [...steps, ...(subAttribute === undefined ? [] : [subAttribute.name])];
  const { type } = subAttribute ?? attribute;
  const column = columns.get(spelt.join('.'));
  if (column !== undefined) {
    return { expression: column.sortKey, type: type === 'dateTime' ? 'timestamptz' : 'text' };
  }
  const text = attribute.multiValued
    ? firstValue(
        lists.get(steps.join('.'))?.all ?? follow(document, { steps, attribute }, parameters),
        subAttribute === undefined ? [] : [subAttribute.name],
        parameters,
      )
    : followText(document, { steps: spelt, attribute }, parameters);
  switch (type) {
    case 'boolean':
      return { expression: `${text}::boolean`, type: 'boolean' };
    case 'integer':
    case 'decimal':
      return { expression: `${text}::numeric`, type: 'numeric' };
    default:
      return { expression: `left(${text}, ${SORTED_CHARACTERS}) collate "C"`, type: 'text' };
  }
}

function firstValue(list: string, steps: readonly string[], parameters: SqlParameters): string {
  return `(select element #>> ${parameters.add(steps)}::text[]
    from ${elementsOf(list)} with ordinality as elements (element, position)
    order by (element -> 'primary' = 'true'::jsonb) desc nulls last, position limit 1)`;
}
