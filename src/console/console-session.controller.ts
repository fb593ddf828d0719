import { All, Controller, Get, Header, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { ConsoleSessionsService, NoConsoleSessionError } from '../console-access/index.js';
import type { ConsoleSession } from '../console-access/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { SessionCookie } from './session-cookie.js';

interface SessionAnswer extends Pick<ConsoleSession, 'tenant' | 'adminEmail' | 'role'> {
  readonly expiresAt: string;
}

/** Who is signed in, for pages of the console that are programs. */
@Controller('api/v1/console/session')
export class ConsoleSessionController {
  private readonly cookie: SessionCookie;

  constructor(
    private readonly sessions: ConsoleSessionsService,
    @Inject(CONFIG) config: Config,
  ) {
    this.cookie = new SessionCookie(config);
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  async find(@Req() request: Request): Promise<SessionAnswer> {
    const session = await this.sessions.findIfAny(this.cookie.read(request) ?? '');
    if (session === undefined) throw new NoConsoleSessionError();
    const { tenant, adminEmail, role, expiresAt } = session;
    return { tenant, adminEmail, role, expiresAt: expiresAt.toISOString() };
  }

  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}
