import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { json } from 'express';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { BODY_LIMIT, DEFAULT_BODY_LIMIT } from './body-limit.js';
import { UnsupportedMediaTypeError } from './http-errors.js';
import { STREAMED_BODY } from './streamed-body.js';

const BODY_VERBS: readonly string[] = ['POST', 'PUT', 'PATCH'];
const JSON_TYPE = /^application\/(scim\+)?json\s*(;|$)/i;

type Parse = ReturnType<typeof json>;

/**
 * Reads the JSON body of a request. As an interceptor it runs after the guards: nobody makes us read a body without
 * a valid token, and a token inside of a body is never seen.
 *
 * A body without a `Content-Type` is read as JSON too.
 */
@Injectable()
export class JsonBodyInterceptor implements NestInterceptor {
  private readonly parsers = new Map<number, Parse>();

  constructor(private readonly reflector: Reflector) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const isStreamed = this.reflector.get<boolean | undefined>(STREAMED_BODY, context.getHandler()) === true;
    if (BODY_VERBS.includes(request.method) && !isStreamed) {
      const type = request.headers['content-type'];
      if (type !== undefined && !JSON_TYPE.test(type)) throw new UnsupportedMediaTypeError();
      const limit = this.reflector.get<number | undefined>(BODY_LIMIT, context.getHandler());
      await readBody(this.parserFor(limit ?? DEFAULT_BODY_LIMIT), request, http.getResponse<Response>());
    }
    return next.handle();
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
