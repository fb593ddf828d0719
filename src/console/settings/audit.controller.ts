import { Get, Query } from '@nestjs/common';
import { cutPage, presentAct } from '../../administration/index.js';
import type { ActDto } from '../../administration/index.js';
import { AuditEventsRepository } from '../../audit/index.js';
import type { ConsoleRole, ConsoleSession } from '../../console-access/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { maskActorFor, maskAdministratorsFor } from '../masking.js';
import { makeCursor, readCursor } from '../paging/cursor.js';
import { PageDto } from '../paging/page.dto.js';
import { ActPageDto } from './audit.dto.js';

/** Who did what to the tenant. Nobody can change it. */
@ConsoleController('audit', 'Audit')
export class AuditController {
  constructor(private readonly events: AuditEventsRepository) {}

  @Get()
  @DocumentedConsole({
    does: 'Lists the administrative acts on the tenant, newest first.',
    answers: { 200: ActPageDto },
  })
  async list(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Query() { cursor, limit }: PageDto,
  ): Promise<ActPageDto> {
    const place = readCursor(cursor);
    const events = await this.events.listOfTenant(tenant.id, { limit: limit + 1, cursor: place?.id });
    const { page, nextCursor } = cutPage(events, limit, ({ id }) => makeCursor({ id, total: 0 }));
    return { items: page.map((event) => maskActFor(role, presentAct(event))), nextCursor };
  }
}

function maskActFor(role: ConsoleRole, act: ActDto): ActDto {
  return { ...maskAdministratorsFor(role, act), actor: maskActorFor(role, act.actor) };
}
