import type { JsonObject } from '@flosum/scim-schema';

/** What is told of a resource that was written. */
export interface BulkOutcome {
  readonly id: string;
  /** As an entity tag. */
  readonly version: string;
  readonly location: string;
}

/**
 * Does what single operations ask for, with the same rules as if each had come alone (RFC 7644 section 3.7). An
 * endpoint is named without slashes. A `ScimError` fails one operation, any other error the whole request.
 */
export interface BulkExecutor {
  /**
   * Creates in order; each entry of the answer is the outcome or the error of that one. Stops early after `maxErrors`
   * errors, which may be infinite: the rest of the list is then left out of the answer.
   */
  create(
    endpoint: string,
    bodies: readonly JsonObject[],
    maxErrors: number,
  ): Promise<readonly (BulkOutcome | Error)[]>;
  replace(endpoint: string, id: string, body: JsonObject, ifMatch: string | undefined): Promise<BulkOutcome>;
  patch(endpoint: string, id: string, body: JsonObject, ifMatch: string | undefined): Promise<BulkOutcome>;
  remove(endpoint: string, id: string, ifMatch: string | undefined): Promise<void>;
  /** The location of what this request has not made. */
  locate(endpoint: string, id: string): string;
}
