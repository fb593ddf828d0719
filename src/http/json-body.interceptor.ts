import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { JsonBodyReader } from './json-body-reader.js';

/**
 * Reads the JSON body of a request. As an interceptor it runs after the guards: nobody makes us read a body without
 * a valid token, and a token inside of a body is never seen.
 */
@Injectable()
export class JsonBodyInterceptor implements NestInterceptor {
  private readonly bodies: JsonBodyReader;

  constructor(reflector: Reflector) {
    this.bodies = new JsonBodyReader(reflector);
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    await this.bodies.read(context, http.getRequest<Request>(), http.getResponse<Response>());
    return next.handle();
  }
}
