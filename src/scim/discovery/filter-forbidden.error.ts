import { ScimError } from '@flosum/scim-schema';

/** Discovery endpoints take no filter (RFC 7644 section 4). */
export class FilterForbiddenError extends ScimError {
  readonly status = 403;

  constructor() {
    super('This endpoint shows everything and takes no filter.');
  }
}
