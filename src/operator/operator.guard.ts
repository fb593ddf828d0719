import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../../config/index.js';
import { SignInFailures } from '../auth/index.js';
import { CONFIG } from '../config.token.js';

/** Lets the operator in, by the key of the settings. */
@Injectable()
export class OperatorGuard implements CanActivate {
  private readonly digest: Buffer;

  constructor(
    @Inject(CONFIG) { operatorKey }: Config,
    private readonly failures: SignInFailures,
  ) {
    this.digest = digestOf(operatorKey);
  }

  /** Wrong keys are limited by their address; the right one is always taken. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers, ip = '' } = context.switchToHttp().getRequest<Request>();
    const key = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (key !== undefined && timingSafeEqual(digestOf(key), this.digest)) return true;
    if (key !== undefined) await this.failures.count(ip);
    throw new UnauthorizedException('Send the operator key as "Authorization: Bearer <OPERATOR_KEY>".');
  }
}

/** Digests have one length, which a comparison in constant time needs. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
