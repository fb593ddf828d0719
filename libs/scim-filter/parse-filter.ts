import { FilterParser } from './filter-parser.js';
import type { Filter, PatchPath } from './filter.js';

/**
 * Reads a filter, the whole grammar of RFC 7644 section 3.4.2.2.
 *
 * @param text - The filter, already decoded from the URL.
 * @throws {@link InvalidFilterError} with the position of the problem.
 */
export function parseFilter(text: string): Filter {
  return new FilterParser(text).readFilter();
}

/**
 * Reads the `path` of a PATCH operation: `attribute`, `attribute.sub`, `attribute[filter]`, `attribute[filter].sub`,
 * each with or without a URN (RFC 7644 section 3.5.2, figure 7).
 *
 * @throws {@link InvalidFilterError} with the position of the problem.
 */
export function parsePath(text: string): PatchPath {
  return new FilterParser(text).readPath();
}
