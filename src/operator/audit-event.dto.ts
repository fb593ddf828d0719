import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText, MayBeLeftOut, NO_CURSOR, PageLimitDto } from '../administration/index.js';
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

@ApiSchema({ name: 'AuditActor' })
class AuditActorDto {
  @ApiProperty({ enum: ['operator', 'admin', 'system'] })
  type!: AuditEvent['actorType'];

  @ApiProperty({ description: 'For the operator, what `X-Acting-As` said.' })
  name!: string;
}

@ApiSchema({ name: 'AuditTarget' })
class AuditTargetDto {
  @ApiProperty({ example: 'api-token' })
  type!: string;

  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'As it was called at that time.' })
  name!: string;
}

const PARTS = { type: 'object', additionalProperties: true, nullable: true } as const;

/** An administrative act as the operator sees it. */
@ApiSchema({ name: 'AuditEvent' })
export class AuditEventDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;

  @ApiProperty({ format: 'uuid' })
  tenantId!: string;

  @ApiProperty()
  actor!: AuditActorDto;

  @ApiProperty({ type: 'string', nullable: true, description: 'Of the client.' })
  address!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'As `X-Request-Id` and the log have it.' })
  requestId!: string | null;

  @ApiProperty({ example: 'api-token.revoked' })
  action!: string;

  @ApiProperty()
  target!: AuditTargetDto;

  @ApiProperty({ ...PARTS, description: 'What changed, as it was.' })
  before!: object | null;

  @ApiProperty({ ...PARTS, description: 'What changed, as it was afterwards.' })
  after!: object | null;
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
  const { id, at, tenantId, address, requestId, action, before, after } = event;
  return {
    id,
    at: at.toISOString(),
    tenantId,
    actor: { type: event.actorType, name: event.actorName },
    address,
    requestId,
    action,
    target: { type: event.targetType, id: event.targetId, name: event.targetName },
    before,
    after,
  };
}
