import { checkFilter, parseFilter } from '@flosum/scim-filter';
import type { CheckedFilter } from '@flosum/scim-filter';
import type { ResourceType } from '@flosum/scim-schema';
import type { FilterColumn } from '../../database/index.js';
import type { ResourceSource } from '../../resources/index.js';

/** What somebody looks for. */
export interface PeopleSearch {
  /** Plain words: each begins a name or an address. */
  readonly q?: string | undefined;
  /** A SCIM filter. */
  readonly filter?: string | undefined;
  readonly active?: boolean | undefined;
}

/** More words hardly find anybody. */
const MAX_WORDS = 5;

const SEARCHED = ['userName', 'displayName', 'name.givenName', 'name.familyName', 'emails.value'];

/**
 * Makes the filter of a search.
 *
 * @param match - `sw` when a word may be the beginning of a name, `eq` when it has to be all of it: who may not read
 *   names must not find them letter by letter either.
 * @throws {@link InvalidFilterError} with the position in the filter.
 */
export function readSearch(
  type: ResourceType,
  { q = '', filter, active }: PeopleSearch,
  match: 'sw' | 'eq',
): CheckedFilter | undefined {
  const words = q
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  const texts = [
    ...(filter === undefined || filter.trim() === '' ? [] : [filter]),
    ...(active === undefined ? [] : [`active eq ${active}`]),
    ...words.map((word) => SEARCHED.map((name) => `${name} ${match} ${JSON.stringify(word)}`).join(' or ')),
  ];
  const operands = texts.map((text) => checkFilter(parseFilter(text), type));
  const [only] = operands;
  return operands.length > 1 ? { kind: 'and', operands } : only;
}

/** Whether somebody is active stands in a column as well, which is read much faster than the JSON beside it. */
export function withActiveColumn(source: ResourceSource): ResourceSource {
  const columns = new Map([...source.columns.columns, ['active', ACTIVE] as const]);
  return { ...source, columns: { ...source.columns, columns } };
}

const ACTIVE: FilterColumn = {
  condition: (operator, value) => `users.active ${operator === 'ne' ? '<>' : '='} ${String(value === true)}`,
  present: 'true',
  sortKey: 'users.active::text',
};
