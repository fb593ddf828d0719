import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '../../../config/index.js';
import { CONFIG } from '../../config.token.js';
import { ConsoleSessionsService, NoConsoleSessionError } from '../../console-access/index.js';
import { ForeignRequestError, RoleMayNotError } from './console-error.js';
import { BACKGROUND, BACKGROUND_HEADER } from './background.js';
import type { ConsoleRequest } from './console-request.js';
import { mayDo, NEED } from './needs.js';
import type { Need } from './needs.js';
import { isFromOwnPage } from './request-origin.js';
import { SessionCookie } from './session-cookie.js';

const SAFE_VERBS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Lets an admin in who is signed in, whose role allows it, and whose request comes from our own page. */
@Injectable()
export class ConsoleGuard implements CanActivate {
  private readonly cookie: SessionCookie;

  constructor(
    private readonly sessions: ConsoleSessionsService,
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.cookie = new SessionCookie(config);
  }

  /** @throws {@link NoConsoleSessionError}, {@link ForeignRequestError} or {@link RoleMayNotError} */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ConsoleRequest>();
    const handlers = [context.getHandler(), context.getClass()];
    const isSafe = SAFE_VERBS.includes(request.method);
    const isBackground =
      (isSafe && request.headers[BACKGROUND_HEADER] !== undefined) ||
      this.reflector.getAllAndOverride<boolean | undefined>(BACKGROUND, handlers) === true;
    const session = await this.sessions.findIfAny(this.cookie.read(request) ?? '', !isBackground);
    if (session === undefined) throw new NoConsoleSessionError();
    if (!isSafe && !isFromOwnPage(request.headers, this.config.publicUrl)) throw new ForeignRequestError();
    const need =
      this.reflector.getAllAndOverride<Need | undefined>(NEED, handlers) ?? (isSafe ? 'reads' : 'owner');
    if (!mayDo(session.role, need)) throw new RoleMayNotError(need);
    request.consoleSession = session;
    return true;
  }
}
