import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AuditEvent } from '../../audit/index.js';
import { NEXT_CURSOR } from '../paging/page.dto.js';

@ApiSchema({ name: 'ActingPerson' })
class ActingPersonDto {
  @ApiProperty({ enum: ['operator', 'admin', 'system'] })
  type!: AuditEvent['actorType'];

  @ApiProperty()
  name!: string;
}

@ApiSchema({ name: 'ActTarget' })
class ActTargetDto {
  @ApiProperty({ example: 'api-token' })
  type!: string;

  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'As it was called at that time.' })
  name!: string;
}

const PARTS = { type: 'object', additionalProperties: true, nullable: true } as const;

@ApiSchema({ name: 'Act' })
class ActDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;

  @ApiProperty()
  actor!: ActingPersonDto;

  @ApiProperty({ type: 'string', nullable: true, description: 'Of the client.' })
  address!: string | null;

  @ApiProperty({ example: 'api-token.revoked' })
  action!: string;

  @ApiProperty()
  target!: ActTargetDto;

  @ApiProperty({ ...PARTS, description: 'What changed, as it was.' })
  before!: object | null;

  @ApiProperty({ ...PARTS, description: 'What changed, as it was afterwards.' })
  after!: object | null;
}

@ApiSchema({ name: 'ActPage' })
export class ActPageDto {
  @ApiProperty({ type: [ActDto], description: 'Newest first.' })
  items!: readonly ActDto[];

  @ApiProperty(NEXT_CURSOR)
  nextCursor!: string | null;
}

export function presentAct(event: AuditEvent): ActDto {
  const { id, at, address, action, before, after } = event;
  return {
    id,
    at: at.toISOString(),
    actor: { type: event.actorType, name: event.actorName },
    address,
    action,
    target: { type: event.targetType, id: event.targetId, name: event.targetName },
    before,
    after,
  };
}
