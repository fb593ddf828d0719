import { HttpException } from '@nestjs/common';
import { DatabaseUnavailableError, hasCode, QUERY_CANCELED } from '../database/index.js';
import { MethodNotAllowedError } from './http-errors.js';

/** A failure as its caller may know it. */
export interface Failure {
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What may be told of a failure that no room knows: of Nest, of Express's body parser, of the database. Everything
 * else is a bare 500, and the log gets the rest.
 */
export function describeFailure(error: unknown): Failure {
  if (error instanceof MethodNotAllowedError) {
    return { status: 405, detail: error.message, headers: { Allow: error.allow.join(', ') } };
  }
  if (error instanceof HttpException) return { status: error.getStatus(), detail: describeHttp(error) };
  if (error instanceof DatabaseUnavailableError) {
    return {
      status: 503,
      detail: 'The service cannot reach its database. Try again in a minute.',
      headers: { 'Retry-After': '30' },
    };
  }
  if (hasCode(error, QUERY_CANCELED)) {
    return {
      status: 503,
      detail: 'The database was too busy to answer in time. Nothing was changed; try again in a minute.',
      headers: { 'Retry-After': '30' },
    };
  }
  if (isMiddlewareError(error)) return describeMiddlewareError(error);
  return {
    status: 500,
    detail:
      'The service failed. Look whether the change was made, and try again. Give the X-Request-Id of this answer to its operator.',
  };
}

/** Nest's own words for what it cannot read or route repeat parts of the URL, which may be personal. */
function describeHttp(error: HttpException): string {
  switch (error.getStatus()) {
    case 400:
      return 'The request cannot be read.';
    case 404:
      return 'Nothing is at this address. The Tenant URL ends in /api/v1/scim, and Entra ID adds the rest itself.';
    default:
      return error.message;
  }
}

interface MiddlewareError {
  readonly status: number;
  readonly type?: unknown;
  /** Bytes, of a body that was too large. */
  readonly limit?: unknown;
}

/** Errors of Express and its body parser carry a status and a `type`. */
function isMiddlewareError(error: unknown): error is MiddlewareError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

function describeMiddlewareError({ status, type, limit }: MiddlewareError): Failure {
  switch (type) {
    case 'entity.too.large':
      return {
        status: 413,
        detail: `The body is larger than ${Number(limit) / 1_048_576} MiB (${Number(limit)} bytes). Send several smaller requests.`,
      };
    case 'entity.parse.failed':
      return { status: 400, detail: 'The body is not valid JSON.' };
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return { status: 415, detail: 'Send the body in UTF-8, plain or compressed with gzip, deflate or br.' };
    default:
      return { status, detail: 'The request cannot be read.' };
  }
}
