import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { DeviationName } from '@flosum/scim-schema';
import type { Request, Response } from 'express';
import { JsonBodyReader, NotAcceptableError, writeAnswerBy } from '../http/index.js';
import { exchangeOf } from '../request-log/index.js';
import { SCIM_MEDIA_TYPE, writeScimAnswer } from './scim-answer.js';
import type { ScimAnswer } from './scim-answer.js';

type ScimRequest = Request & { deviations?: readonly DeviationName[] };

/**
 * Lets a request in whose answer its sender can read, reads its body, and says how the answer is written. It stands
 * behind the guard that knows the caller: nobody makes us read a body without a valid token, and a token inside of a body
 * is never seen.
 */
@Injectable()
export class ScimExchangeGuard implements CanActivate {
  private readonly bodies: JsonBodyReader;

  constructor(reflector: Reflector) {
    this.bodies = new JsonBodyReader(reflector);
  }

  /** @throws {@link NotAcceptableError}, or what {@link JsonBodyReader.read} throws. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<ScimRequest>();
    const response = http.getResponse<Response>();
    const mediaType = chooseMediaType(request);
    writeAnswerBy(response, (answer) => {
      const { deviations = [] } = answer as ScimAnswer;
      if (deviations.length > 0) request.deviations = deviations;
      const sent = writeScimAnswer(response, mediaType, answer as ScimAnswer);
      const exchange = exchangeOf(request);
      if (exchange === undefined) return;
      exchange.answer = sent;
      exchange.deviations = deviations;
    });
    const reading = this.bodies.read(context, request, response);
    return reading === undefined || reading.then(() => true);
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
  if (headers.accept === undefined || headers.accept === '*/*') return SCIM_MEDIA_TYPE;
  headers.accept = headers.accept.replaceAll(CHARSET, '');
  switch (request.accepts(['application/scim+json', 'application/json'])) {
    case 'application/scim+json':
      return SCIM_MEDIA_TYPE;
    case 'application/json':
      return JSON_MEDIA_TYPE;
    default:
      throw new NotAcceptableError();
  }
}
