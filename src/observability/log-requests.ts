import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppLogger } from './logger.js';

type Middleware = (request: Request, response: ServerResponse, next: () => void) => void;

/** What Express's router, the authentication and this middleware leave on a request. */
type Request = IncomingMessage & {
  requestId?: string;
  readonly route?: { readonly path?: unknown };
  readonly caller?: { readonly tenantId: string; readonly tokenId: string };
  /** Departures from the RFCs that were let pass: names, nothing personal. */
  readonly deviations?: readonly string[];
};

/** An id that a proxy or client gave may be kept when it is harmless in a log and in a header. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/**
 * Gives every request its id (`X-Request-Id`, in and out) and logs one line when it is over: verb, route, status,
 * duration, tenant and token. The route is the pattern, not the URL: filters and paths hold names and addresses.
 */
export function logRequests(logger: AppLogger): Middleware {
  return (request, response, next) => {
    const requestId = readRequestId(request);
    const startedAt = performance.now();
    request.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      const line = { requestId, ...describeRequest(request), status: response.statusCode, milliseconds };
      if (response.writableFinished) logger[levelOf(response.statusCode)](line, 'answered');
      else logger.warn(line, 'The client went away before it had its answer.');
    });
    next();
  };
}

function readRequestId(request: IncomingMessage): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

function describeRequest({ method, route, caller, deviations }: Request): object {
  return {
    method,
    route: typeof route?.path === 'string' ? route.path : 'none',
    ...(caller && { tenantId: caller.tenantId, tokenId: caller.tokenId }),
    ...(deviations && { deviations }),
  };
}

/** A refused request is the client's matter; an error means that somebody here has to act. */
function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500 && status !== 501) return 'error';
  return status === 401 || status === 429 ? 'warn' : 'info';
}
