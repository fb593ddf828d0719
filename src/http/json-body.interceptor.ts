import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { json } from 'express';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { UnsupportedMediaTypeError } from './http-errors.js';

/** 1 MiB: above any request of an identity provider, far below what hurts. */
const MAX_BODY_BYTES = 1_048_576;

const BODY_VERBS: readonly string[] = ['POST', 'PUT', 'PATCH'];
const JSON_TYPE = /^application\/(scim\+)?json\s*(;|$)/i;

const parse = json({ limit: MAX_BODY_BYTES, type: () => true, strict: false });

/**
 * Reads the JSON body of a request. As an interceptor it runs after the guards: nobody makes us read a body without
 * a valid token, and a token inside of a body is never seen.
 *
 * A body without a `Content-Type` is read as JSON too.
 */
@Injectable()
export class JsonBodyInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (BODY_VERBS.includes(request.method)) {
      const type = request.headers['content-type'];
      if (type !== undefined && !JSON_TYPE.test(type)) throw new UnsupportedMediaTypeError();
      await readBody(request, http.getResponse<Response>());
    }
    return next.handle();
  }
}

function readBody(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parse(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else
        reject(error instanceof Error ? error : new Error('The body could not be read.', { cause: error }));
    });
  });
}
