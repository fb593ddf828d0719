import type { JsonValue } from '@flosum/scim-schema';

export type OperationKind = 'add' | 'remove' | 'replace';

/** One operation of a PATCH request (RFC 7644 section 3.5.2). */
export interface Operation {
  readonly op: OperationKind;
  readonly path?: string;
  /** `undefined` when the member was not sent; `null` when it was sent as such. */
  readonly value?: JsonValue;
}
