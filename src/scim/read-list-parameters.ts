import { InvalidCountError, InvalidFilterError, InvalidValueError } from '@flosum/scim-schema';
import type { ListParameters } from './list-request.js';

/** The query parameters of a request, as Express has decoded them. */
export type QueryParameters = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of a list from a URL. Unknown ones are ignored: an admin may append Entra ID's feature flags.
 *
 * @throws {@link InvalidFilterError} for a filter under another name.
 * @throws {@link InvalidValueError} for a parameter that is there twice, or no number where one is due;
 *   {@link InvalidCountError} for such a `count` beside a cursor.
 */
export function readListParameters(parameters: QueryParameters): ListParameters {
  refuseMisspeltFilter(parameters);
  const cursor = readText(parameters, 'cursor');
  const { attributes, excludedAttributes } = readProjectionParameters(parameters);
  return {
    filter: readText(parameters, 'filter'),
    sortBy: readText(parameters, 'sortBy'),
    sortOrder: readText(parameters, 'sortOrder'),
    startIndex: readInteger(parameters, 'startIndex'),
    count: cursor === undefined ? readInteger(parameters, 'count') : readCount(parameters),
    cursor,
    attributes,
    excludedAttributes,
  };
}

/** A filter that is ignored would list everybody, and Entra ID would take the first of them for the one it looks for. */
function refuseMisspeltFilter(parameters: QueryParameters): void {
  const misspelt = Object.keys(parameters).find((name) => name !== 'filter' && /^filter(\[|$)/i.test(name));
  if (misspelt !== undefined) throw new InvalidFilterError('the parameter is called "filter"', 0);
}

/** Reads `attributes` and `excludedAttributes` from a URL. */
export function readProjectionParameters(
  parameters: QueryParameters,
): Pick<ListParameters, 'attributes' | 'excludedAttributes'> {
  return {
    attributes: readNames(parameters, 'attributes'),
    excludedAttributes: readNames(parameters, 'excludedAttributes'),
  };
}

function readText(parameters: QueryParameters, name: string): string | undefined {
  const sent = parameters[name];
  if (sent === undefined || typeof sent === 'string') return sent;
  throw new InvalidValueError(`The parameter "${name}" may occur once.`);
}

function readInteger(parameters: QueryParameters, name: string): number | undefined {
  const text = readText(parameters, name);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d{1,9}$/.test(text))
    throw new InvalidValueError(`The parameter "${name}" takes a whole number.`);
  return Number(text);
}

/** RFC 9865 has a keyword of its own for a wrong `count` beside a cursor. */
function readCount(parameters: QueryParameters): number | undefined {
  try {
    return readInteger(parameters, 'count');
  } catch (error) {
    throw error instanceof InvalidValueError ? new InvalidCountError() : error;
  }
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
