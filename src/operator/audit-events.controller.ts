import { All, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { cutPage } from '../administration/index.js';
import { AuditEventsRepository } from '../audit/index.js';
import type { AuditEvent } from '../audit/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import {
  AuditEventPageDto,
  ListAllAuditEventsDto,
  ListAuditEventsDto,
  presentAuditEvent,
} from './audit-event.dto.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';

/** Who did what to the tenants. Nobody can change it or take something out of it, but by deleting the tenant. */
@OperatorController('', 'Audit')
export class AuditEventsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly events: AuditEventsRepository,
  ) {}

  @Get('audit-events')
  @Documented({
    does: 'Lists the administrative acts on all tenants, newest first.',
    answers: { 200: AuditEventPageDto },
  })
  async ofAll(@Query() { limit, ...query }: ListAllAuditEventsDto): Promise<AuditEventPageDto> {
    return present(await this.events.listOfAll({ ...query, limit: limit + 1 }), limit);
  }

  @Get('tenants/:tenant/audit-events')
  @Documented({
    does: 'Lists the administrative acts on a tenant, newest first.',
    answers: { 200: AuditEventPageDto },
    fails: [404],
  })
  async ofTenant(
    @Param('tenant') idOrSlug: string,
    @Query() { limit, ...query }: ListAuditEventsDto,
  ): Promise<AuditEventPageDto> {
    const { id } = await this.tenants.find(idOrSlug);
    return present(await this.events.listOfTenant(id, { ...query, limit: limit + 1 }), limit);
  }

  @ApiExcludeEndpoint()
  @All(['audit-events', 'tenants/:tenant/audit-events'])
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}

function present(events: readonly AuditEvent[], limit: number): AuditEventPageDto {
  const { page, nextCursor } = cutPage(events, limit, ({ id }) => id);
  return { items: page.map(presentAuditEvent), nextCursor };
}
