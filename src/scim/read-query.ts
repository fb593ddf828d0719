import { parseFilter } from '@flosum/scim-filter';
import type { Filter } from '@flosum/scim-filter';
import { InvalidValueError, readProjection } from '@flosum/scim-schema';
import type { Projection, ResourceType } from '@flosum/scim-schema';

/** The largest page, also announced in ServiceProviderConfig; the default as well. */
export const MAX_RESULTS = 100;

/** The query parameters of a request, as Express has decoded them. */
export type QueryParameters = Readonly<Record<string, unknown>>;

/** A query for a list (RFC 7644 section 3.4.2). */
export interface ListQuery {
  readonly filter: Filter | undefined;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly projection: Projection;
}

/**
 * Reads the parameters of a list. Unknown ones are ignored: an admin may append Entra ID's feature flags to the URL.
 *
 * @throws {@link InvalidFilterError} or {@link InvalidValueError}
 */
export function readListQuery(type: ResourceType, parameters: QueryParameters): ListQuery {
  const filter = readText(parameters, 'filter');
  return {
    filter: filter === undefined ? undefined : parseFilter(filter),
    startIndex: Math.max(1, readInteger(parameters, 'startIndex') ?? 1),
    count: Math.min(MAX_RESULTS, Math.max(0, readInteger(parameters, 'count') ?? MAX_RESULTS)),
    projection: readProjectionQuery(type, parameters),
  };
}

/**
 * Reads `attributes` and `excludedAttributes`.
 *
 * @throws {@link InvalidValueError} when both are there.
 */
export function readProjectionQuery(type: ResourceType, parameters: QueryParameters): Projection {
  return readProjection(
    type,
    readNames(parameters, 'attributes'),
    readNames(parameters, 'excludedAttributes'),
  );
}

function readText(parameters: QueryParameters, name: string): string | undefined {
  const sent = parameters[name];
  if (sent === undefined || typeof sent === 'string') return sent;
  throw new InvalidValueError(`The parameter "${name}" may occur once.`);
}

function readInteger(parameters: QueryParameters, name: string): number | undefined {
  const text = readText(parameters, name);
  if (text === undefined) return undefined;
  const number = /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
  if (number === undefined) throw new InvalidValueError(`The parameter "${name}" takes a whole number.`);
  return number;
}

/** Names are separated by commas, with or without blanks; a repeated parameter adds to them. */
function readNames(parameters: QueryParameters, name: string): readonly string[] | undefined {
  const sent = parameters[name];
  if (sent === undefined) return undefined;
  const texts = (Array.isArray(sent) ? sent : [sent]).filter((text) => typeof text === 'string');
  const names = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  const spelt = names.filter((text) => text !== '');
  return spelt.length === 0 ? undefined : spelt;
}
