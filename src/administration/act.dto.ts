import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const ACTOR_TYPES = ['operator', 'admin', 'system'] as const;

@ApiSchema({ name: 'AuditActor' })
class AuditActorDto {
  @ApiProperty({ enum: ACTOR_TYPES })
  type!: (typeof ACTOR_TYPES)[number];

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

/** An administrative act, as everybody sees it who may. */
@ApiSchema({ name: 'Act' })
export class ActDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;

  @ApiProperty()
  actor!: AuditActorDto;

  @ApiProperty({ type: 'string', nullable: true, description: 'Of the client.' })
  address!: string | null;

  @ApiProperty({ example: 'api-token.revoked' })
  action!: string;

  @ApiProperty()
  target!: AuditTargetDto;

  @ApiProperty({ ...PARTS, description: 'What changed, as it was.' })
  before!: object | null;

  @ApiProperty({ ...PARTS, description: 'What changed, as it was afterwards.' })
  after!: object | null;
}

/** An act as the audit has it. */
type RecordedAct = Omit<ActDto, 'at' | 'actor' | 'target'> & {
  readonly at: Date;
  readonly actorType: AuditActorDto['type'];
  readonly actorName: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly targetName: string;
};

export function presentAct(act: RecordedAct): ActDto {
  const { id, at, address, action, before, after } = act;
  return {
    id,
    at: at.toISOString(),
    actor: { type: act.actorType, name: act.actorName },
    address,
    action,
    target: { type: act.targetType, id: act.targetId, name: act.targetName },
    before,
    after,
  };
}
