import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';

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
}
