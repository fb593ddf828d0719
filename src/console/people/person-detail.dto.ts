import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ANY_JSON, ChangeWithoutActorDto } from '../../administration/index.js';
import { NEXT_CURSOR } from '../paging/page.dto.js';
import type { NamedActor } from './actor-names.js';
import { PersonDto } from './person.dto.js';

const WHEN = { type: 'string', format: 'date-time' } as const;

const ACTOR_TYPES = [
  'api-token',
  'oauth-client',
  'sign-in',
  'admin',
  'operator',
  'import',
  'system',
] as const;
@ApiSchema({ name: 'Actor' })
class ActorDto {
  @ApiProperty({ enum: ACTOR_TYPES })
  type!: NamedActor['type'];

  @ApiProperty({ description: 'Of the token, the client or the person.' })
  name!: string;
}

@ApiSchema({ name: 'AttributeSource' })
class AttributeSourceDto {
  @ApiProperty()
  actor!: ActorDto;

  @ApiProperty(WHEN)
  at!: string;

  @ApiProperty()
  changeId!: string;

  @ApiProperty()
  requestId!: string;
}

@ApiSchema({ name: 'PersonAttribute' })
class PersonAttributeDto {
  @ApiProperty({ example: 'name.givenName' })
  path!: string;

  @ApiProperty(ANY_JSON)
  value!: unknown;

  @ApiProperty({ type: () => AttributeSourceDto, nullable: true, description: 'Who set it last.' })
  source!: AttributeSourceDto | null;
}

@ApiSchema({ name: 'GroupOfPerson' })
class GroupOfPersonDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  display!: string;

  @ApiProperty({ description: 'Not by another group.' })
  direct!: boolean;
}

@ApiSchema({ name: 'PersonDetail' })
export class PersonDetailDto extends PersonDto {
  @ApiProperty(WHEN)
  created!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As SCIM keeps it.' })
  resource!: object;

  @ApiProperty({ type: [PersonAttributeDto] })
  attributes!: readonly PersonAttributeDto[];

  @ApiProperty({ type: [GroupOfPersonDto], description: 'Empty where group provisioning is off.' })
  groups!: readonly GroupOfPersonDto[];
}

@ApiSchema({ name: 'HistoryEntry' })
export class HistoryEntryDto extends ChangeWithoutActorDto {
  @ApiProperty()
  actor!: ActorDto;
}

@ApiSchema({ name: 'HistoryPage' })
export class HistoryPageDto {
  @ApiProperty({ type: [HistoryEntryDto], description: 'Newest first.' })
  items!: readonly HistoryEntryDto[];

  @ApiProperty(NEXT_CURSOR)
  nextCursor!: string | null;
}
