import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { InvalidRequestError } from '../administration/index.js';
import type { Actor } from '../audit/index.js';

/** The header in which the operator's own application names the person who acts. */
const ACTING_AS = 'X-Acting-As';

const MAX_NAME_LENGTH = 200;

/** The id is given by the middleware that logs requests, which every request goes through first. */
type OperatorRequest = Pick<Request, 'headers' | 'ip'> & { readonly requestId?: string };

/**
 * Who does an administrative act: the operator, by the name in `X-Acting-As`. The key opens everything, so the name is
 * as true as the application that holds the key.
 *
 * @throws {@link InvalidRequestError} when the name is empty, too long or no plain text.
 */
export const ActingOperator = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor =>
    readActor(context.switchToHttp().getRequest<OperatorRequest>()),
  [documentHeader],
);

/** The description of the API lists the header wherever somebody acts. */
function documentHeader(controller: object, method: string | symbol | undefined): void {
  if (method === undefined) throw new Error('A controller acts in its methods, not when it is made.');
  const route = Object.getOwnPropertyDescriptor(controller, method) ?? {};
  ApiHeader({
    name: ACTING_AS,
    required: false,
    description: 'Who acts, for the audit. `operator` without it.',
    schema: { type: 'string', minLength: 1, maxLength: MAX_NAME_LENGTH },
  })(controller, method, route);
}

/** @throws {@link InvalidRequestError} */
export function readActor({ headers, ip, requestId }: OperatorRequest): Actor {
  return {
    type: 'operator',
    name: readName(headers['x-acting-as']),
    address: ip ?? null,
    requestId: requestId ?? null,
  };
}

function readName(sent: string | readonly string[] | undefined): string {
  if (sent === undefined) return 'operator';
  const name = typeof sent === 'string' ? decode(sent).trim() : '';
  if (name === '' || name.length > MAX_NAME_LENGTH || /[\p{Cc}\p{Cs}]/u.test(name)) {
    throw new InvalidRequestError([
      {
        field: ACTING_AS,
        problem: `names who acts, in 1 to ${MAX_NAME_LENGTH} characters without control characters`,
      },
    ]);
  }
  return name;
}

/** Node.js reads headers byte by byte; most clients send UTF-8, some Latin-1. */
function decode(header: string): string {
  const bytes = Buffer.from(header, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return header;
  }
}
