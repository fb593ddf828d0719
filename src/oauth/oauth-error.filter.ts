import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RateLimitError } from '../auth/index.js';
import { describeFailure, reportFailure } from '../http/index.js';
import { OAuthError } from './oauth-errors.js';
import type { OAuthErrorCode } from './oauth-errors.js';

interface Refusal {
  readonly code: OAuthErrorCode;
  readonly status: number;
  readonly description: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Failures of the token endpoint, in the form of RFC 6749 section 5.2. */
@Catch()
export class OAuthErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { code, status, description, headers = {} } = describe(error);
    if (status >= 500) reportFailure(http.getRequest<Request>(), error);
    if (response.headersSent) {
      response.end();
      return;
    }
    response
      .status(status)
      .set({ 'Cache-Control': 'no-store', Pragma: 'no-cache', ...headers })
      .type('application/json');
    response.end(JSON.stringify({ error: code, error_description: plain(description) }));
  }
}

function describe(error: unknown): Refusal {
  if (error instanceof OAuthError) {
    const { code, status, message, headers } = error;
    return { code, status, description: message, headers };
  }
  if (error instanceof RateLimitError) {
    return {
      code: 'temporarily_unavailable',
      status: error.status,
      description: error.detail,
      headers: { 'Retry-After': String(error.retryAfter) },
    };
  }
  const { detail, ...failure } = describeFailure(error);
  return { code: codeOf(failure.status), description: detail, ...failure };
}

function codeOf(status: number): OAuthErrorCode {
  if (status < 500) return 'invalid_request';
  return status === 503 ? 'temporarily_unavailable' : 'server_error';
}

/** An error_description has no quotes and backslashes, and ASCII only (RFC 6749 section 5.2). */
function plain(text: string): string {
  return text.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7E]/g, '');
}
