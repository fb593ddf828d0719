import { ScimError } from '@flosum/scim-schema';

/** More requests than may be sent (RFC 6585 section 4). */
export class RateLimitError extends ScimError {
  readonly status = 429;

  /** @param retryAfter - Whole seconds until it makes sense to go on. */
  constructor(
    detail: string,
    readonly retryAfter: number,
  ) {
    super(detail);
  }
}
