import { Delete, Get, HttpCode, Param } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { ConsoleSessionsService } from '../../console-access/index.js';
import type { ConsoleSession, ListedSession } from '../../console-access/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ConsoleError } from '../guard/console-error.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { SessionListDto } from './session.dto.js';

/** Who is signed in to the tenant. Owners see all sessions; others see their own. */
@ConsoleController('sessions', 'Session')
export class SessionsController {
  constructor(private readonly sessions: ConsoleSessionsService) {}

  @Get()
  @DocumentedConsole({
    does: 'Lists the sessions that are alive: all for an owner, for others their own.',
    answers: { 200: SessionListDto },
  })
  async list(@SignedIn() session: ConsoleSession): Promise<SessionListDto> {
    const items = await this.findOf(session);
    return {
      items: items.map(({ id, adminEmail, role, createdAt, lastSeenAt, expiresAt }) => ({
        id,
        adminEmail,
        role,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        current: id === session.id,
      })),
    };
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('reads')
  @DocumentedConsole({
    does: 'Ends a session, on every instance: an owner any, others their own.',
    answers: { 204: null },
    fails: [404],
  })
  async end(
    @SignedIn() session: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('id') id: string,
  ): Promise<void> {
    const isKnown = (await this.findOf(session)).some((listed) => listed.id === id);
    if (!isKnown || !(await this.sessions.end(actor, session.tenant.id, id))) {
      throw new ConsoleError(404, 'There is no such session, or it is over already.');
    }
  }

  private async findOf({ tenant, adminEmail, role }: ConsoleSession): Promise<readonly ListedSession[]> {
    const sessions = await this.sessions.list(tenant.id);
    return role === 'owner' ? sessions : sessions.filter((listed) => listed.adminEmail === adminEmail);
  }
}
