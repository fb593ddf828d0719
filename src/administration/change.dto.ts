import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
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

/** A value of any kind. */
export const ANY_JSON = {
  oneOf: [
    ...['string', 'number', 'boolean', 'object', 'null'].map((type) => ({ type })),
    { type: 'array', items: {} },
  ],
};

@ApiSchema({ name: 'AttributeChange' })
export class AttributeChangeDto {
  @ApiProperty({ example: 'active' })
  path!: string;

  @ApiPropertyOptional({ ...ANY_JSON, description: 'Missing where there was none.' })
  before?: unknown;

  @ApiPropertyOptional({ ...ANY_JSON, description: 'Missing where there is none.' })
  after?: unknown;
}

/** A change of a resource, but for who made it, whom each door names in its own way. */
export class ChangeWithoutActorDto {
  @ApiProperty()
  changeId!: string;

  @ApiProperty({ enum: KINDS })
  kind!: ChangeKind;

  @ApiProperty({ type: 'integer', description: 'Of the resource, after the change.' })
  version!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'As `X-Request-Id` and the log have it.' })
  requestId!: string;

  @ApiProperty({ type: [AttributeChangeDto], description: 'Those that changed.' })
  attributes!: readonly AttributeChangeDto[];
}

export function presentChangeWithoutActor({
  changeId,
  kind,
  version,
  at,
  requestId,
  attributes,
}: Change): ChangeWithoutActorDto {
  return { changeId, kind, version, at: at.toISOString(), requestId, attributes };
}
