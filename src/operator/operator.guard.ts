import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';

/** Lets the operator in, by the key of the settings. */
@Injectable()
export class OperatorGuard implements CanActivate {
  private readonly digest: Buffer;

  constructor(@Inject(CONFIG) { operatorKey }: Config) {
    this.digest = digestOf(operatorKey);
  }

  canActivate(context: ExecutionContext): boolean {
    const { authorization } = context.switchToHttp().getRequest<Request>().headers;
    const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (key === undefined || !timingSafeEqual(digestOf(key), this.digest)) {
      throw new UnauthorizedException('Send the operator key as "Authorization: Bearer <OPERATOR_KEY>".');
    }
    return true;
  }
}

/** Digests have one length, which a comparison in constant time needs. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
