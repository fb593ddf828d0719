import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../audit/index.js';

/** The operator as the one who acts, for the record of administrative acts. */
export const OAuthActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<Request & { readonly requestId: string }>();
  return { type: 'operator', name: 'operator', address: request.ip ?? null, requestId: request.requestId };
});
