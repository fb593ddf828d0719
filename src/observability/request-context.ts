import { AsyncLocalStorage } from 'node:async_hooks';

export interface RequestContext {
  readonly requestId: string;
}

/** The request that the present code runs for. */
export const requestContext = new AsyncLocalStorage<RequestContext>();
