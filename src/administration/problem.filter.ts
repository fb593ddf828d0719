import { STATUS_CODES } from 'node:http';
import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RateLimitError } from '../auth/index.js';
import { HistoryNotFoundError } from '../changes/index.js';
import { NoConsoleSessionError } from '../console-access/index.js';
import { describeFailure, reportFailure } from '../http/index.js';
import type { Failure } from '../http/index.js';
import {
  ClientSecretNotFoundError,
  FederationNotFoundError,
  OAuthClientConflictError,
  OAuthClientNotFoundError,
} from '../oauth-clients/index.js';
import {
  ApiTokenNotFoundError,
  ApiTokenNotRotatableError,
  SchemaConflictError,
  SchemaExtensionNotFoundError,
  SlugInUseError,
  TenantBeingDeletedError,
  TenantNotFoundError,
  TooManyApiTokensError,
} from '../tenants/index.js';
import { InvalidColumnsError } from '../transfer/index.js';
import { InvalidRequestError } from './invalid-request.error.js';
import type { InvalidField } from './invalid-request.error.js';

/** A failure in the words of the APIs for administrators. */
export interface Problem extends Failure {
  readonly errors?: readonly InvalidField[];
}

const NOT_FOUND = [
  TenantNotFoundError,
  ApiTokenNotFoundError,
  SchemaExtensionNotFoundError,
  HistoryNotFoundError,
  OAuthClientNotFoundError,
  ClientSecretNotFoundError,
  FederationNotFoundError,
];
const CONFLICTS = [
  SlugInUseError,
  SchemaConflictError,
  TenantBeingDeletedError,
  TooManyApiTokensError,
  ApiTokenNotRotatableError,
  OAuthClientConflictError,
];

/** Failures of everything but SCIM, as `application/problem+json` (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { status, detail, headers = {}, errors } = describeProblem(error);
    if (status >= 500) {
      reportFailure(http.getRequest<Request>(), error);
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(status).set(headers).type('application/problem+json');
    const title = STATUS_CODES[status] ?? 'Error';
    response.end(JSON.stringify({ type: 'about:blank', title, status, detail, ...(errors && { errors }) }));
  }
}

/** Finds the words for a failure. */
export function describeProblem(error: unknown): Problem {
  if (error instanceof InvalidRequestError)
    return { status: 400, detail: error.message, errors: error.errors };
  if (error instanceof InvalidColumnsError) {
    const errors = error.columns.map(({ column, problem }) => ({ field: column, problem }));
    return { status: 400, detail: error.message, errors };
  }
  if (isOneOf(NOT_FOUND, error)) return { status: 404, detail: error.message };
  if (isOneOf(CONFLICTS, error)) return { status: 409, detail: error.message };
  if (error instanceof NoConsoleSessionError) {
    return { status: 401, detail: error.message, headers: { 'WWW-Authenticate': 'Cookie realm="console"' } };
  }
  if (error instanceof RateLimitError) {
    return {
      status: error.status,
      detail: error.detail,
      headers: { 'Retry-After': String(error.retryAfter) },
    };
  }
  const failure = describeFailure(error);
  switch (failure.status) {
    case 401:
      return { ...failure, headers: { 'WWW-Authenticate': 'Bearer realm="operator"' } };
    case 404:
      return { ...failure, detail: 'Nothing is at this address.' };
    default:
      return failure;
  }
}

function isOneOf(
  classes: readonly (abstract new (...args: never[]) => Error)[],
  error: unknown,
): error is Error {
  return classes.some((errorClass) => error instanceof errorClass);
}
