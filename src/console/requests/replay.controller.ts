import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { AttributeChangeDto } from '../../administration/index.js';
import type { Actor } from '../../audit/index.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { RequestLogRepository } from '../../request-log/index.js';
import type { Outcome } from '../../request-log/index.js';
import { RoleMayNotError } from '../guard/console-error.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { mayDo, Needs } from '../guard/needs.js';
import { Replay } from './replay.js';
import { presentBody } from './request-detail.dto.js';
import { RequestNotFoundError } from './request-errors.js';
import { presentMeaning } from './request-line.dto.js';

@ApiSchema({ name: 'ReplayRequest' })
class ReplayDto {
  @ApiProperty({ description: 'Whether only to say what would happen now; nothing is stored then.' })
  @IsBoolean({ message: 'is true or false' })
  dryRun!: boolean;
}

@ApiSchema({ name: 'ReplayResult' })
class ReplayResultDto {
  @ApiProperty()
  dryRun!: boolean;

  @ApiProperty({ type: 'integer' })
  status!: number;

  @ApiProperty({ enum: ['success', 'refused', 'failed'] })
  outcome!: Outcome;

  @ApiProperty({ example: 'Deactivated Jane Doe' })
  meaning!: string;

  @ApiProperty({ type: 'string', nullable: true })
  detail!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  scimType!: string | null;

  @ApiProperty({ type: [AttributeChangeDto] })
  attributes!: readonly AttributeChangeDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'What a request that only reads would be answered now. Running it for real is the same.',
  })
  body!: string | null;
}

/** Runs a request of the log again. */
@ConsoleController('requests/:id/replay', 'Provisioning log')
@Needs('tokens')
export class ReplayController {
  constructor(
    private readonly requests: RequestLogRepository,
    private readonly replay: Replay,
  ) {}

  /**
   * For real it is a change like any other, by the admin; what it changes stands in the history, not in this log. What
   * only reads is answered from what is there now, either way.
   */
  @Post()
  @HttpCode(200)
  @DocumentedConsole({
    does: 'Runs a request again: as a dry run, or for real, which only owners may.',
    answers: { 200: ReplayResultDto },
    fails: [404, 409],
  })
  async run(
    @SignedIn() { tenant, role }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('id') id: string,
    @Body() { dryRun }: ReplayDto,
  ): Promise<ReplayResultDto> {
    if (!dryRun && !mayDo(role, 'owner')) throw new RoleMayNotError('owner');
    const exchange = await this.requests.findIfAny(tenant.id, id);
    if (exchange === undefined) throw new RequestNotFoundError();
    const result = await this.replay.run(tenant.id, exchange, actor, dryRun);
    return {
      dryRun,
      ...result,
      meaning: presentMeaning(result, role),
      body: presentBody(result.body, role),
    };
  }
}
