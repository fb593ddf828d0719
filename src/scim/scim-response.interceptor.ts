import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { DeviationName } from '@flosum/scim-schema';
import type { Request, Response } from 'express';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { NotAcceptableError } from '../http/index.js';
import { SCIM_MEDIA_TYPE } from './send-scim.js';

/** An answer about one resource: its body, and what goes into the headers as well. */
export interface ScimAnswer {
  readonly body: object | undefined;
  readonly location?: string;
  readonly version?: string;
  /** Where it is not the one of the verb. */
  readonly status?: number;
  /** What the request got away with; the line of the log names it. */
  readonly deviations?: readonly DeviationName[];
}

/** Gives every answer of a controller its media type and headers (RFC 7644 sections 3.8 and 3.14). */
@Injectable()
export class ScimResponseInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<ScimAnswer>): Observable<unknown> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    const request = http.getRequest<Request & { deviations?: readonly DeviationName[] }>();
    const type = chooseMediaType(request);
    return next.handle().pipe(
      map(({ body, location, version, status, deviations }) => {
        if (status !== undefined) response.status(status);
        if (deviations !== undefined && deviations.length > 0) request.deviations = deviations;
        response.setHeader('Cache-Control', 'no-store');
        if (location !== undefined) response.setHeader('Location', location);
        if (version !== undefined) response.setHeader('ETag', version);
        if (body === undefined) return undefined;
        response.setHeader('Content-Type', type);
        return JSON.stringify(body);
      }),
    );
  }
}

const JSON_MEDIA_TYPE = 'application/json; charset=utf-8';

const CHARSET = /;\s*charset=(?:"[^"]*"|[^;,\s]*)/gi;

/**
 * SCIM's own type, also for who does not say (as Entra ID); plain JSON for who takes nothing else. A charset beside a type
 * says nothing, since both types are always UTF-8; Okta sends one.
 */
function chooseMediaType(request: Request): string {
  const { headers } = request;
  if (headers.accept !== undefined) headers.accept = headers.accept.replaceAll(CHARSET, '');
  switch (request.accepts(['application/scim+json', 'application/json'])) {
    case 'application/scim+json':
      return SCIM_MEDIA_TYPE;
    case 'application/json':
      return JSON_MEDIA_TYPE;
    default:
      throw new NotAcceptableError();
  }
}
