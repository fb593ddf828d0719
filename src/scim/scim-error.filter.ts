import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { ScimError } from '@flosum/scim-schema';
import type { ScimType } from '@flosum/scim-schema';
import type { Request, Response } from 'express';
import { AuthError, RateLimitError } from '../auth/index.js';
import { describeFailure, reportFailure } from '../http/index.js';
import type { Failure } from '../http/index.js';
import { exchangeOf } from '../request-log/index.js';
import { BusyResourceError } from '../resources/index.js';
import { errorBody } from './error-body.js';
import { sendScim } from './scim-answer.js';

interface ScimFailure extends Failure {
  readonly scimType?: ScimType;
}

/** The one place that decides what a SCIM client may read about a failure (RFC 7644 section 3.12). */
@Catch()
export class ScimErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { status, scimType, detail, headers = {} } = describeScimFailure(error);
    if (status >= 500 && !(error instanceof ScimError)) {
      reportFailure(http.getRequest<Request>(), error);
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    response.set(headers);
    // OPTIONS asks for what a 405 tells anyway (RFC 9110 section 9.3.7).
    if (http.getRequest<Request>().method === 'OPTIONS' && status === 405) {
      response.status(204).end();
      return;
    }
    response.status(status);
    const answer = sendScim(response, errorBody({ status, scimType, detail }));
    const exchange = exchangeOf(http.getRequest<Request>());
    if (exchange !== undefined) Object.assign(exchange, { answer, scimType, detail });
  }
}

/** Known failures keep their words; of the rest only a status is told. */
function describeScimFailure(error: unknown): ScimFailure {
  if (error instanceof AuthError) {
    return { status: error.status, detail: error.detail, headers: { 'WWW-Authenticate': error.challenge } };
  }
  if (error instanceof RateLimitError) {
    return {
      status: error.status,
      detail: error.detail,
      headers: { 'Retry-After': String(error.retryAfter) },
    };
  }
  if (error instanceof ScimError) {
    return {
      status: error.status,
      detail: error.detail,
      ...(error.scimType && { scimType: error.scimType }),
    };
  }
  if (error instanceof BusyResourceError) {
    return {
      status: 503,
      detail: 'Too many changes of this resource came at the same moment. Nothing was changed; try again.',
      headers: { 'Retry-After': '1' },
    };
  }
  const failure = describeFailure(error);
  return failure.status === 400 ? { ...failure, scimType: 'invalidSyntax' } : failure;
}
