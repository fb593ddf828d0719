import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { SCIM_MEDIA_TYPE } from './send-scim.js';

/** An answer about one resource: its body, and what goes into the headers as well. */
export interface ScimAnswer {
  readonly body: object | undefined;
  readonly location?: string;
  readonly version?: string;
}

/** Gives every answer of a controller its media type and headers (RFC 7644 sections 3.8 and 3.14). */
@Injectable()
export class ScimResponseInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<ScimAnswer>): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map(({ body, location, version }) => {
        response.setHeader('Cache-Control', 'no-store');
        if (location !== undefined) response.setHeader('Location', location);
        if (version !== undefined) response.setHeader('ETag', version);
        if (body === undefined) return undefined;
        response.setHeader('Content-Type', SCIM_MEDIA_TYPE);
        return JSON.stringify(body);
      }),
    );
  }
}
