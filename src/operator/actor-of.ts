import type { Request } from 'express';
import type { Actor } from '../audit/index.js';

/** Who holds the operator's key and acts by this request. */
export function actorOf(request: Request): Actor {
  const { requestId } = request as Request & { readonly requestId: string };
  return { type: 'operator', name: 'operator', address: request.ip ?? null, requestId };
}
