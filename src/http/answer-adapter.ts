import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Response } from 'express';

const WRITE = Symbol('write');

/** Writes what a handler has returned: status, headers and body. */
export type AnswerWriter = (answer: unknown) => void;

type AnsweredResponse = Response & { [WRITE]?: AnswerWriter };

/** Says how the answer to a request is written, in place of Nest and Express. */
export function writeAnswerBy(response: Response, write: AnswerWriter): void {
  (response as AnsweredResponse)[WRITE] = write;
}

/**
 * Express below Nest, for a door that writes its answers itself: what an interceptor could do as well, but without its
 * streams of values, which cost a fifth of a short request (docs/performance.md).
 */
export class AnswerAdapter extends ExpressAdapter {
  override reply(response: AnsweredResponse, body: unknown, statusCode?: number): unknown {
    const write = response[WRITE];
    if (write === undefined) return super.reply(response, body, statusCode) as unknown;
    write(body);
    return undefined;
  }

  /**
   * Express puts a prototype of its own below each request and each response. In V8 11 every one of them has a hidden class
   * to itself from then on, and nothing that looks into them is fast any more. Here they are born with that prototype, and
   * Express finds nothing to do: a third more look-ups a second (docs/performance.md).
   */
  override initHttpServer(): void {
    const express = this.getInstance<Express>();
    class ExpressRequest extends IncomingMessage {}
    class ExpressResponse extends ServerResponse {}
    express.request = putAbove(express.request, ExpressRequest.prototype);
    express.response = putAbove(express.response, ExpressResponse.prototype);
    this.httpServer = createServer(
      { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse },
      express,
    );
  }
}

/** @returns The lower one, which has everything of the upper one now. */
function putAbove<Upper extends object>(upper: Upper, lower: object): Upper {
  return Object.setPrototypeOf(lower, upper) as Upper;
}
