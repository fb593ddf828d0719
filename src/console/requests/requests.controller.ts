import { Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { validate as isUuid } from 'uuid';
import type { Config } from '../../../config/index.js';
import { ChangesRepository } from '../../changes/index.js';
import type { Change } from '../../changes/index.js';
import { CONFIG } from '../../config.token.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { RequestLogRepository } from '../../request-log/index.js';
import type { LineFilter, LoggedExchange } from '../../request-log/index.js';
import { sendFile } from '../files/send-file.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { seesPeople } from '../masking.js';
import { exportRequests } from './export-requests.js';
import { ExportRequestsDto, ListRequestsDto, toLineFilter } from './list-requests.dto.js';
import { presentDetail, RequestDetailDto } from './request-detail.dto.js';
import { AuditorsSearchNoNamesError, RequestNotFoundError } from './request-errors.js';
import { presentLine, RequestPageDto } from './request-line.dto.js';

/** The provisioning log. */
@ConsoleController('requests', 'Provisioning log')
@Needs('reads')
export class RequestsController {
  constructor(
    private readonly requests: RequestLogRepository,
    private readonly changes: ChangesRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @DocumentedConsole({
    does: 'Lists the SCIM requests of the tenant, newest first.',
    answers: { 200: RequestPageDto },
    fails: [],
  })
  async list(@SignedIn() session: ConsoleSession, @Query() query: ListRequestsDto): Promise<RequestPageDto> {
    const { tenant, role } = session;
    const { items, nextCursor } = await this.requests.list(
      tenant.id,
      filterFor(session, query),
      query.limit,
      query.cursor,
    );
    return { items: items.map((line) => presentLine(line, role)), nextCursor };
  }

  @Get('export')
  @DocumentedConsole({
    does: 'Exports the SCIM requests of the tenant as a file: CSV, or one JSON object a line.',
    answers: {},
    lines: { 200: 'A request a line.' },
    files: { 200: 'text/csv' },
    fails: [],
  })
  async export(
    @SignedIn() session: ConsoleSession,
    @Query() query: ExportRequestsDto,
    @Res() response: Response,
  ): Promise<void> {
    const { tenant, role } = session;
    const { format } = query;
    const filter = filterFor(session, query);
    const mediaType = format === 'csv' ? 'text/csv' : 'application/jsonl';
    const file = { name: `${tenant.slug}-requests.${format}`, mediaType };
    await sendFile(response, file, exportRequests(this.requests, tenant.id, filter, role, format));
  }

  @Get(':id')
  @DocumentedConsole({
    does: 'Shows a request with its bodies, the change that it made, and what to do next.',
    answers: { 200: RequestDetailDto },
    fails: [404],
  })
  async find(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Param('id') id: string,
  ): Promise<RequestDetailDto> {
    const exchange = await this.requests.findIfAny(tenant.id, id);
    if (exchange === undefined) throw new RequestNotFoundError();
    const change = await this.changeOf(tenant.id, exchange);
    return presentDetail(exchange, change, role, this.config.publicUrl);
  }

  private async changeOf(tenantId: string, exchange: LoggedExchange): Promise<Change | undefined> {
    const { resourceType, resourceId, changeVersion, requestId } = exchange;
    if (resourceType === null || resourceId === null || changeVersion === null) return undefined;
    const [change] = await this.changes.listOfResource(
      tenantId,
      resourceType,
      resourceId,
      1,
      changeVersion + 1,
    );
    return change?.version === changeVersion && change.requestId === requestId ? change : undefined;
  }
}

/** @throws {@link AuditorsSearchNoNamesError} */
function filterFor({ role }: ConsoleSession, query: ListRequestsDto | ExportRequestsDto): LineFilter {
  const filter = toLineFilter(query);
  const isByName = filter.text !== undefined || (filter.person !== undefined && !isUuid(filter.person));
  if (isByName && !seesPeople(role)) throw new AuditorsSearchNoNamesError();
  return filter;
}
