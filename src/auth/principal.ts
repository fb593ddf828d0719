import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Scope, TenantSettings } from '../tenants/index.js';

/** Who calls: a tenant, by one of its tokens. */
export interface TenantPrincipal {
  readonly tenantId: string;
  readonly settings: TenantSettings;
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
}

export type AuthenticatedRequest = Request & { caller?: TenantPrincipal };

/** The calling tenant, for a controller behind the guard. */
export const CallingTenant = createParamDecorator(
  (_data: unknown, context: ExecutionContext): TenantPrincipal => {
    const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (caller === undefined) throw new Error('This route has no guard.');
    return caller;
  },
);
