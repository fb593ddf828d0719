import { checkFilter, formatFilter, parseFilter } from '@flosum/scim-filter';
import type { CheckedFilter, Filter } from '@flosum/scim-filter';
import {
  findByName,
  InvalidValueError,
  readProjection,
  resolveAttribute,
  spellAttribute,
  splitAttributePath,
} from '@flosum/scim-schema';
import type { Projection, ResolvedAttribute, ResourceType } from '@flosum/scim-schema';
import type { UserQuery } from '../users/index.js';

type SortOrder = NonNullable<UserQuery['sort']>;

/** The largest page, also announced in ServiceProviderConfig; the default as well. */
export const MAX_RESULTS = 100;

/** The parameters of a query for a list, from a URL or from the body of a search, with their JSON types. */
export interface ListParameters {
  readonly filter?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  readonly startIndex?: number;
  readonly count?: number;
  /** Empty for the first page by cursor. */
  readonly cursor?: string;
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
}

/** A query for a list, checked against the schema (RFC 7644 section 3.4.2). */
export interface ListRequest {
  readonly filter?: CheckedFilter;
  readonly sort?: SortOrder;
  readonly count: number;
  readonly projection: Projection;
  /** Which kind of paging: by index from 1, or by cursor. */
  readonly paging: { readonly startIndex: number } | { readonly cursor: string };
  /** Filter and order as text, the same for all pages of a query. */
  readonly text: string;
}

/**
 * Checks a query for a list.
 *
 * @throws {@link InvalidFilterError} for the filter, {@link InvalidValueError} for everything else.
 */
export function checkListRequest(type: ResourceType, parameters: ListParameters): ListRequest {
  const filter = parameters.filter === undefined ? undefined : parseFilter(parameters.filter);
  const checked = filter && checkFilter(filter, type);
  const sort = readSort(type, parameters);
  const { cursor, startIndex } = parameters;
  if (cursor !== undefined && startIndex !== undefined) {
    throw new InvalidValueError('Send "cursor" or "startIndex", not both.');
  }
  return {
    ...(checked && { filter: checked }),
    ...(sort && { sort }),
    count: Math.min(MAX_RESULTS, Math.max(0, parameters.count ?? MAX_RESULTS)),
    projection: readProjection(type, parameters.attributes, parameters.excludedAttributes),
    paging: cursor === undefined ? { startIndex: Math.max(1, startIndex ?? 1) } : { cursor },
    text: describeQuery(type, filter, sort),
  };
}

function readSort(type: ResourceType, { sortBy, sortOrder }: ListParameters): SortOrder | undefined {
  const order = sortOrder?.toLowerCase() ?? 'ascending';
  if (order !== 'ascending' && order !== 'descending') {
    throw new InvalidValueError('"sortOrder" is "ascending" or "descending".');
  }
  if (sortBy === undefined) return undefined;
  return { attribute: readSortKey(type, sortBy), descending: order === 'descending' };
}

/** A complex attribute is sorted by its `value`, if it has one; what is never shown is no key. */
function readSortKey(type: ResourceType, sortBy: string): ResolvedAttribute {
  const path = splitAttributePath(sortBy);
  const resolved = path && resolveAttribute(type, path);
  if (resolved === undefined) throw new InvalidValueError(`"sortBy" names no attribute of ${type.name}.`);
  const { attribute, subAttribute } = resolved;
  const value = findByName(attribute.subAttributes ?? [], 'value');
  const key =
    attribute.type === 'complex' && subAttribute === undefined && value !== undefined
      ? { ...resolved, subAttribute: value }
      : resolved;
  const leaf = key.subAttribute ?? attribute;
  if (leaf.type === 'complex') {
    throw new InvalidValueError(`"sortBy" needs a part of "${attribute.name}", such as "name.familyName".`);
  }
  if (
    [attribute, leaf].some(({ returned, mutability }) => returned === 'never' || mutability === 'writeOnly')
  ) {
    throw new InvalidValueError(`"${attribute.name}" cannot be sorted by.`);
  }
  return key;
}

function describeQuery(type: ResourceType, filter: Filter | undefined, sort: SortOrder | undefined): string {
  const order = sort && [spellAttribute(sort.attribute), sort.descending];
  return JSON.stringify([type.name, filter === undefined ? null : formatFilter(filter), order ?? null]);
}
