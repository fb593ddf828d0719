import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeLeftOut, NO_CURSOR, PageLimitDto } from '../administration/index.js';
import type { Change, ChangeKind } from '../changes/index.js';

const KINDS: readonly ChangeKind[] = [
  'created',
  'updated',
  'deactivated',
  'reactivated',
  'members-added',
  'members-removed',
  'deleted',
];
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

/** A value of any kind. */
const ANY_JSON = {
  oneOf: [
    ...['string', 'number', 'boolean', 'object', 'null'].map((type) => ({ type })),
    { type: 'array', items: {} },
  ],
};

@ApiSchema({ name: 'AttributeChange' })
class AttributeChangeDto {
  @ApiProperty({ example: 'active' })
  path!: string;

  @ApiPropertyOptional({ ...ANY_JSON, description: 'Missing where there was none.' })
  before?: unknown;

  @ApiPropertyOptional({ ...ANY_JSON, description: 'Missing where there is none.' })
  after?: unknown;
}

/** A change as the operator sees it. */
@ApiSchema({ name: 'Change' })
export class ChangeDto {
  @ApiProperty()
  changeId!: string;

  @ApiProperty({ enum: KINDS })
  kind!: ChangeKind;

  @ApiProperty({ type: 'integer', description: 'Of the resource, after the change.' })
  version!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;

  @ApiProperty({ type: ChangeActorDto })
  actor!: Change['actor'];

  @ApiProperty({ description: 'As `X-Request-Id` and the log have it.' })
  requestId!: string;

  @ApiProperty({ type: [AttributeChangeDto], description: 'Those that changed.' })
  attributes!: Change['attributes'];
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
  const { changeId, kind, version, at, actor, requestId, attributes } = change;
  return { changeId, kind, version, at: at.toISOString(), actor, requestId, attributes };
}
