import { ScimError } from '@flosum/scim-schema';

/** The service does not offer this part of SCIM, or the tenant has it switched off (RFC 7644 table 8: 501). */
export class NotSupportedError extends ScimError {
  readonly status = 501;
}
