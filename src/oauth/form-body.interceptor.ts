import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { text } from 'express';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { readForm } from './form.js';
import { InvalidOAuthRequestError } from './oauth-errors.js';

/** An assertion has 2 KiB or so, also of issuers that say a lot. */
const MAX_BYTES = 16_384;

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Reads the form of a token request. */
@Injectable()
export class FormBodyInterceptor implements NestInterceptor {
  private readonly parse = text({ limit: MAX_BYTES, type: () => true });

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (!FORM_TYPE.test(request.headers['content-type'] ?? '')) {
      throw new InvalidOAuthRequestError(
        'Send the parameters in the body, as application/x-www-form-urlencoded.',
      );
    }
    await this.read(request, http.getResponse<Response>());
    request.body = readForm(typeof request.body === 'string' ? request.body : '');
    return next.handle();
  }

  private read(request: Request, response: Response): Promise<void> {
    return new Promise((resolve, reject) => {
      this.parse(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else
          reject(error instanceof Error ? error : new Error('The body could not be read.', { cause: error }));
      });
    });
  }
}
