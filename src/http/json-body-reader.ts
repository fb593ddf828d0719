import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { json } from 'express';
import type { Request, Response } from 'express';
import { BODY_LIMIT, DEFAULT_BODY_LIMIT } from './body-limit.js';
import { UnsupportedMediaTypeError } from './http-errors.js';
import { STREAMED_BODY } from './streamed-body.js';

const BODY_VERBS: readonly string[] = ['POST', 'PUT', 'PATCH'];
const JSON_TYPE = /^application\/(scim\+)?json\s*(;|$)/i;

type Parse = ReturnType<typeof json>;

/** Reads the JSON body of a request, as far as its route has one. A body without a `Content-Type` is read as JSON too. */
export class JsonBodyReader {
  private readonly parsers = new Map<number, Parse>();

  constructor(private readonly reflector: Reflector) {}

  /**
   * @returns `undefined` when there is nothing to wait for.
   * @throws {@link UnsupportedMediaTypeError}, or the error of Express's body parser.
   */
  read(context: ExecutionContext, request: Request, response: Response): Promise<void> | undefined {
    if (!BODY_VERBS.includes(request.method)) return undefined;
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(STREAMED_BODY, handler) === true) return undefined;
    const type = request.headers['content-type'];
    if (type !== undefined && !JSON_TYPE.test(type)) throw new UnsupportedMediaTypeError();
    const limit = this.reflector.get<number | undefined>(BODY_LIMIT, handler);
    return readBody(this.parserFor(limit ?? DEFAULT_BODY_LIMIT), request, response);
  }

  private parserFor(limit: number): Parse {
    const known = this.parsers.get(limit);
    if (known !== undefined) return known;
    const parse = json({ limit, type: () => true, strict: false });
    this.parsers.set(limit, parse);
    return parse;
  }
}

function readBody(parse: Parse, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parse(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else
        reject(error instanceof Error ? error : new Error('The body could not be read.', { cause: error }));
    });
  });
}
