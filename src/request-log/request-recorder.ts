import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { attachExchange } from './exchange.js';
import type { Exchange, ExchangeOwner } from './exchange.js';
import { RequestLogWriter } from './request-log-writer.js';
import { UnknownTokens } from './unknown-tokens.js';

/** What Express and the middleware in front leave on a request. */
type RecordedRequest = IncomingMessage & {
  readonly originalUrl?: string;
  readonly requestId?: string;
  readonly body?: unknown;
  readonly route?: { readonly path?: unknown };
};

/** Follows requests from the moment in which it is known whose they are, and hands them on when they are over. */
@Injectable()
export class RequestRecorder {
  constructor(
    private readonly writer: RequestLogWriter,
    private readonly unknownTokens: UnknownTokens,
  ) {}

  /** Begins the exchange of a request of a known tenant. */
  follow(request: RecordedRequest, response: ServerResponse, owner: ExchangeOwner): Exchange {
    return follow(request, response, owner, (exchange) => {
      this.writer.add(owner, exchange);
    });
  }

  /** Notes a request whose token nobody knows here. */
  followUnknown(request: RecordedRequest, response: ServerResponse, token: string): Exchange {
    return follow(request, response, undefined, (exchange) => {
      this.unknownTokens.note(token, exchange);
    });
  }
}

/** @param whenOver - Hears of the exchange when the answer is out, and nobody waits any more. */
function follow(
  request: RecordedRequest,
  response: ServerResponse,
  owner: ExchangeOwner | undefined,
  whenOver: (exchange: Exchange) => void,
): Exchange {
  const startedAt = performance.now();
  const exchange: Exchange = {
    owner,
    at: new Date(),
    requestId: request.requestId ?? '',
    method: request.method ?? '',
    url: request.originalUrl ?? request.url ?? '',
    headers: request.headers,
    userType: undefined,
    refusal: undefined,
    written: [],
    deviations: [],
    answer: undefined,
    scimType: undefined,
    detail: undefined,
    route: '',
    requestBody: undefined,
    status: 0,
    milliseconds: 0,
    isCutOff: false,
  };
  attachExchange(request, exchange);
  response.once('close', () => {
    const path = request.route?.path;
    if (typeof path === 'string') exchange.route = path;
    exchange.requestBody = request.body;
    exchange.status = response.statusCode;
    exchange.milliseconds = Math.round(performance.now() - startedAt);
    exchange.isCutOff = !response.writableFinished;
    whenOver(exchange);
  });
  return exchange;
}
