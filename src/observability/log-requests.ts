import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pinoHttp } from 'pino-http';
import type { AppLogger } from './logger.js';
import { requestContext } from './request-context.js';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What Express's router and the authentication leave on a request. */
type Request = IncomingMessage & {
  route?: { path?: unknown };
  caller?: { readonly tenantId: string; readonly tokenId: string };
};

/** An id that a proxy or client gave may be kept when it is harmless in a log and in a header. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/**
 * Gives every request its id (`X-Request-Id`, in and out) and logs one line when it is answered: verb, route, status,
 * duration, tenant and token. The route is the pattern, not the URL: filters and paths hold names and addresses.
 */
export function logRequests(logger: AppLogger): Middleware {
  const log = pinoHttp<Request>({
    logger,
    genReqId: readRequestId,
    customAttributeKeys: { responseTime: 'milliseconds' },
    customProps: (request, response) => ({
      method: request.method,
      route: describeRoute(request),
      status: response.statusCode,
      tenantId: request.caller?.tenantId,
      tokenId: request.caller?.tokenId,
    }),
    customLogLevel: (_request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return response.statusCode === 401 || response.statusCode === 429 ? 'warn' : 'info';
    },
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    serializers: { req: () => undefined, res: () => undefined },
  });
  return (request, response, next) => {
    const requestId = readRequestId(request);
    request.headers['x-request-id'] = requestId;
    response.setHeader('X-Request-Id', requestId);
    requestContext.run({ requestId }, () => log(request, response, next));
  };
}

function readRequestId(request: IncomingMessage): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

function describeRoute({ route }: Request): string {
  return typeof route?.path === 'string' ? route.path : 'none';
}
