import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../audit/index.js';
import type { ConsoleSession } from '../../console-access/index.js';

/** A request that the guard has let in. The id is given by the middleware that logs requests. */
export type ConsoleRequest = Request & { readonly requestId?: string; consoleSession?: ConsoleSession };

/** Who is signed in, for a controller behind the guard. */
export const SignedIn = createParamDecorator((_data: unknown, context: ExecutionContext): ConsoleSession => {
  return sessionOf(context.switchToHttp().getRequest<ConsoleRequest>());
});

/** The admin who acts, as the audit names one. */
export const ActingAdmin = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<ConsoleRequest>();
  const { adminEmail } = sessionOf(request);
  return {
    type: 'admin',
    name: adminEmail,
    address: request.ip ?? null,
    requestId: request.requestId ?? null,
  };
});

function sessionOf({ consoleSession }: ConsoleRequest): ConsoleSession {
  if (consoleSession === undefined) throw new Error('This route has no guard.');
  return consoleSession;
}
