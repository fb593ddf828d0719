import { readProjection } from '@flosum/scim-schema';
import type { Projection, ResourceType } from '@flosum/scim-schema';
import { readProjectionParameters } from './read-list-parameters.js';
import type { QueryParameters } from './read-list-parameters.js';

/**
 * Reads `attributes` and `excludedAttributes` of a request about one resource.
 *
 * @throws {@link InvalidValueError} when both are there.
 */
export function readProjectionQuery(type: ResourceType, parameters: QueryParameters): Projection {
  const { attributes, excludedAttributes } = readProjectionParameters(parameters);
  return readProjection(type, attributes, excludedAttributes);
}
