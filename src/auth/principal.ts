import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { NewChange } from '../changes/index.js';
import type { Scope, TenantContext } from '../tenants/index.js';

/** Who calls: a tenant, by one of its tokens. */
export interface TenantPrincipal extends TenantContext {
  /** What the caller showed: a token of the tenant, or an access token of an OAuth client. */
  readonly credential: 'api-token' | 'oauth-client';
  /** The id of the API token, or of the OAuth client. */
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  /** The id of this request, as the log and `X-Request-Id` have it. */
  readonly requestId: string;
  /** Takes what the request changes indeed, for the request log. */
  readonly written?: NewChange[] | undefined;
}

/** What the token alone tells. */
export type TokenOwner = Omit<TenantPrincipal, 'requestId' | 'written'>;

/** The id is given by the middleware that logs requests, which every request goes through first. */
export type AuthenticatedRequest = Request & { readonly requestId: string; caller?: TenantPrincipal };

/** The calling tenant, for a controller behind the guard. */
export const CallingTenant = createParamDecorator(
  (_data: unknown, context: ExecutionContext): TenantPrincipal => {
    const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (caller === undefined) throw new Error('This route has no guard.');
    return caller;
  },
);
