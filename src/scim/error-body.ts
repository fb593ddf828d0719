import { ERROR_URN } from '@flosum/scim-schema';
import type { ScimType } from '@flosum/scim-schema';

/** The body of an error (RFC 7644 section 3.12). */
export function errorBody({
  status,
  scimType,
  detail,
}: {
  readonly status: number;
  readonly scimType?: ScimType | undefined;
  readonly detail: string;
}): object {
  return { schemas: [ERROR_URN], status: String(status), ...(scimType && { scimType }), detail };
}
