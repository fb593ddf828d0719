import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Visitor as VisitorOf } from '../../console-access/index.js';

/** From where a request comes. Its id is given by the middleware that logs requests. */
export const Visitor = createParamDecorator((_data: unknown, context: ExecutionContext): VisitorOf => {
  const { ip, requestId } = context.switchToHttp().getRequest<Request & { readonly requestId?: string }>();
  return { address: ip ?? null, requestId: requestId ?? null };
});
