import { Delete, Get, HttpCode, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { scimBaseUrl } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import type { Actor } from '../../audit/index.js';
import { CONFIG } from '../../config.token.js';
import { ConsoleSessionsService } from '../../console-access/index.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { GUIDE_PATH } from '../guide-places.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { SessionCookie } from '../guard/session-cookie.js';
import { SessionDto } from './session.dto.js';

/** Who is signed in, and what the console needs to know at first. */
@ConsoleController('session', 'Session')
export class SessionController {
  private readonly cookie: SessionCookie;

  constructor(
    private readonly sessions: ConsoleSessionsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.cookie = new SessionCookie(config);
  }

  @Get()
  @DocumentedConsole({ does: 'Tells who is signed in, and to which tenant.', answers: { 200: SessionDto } })
  find(@SignedIn() { tenant, adminEmail, role, expiresAt }: ConsoleSession): SessionDto {
    return {
      tenant,
      adminEmail,
      role,
      expiresAt: expiresAt.toISOString(),
      tenantUrl: scimBaseUrl(this.config),
      region: this.config.region,
      helpUrl: GUIDE_PATH,
    };
  }

  @Delete()
  @HttpCode(204)
  @Needs('reads')
  @DocumentedConsole({ does: 'Signs out.', answers: { 204: null } })
  async end(
    @SignedIn() { id, tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(actor, tenant.id, id);
    this.cookie.clear(response);
  }
}
