import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ScimError } from '@flosum/scim-schema';
import { ApiTokenGuard } from '../../auth/index.js';

/** Refusals of a credential: what it asked for is answered as if there was none. */
const REFUSED: readonly number[] = [401, 403];

/** Lets everybody in, and knows the calling tenant if the request carries a good token. */
@Injectable()
export class OptionalCallerGuard implements CanActivate {
  constructor(private readonly guard: ApiTokenGuard) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { authorization } = context.switchToHttp().getRequest<Request>().headers;
    if (authorization === undefined) return true;
    try {
      return await this.guard.canActivate(context);
    } catch (error) {
      if (error instanceof ScimError && REFUSED.includes(error.status)) return true;
      throw error;
    }
  }
}
