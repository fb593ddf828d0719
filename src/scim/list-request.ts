import { checkFilterOfTypes, formatFilter, parseFilter } from '@flosum/scim-filter';
import type { CheckedFilter } from '@flosum/scim-filter';
import {
  findByName,
  InvalidValueError,
  readProjection,
  resolveAttribute,
  spellAttribute,
  splitAttributePath,
} from '@flosum/scim-schema';
import type { Projection, ResolvedAttribute, ResourceType } from '@flosum/scim-schema';

/** The largest page, also announced in ServiceProviderConfig; the default as well. */
export const MAX_RESULTS = 100;

/** The parameters of a query for a list, from a URL or from the body of a search, with their JSON types. */
export interface ListParameters {
  readonly filter?: string | undefined;
  readonly sortBy?: string | undefined;
  readonly sortOrder?: string | undefined;
  readonly startIndex?: number | undefined;
  readonly count?: number | undefined;
  /** Empty for the first page by cursor. */
  readonly cursor?: string | undefined;
  readonly attributes?: readonly string[] | undefined;
  readonly excludedAttributes?: readonly string[] | undefined;
}

/** What a query for a list asks of one resource type. */
interface ListRequestPart {
  readonly type: ResourceType;
  readonly filter: CheckedFilter | undefined;
  readonly sortAttribute: ResolvedAttribute | undefined;
  readonly projection: Projection;
}

/** A query for a list, checked against the schemas (RFC 7644 section 3.4.2). */
export interface ListRequest {
  /** One for each type, in the order of the types. */
  readonly parts: readonly ListRequestPart[];
  readonly order: 'ascending' | 'descending' | undefined;
  readonly count: number;
  /** Which kind of paging: by index from 1, or by cursor. */
  readonly paging: { readonly startIndex: number } | { readonly cursor: string };
  /** Filter and order as text, the same for all pages of a query. */
  readonly text: string;
}

/**
 * Checks a query for a list.
 *
 * @param types - What is listed. Where it is more than one type, an attribute that one of them does not have has no value
 *   in it (RFC 7644 section 3.4.2.1).
 * @throws {@link InvalidFilterError} for the filter, {@link InvalidValueError} for everything else.
 */
export function checkListRequest(types: readonly ResourceType[], parameters: ListParameters): ListRequest {
  const filter = parameters.filter === undefined ? undefined : parseFilter(parameters.filter);
  const filters = filter && checkFilterOfTypes(filter, types);
  const order = readOrder(parameters);
  const sortAttributes = readSortAttributes(types, parameters);
  const { cursor, startIndex } = parameters;
  if (cursor !== undefined && startIndex !== undefined) {
    throw new InvalidValueError('Send "cursor" or "startIndex", not both.');
  }
  return {
    parts: types.map((type, index) => ({
      type,
      filter: filters?.[index],
      sortAttribute: sortAttributes[index],
      projection: readProjection(type, parameters.attributes, parameters.excludedAttributes),
    })),
    order: parameters.sortBy === undefined ? undefined : order,
    count: Math.min(MAX_RESULTS, Math.max(0, parameters.count ?? MAX_RESULTS)),
    paging: cursor === undefined ? { startIndex: Math.max(1, startIndex ?? 1) } : { cursor },
    text: JSON.stringify([
      types.map(({ name }) => name),
      filter === undefined ? null : formatFilter(filter),
      sortAttributes.map((attribute) => (attribute === undefined ? null : spellAttribute(attribute))),
      order,
    ]),
  };
}

function readOrder({ sortOrder }: ListParameters): 'ascending' | 'descending' {
  const order = sortOrder?.toLowerCase() ?? 'ascending';
  if (order === 'ascending' || order === 'descending') return order;
  throw new InvalidValueError('"sortOrder" is "ascending" or "descending".');
}

/** What each type is sorted by; `undefined` for a type that has no such attribute, while another has. */
function readSortAttributes(
  types: readonly ResourceType[],
  { sortBy }: ListParameters,
): readonly (ResolvedAttribute | undefined)[] {
  if (sortBy === undefined) return types.map(() => undefined);
  const path = splitAttributePath(sortBy);
  const found = types.map((type) => path && resolveAttribute(type, path));
  if (found.every((resolved) => resolved === undefined)) {
    const names = types.map(({ name }) => name).join(' or ');
    throw new InvalidValueError(`"sortBy" names no attribute of ${names}.`);
  }
  return found.map((resolved) => resolved && toSortKey(resolved));
}

/** A complex attribute is sorted by its `value`, if it has one; what is never shown is no key. */
function toSortKey(resolved: ResolvedAttribute): ResolvedAttribute {
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
