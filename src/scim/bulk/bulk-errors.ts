import { ScimError } from '@flosum/scim-schema';

/** The request is larger than ServiceProviderConfig allows (RFC 7644 section 3.7.4). */
export class TooLargeError extends ScimError {
  readonly status = 413;
}

/** The path of an operation names no endpoint of this service. */
export class UnknownEndpointError extends ScimError {
  readonly status = 404;

  constructor(endpoints: readonly string[]) {
    const known = endpoints.map((endpoint) => `"/${endpoint}"`).join(', ');
    super(`The "path" names no endpoint that takes bulk operations. There are: ${known}.`);
  }
}

/** An operation refers to something that this request does not make (RFC 7644 section 3.7.2). */
export class UnresolvedReferenceError extends ScimError {
  readonly status = 409;

  /** @param problem - Why there is no id for this `bulkId`. */
  constructor(bulkId: string, problem: 'unknown' | 'failed') {
    super(
      problem === 'unknown'
        ? `"bulkId:${bulkId}" refers to nothing: no POST of this request has this bulkId.`
        : `"bulkId:${bulkId}" was not created, so what refers to it was not done either.`,
    );
  }
}

/** An operation met too many others on the same resource. */
export class BusyOperationError extends ScimError {
  readonly status = 503;

  constructor(options?: ErrorOptions) {
    super('Too many changes of this resource came at the same moment. Send this operation again.', options);
  }
}
