import { Get, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import type { ConsoleSession } from '../../console-access/index.js';
import { LiveRequests } from '../../request-log/index.js';
import { Background } from '../guard/background.js';
import { ConsoleController } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { EventStream } from './event-stream.js';
import { PeopleChanges } from './people-changes.js';
import { TooManyStreamsError } from './request-errors.js';

/** What happens in the tenant at this moment, as server-sent events. */
@ConsoleController('events', 'Provisioning log')
@Needs('reads')
export class EventsController {
  constructor(
    private readonly live: LiveRequests,
    private readonly changes: PeopleChanges,
  ) {}

  @Get()
  @Background()
  @ApiExcludeEndpoint()
  listen(@SignedIn() session: ConsoleSession, @Req() request: Request, @Res() response: Response): void {
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const stream = new EventStream(response, session);
    const last = request.headers['last-event-id'];
    const after = typeof last === 'string' && isUuid(last) ? last : undefined;
    const stop = this.live.listen(session.tenant.id, stream, after);
    if (stop === undefined) throw new TooManyStreamsError();
    const stops = [stop];
    const isOpen = stream.open(after ?? makeUuid(), () => {
      for (const each of stops) each();
    });
    if (isOpen) stops.push(this.changes.listen(session.tenant.id, stream, after));
  }
}
