import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import {
  ChangeWithoutActorDto,
  MayBeLeftOut,
  NO_CURSOR,
  PageLimitDto,
  presentChangeWithoutActor,
} from '../administration/index.js';
import type { Change } from '../changes/index.js';

const MAX_VERSION = 2_147_483_647;

export class ListHistoryDto extends PageLimitDto {
  /** The version of the last change of the page before. */
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_VERSION,
    description: 'The `nextCursor` of the page before.',
  })
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt(NO_CURSOR)
  @Min(1, NO_CURSOR)
  @Max(MAX_VERSION, NO_CURSOR)
  cursor?: number;
}

@ApiSchema({ name: 'ChangeActor' })
class ChangeActorDto {
  @ApiProperty({ enum: ['api-token', 'sign-in', 'admin', 'operator', 'system'] })
  type!: Change['actor']['type'];

  @ApiPropertyOptional({ description: 'The id of the token, person or admin.' })
  id?: string;
}

/** A change as the operator sees it. */
@ApiSchema({ name: 'Change' })
export class ChangeDto extends ChangeWithoutActorDto {
  @ApiProperty({ type: ChangeActorDto })
  actor!: Change['actor'];
}

@ApiSchema({ name: 'ChangePage' })
export class ChangePageDto {
  @ApiProperty({ type: [ChangeDto], description: 'Newest first.' })
  items!: readonly ChangeDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Where the next page begins, if there is one.',
  })
  nextCursor!: string | null;
}

export function presentChange(change: Change): ChangeDto {
  return { ...presentChangeWithoutActor(change), actor: change.actor };
}
