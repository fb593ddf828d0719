import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import {
  ActDto,
  IsPlainText,
  MayBeLeftOut,
  NO_CURSOR,
  PageLimitDto,
  presentAct,
} from '../administration/index.js';
import type { AuditEvent } from '../audit/index.js';

const ACTION = /^[a-z][a-z-]{0,62}\.[a-z][a-z-]{0,62}$/;

export class ListAuditEventsDto extends PageLimitDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The `nextCursor` of the page before.' })
  @MayBeLeftOut()
  @IsUUID(undefined, NO_CURSOR)
  cursor?: string;

  @ApiPropertyOptional({ example: 'api-token.revoked', description: 'Only acts of this kind.' })
  @MayBeLeftOut()
  @Matches(ACTION, { message: 'is an action such as api-token.revoked' })
  action?: string;
}

export class ListAllAuditEventsDto extends ListAuditEventsDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, description: 'Only acts of who has this name.' })
  @MayBeLeftOut()
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  actor?: string;
}

/** An administrative act as the operator sees it. */
@ApiSchema({ name: 'AuditEvent' })
export class AuditEventDto extends ActDto {
  @ApiProperty({ format: 'uuid' })
  tenantId!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'As `X-Request-Id` and the log have it.' })
  requestId!: string | null;
}

@ApiSchema({ name: 'AuditEventPage' })
export class AuditEventPageDto {
  @ApiProperty({ type: [AuditEventDto], description: 'Newest first.' })
  items!: readonly AuditEventDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Where the next page begins, if there is one.',
  })
  nextCursor!: string | null;
}

export function presentAuditEvent(event: AuditEvent): AuditEventDto {
  const { tenantId, requestId } = event;
  return { ...presentAct(event), tenantId, requestId };
}
