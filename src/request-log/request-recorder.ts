import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { v7 as makeUuid } from 'uuid';
import { attachExchange } from './exchange.js';
import type { Exchange, ExchangeOwner, FinishedExchange } from './exchange.js';
import { RequestLogWriter } from './request-log-writer.js';
import { UnknownTokens } from './unknown-tokens.js';

/** What Express and the middleware in front leave on a request. */
type RecordedRequest = IncomingMessage & {
  readonly originalUrl?: string;
  readonly requestId?: string;
  readonly body?: unknown;
  readonly route?: { readonly path?: unknown };
};

/** Memory of a line without its bodies, about. */
const LINE_BYTES = 1_024;

/** Follows requests from the moment in which it is known whose they are, and hands them on when they are over. */
@Injectable()
export class RequestRecorder {
  constructor(
    private readonly writer: RequestLogWriter,
    private readonly unknownTokens: UnknownTokens,
  ) {}

  /** Begins the exchange of a request of a known tenant. */
  follow(request: RecordedRequest, response: ServerResponse, owner: ExchangeOwner): Exchange {
    const startedAt = performance.now();
    const exchange = begin(request, owner);
    attachExchange(request, exchange);
    response.once('close', () => {
      this.writer.add(owner, finish(exchange, request, response, startedAt));
    });
    return exchange;
  }

  /** Notes a request whose token nobody knows here. */
  followUnknown(request: RecordedRequest, response: ServerResponse, token: string): Exchange {
    const startedAt = performance.now();
    const exchange = begin(request, undefined);
    attachExchange(request, exchange);
    response.once('close', () => {
      this.unknownTokens.note(token, finish(exchange, request, response, startedAt));
    });
    return exchange;
  }
}

function begin(request: RecordedRequest, owner: ExchangeOwner | undefined): Exchange {
  return {
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
  };
}

function finish(
  exchange: Exchange,
  request: RecordedRequest,
  response: ServerResponse,
  startedAt: number,
): FinishedExchange {
  const path = request.route?.path;
  const received = Number(request.headers['content-length'] ?? 0);
  return Object.assign(exchange, {
    id: makeUuid(),
    route: typeof path === 'string' ? path : '',
    requestBody: request.body,
    status: response.statusCode,
    milliseconds: Math.round(performance.now() - startedAt),
    isCutOff: !response.writableFinished,
    bytes: LINE_BYTES + exchange.url.length + received + (exchange.answer?.length ?? 0),
  });
}
