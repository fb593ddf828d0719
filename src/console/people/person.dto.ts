import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../../administration/index.js';
import { NEXT_CURSOR, PageDto } from '../paging/page.dto.js';
import { MANAGERS } from './actor-names.js';
import type { Manager } from './actor-names.js';

const TEXT_IF_ANY = { type: 'string', nullable: true } as const;
const ACTIVE = ['true', 'false'] as const;

const TOO_LONG = { message: 'has 200 characters at most' };

export class SearchPeopleDto extends PageDto {
  @ApiPropertyOptional({ maxLength: 200, description: 'Plain words: each begins a name or an address.' })
  @MayBeLeftOut()
  @IsString({ message: 'is named once' })
  @MaxLength(200, TOO_LONG)
  q?: string;

  @ApiPropertyOptional({ example: 'emails.value ew "@acme.test"', description: 'A SCIM filter.' })
  @MayBeLeftOut()
  @IsString({ message: 'is named once' })
  filter?: string;

  @ApiPropertyOptional({ enum: ACTIVE })
  @MayBeLeftOut()
  @IsIn(ACTIVE, { message: 'is true or false' })
  active?: (typeof ACTIVE)[number];
}

@ApiSchema({ name: 'Person' })
export class PersonDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  userName!: string;

  @ApiProperty(TEXT_IF_ANY)
  displayName!: string | null;

  @ApiProperty({ ...TEXT_IF_ANY, description: 'The primary address, or the first.' })
  email!: string | null;

  @ApiProperty()
  active!: boolean;

  @ApiProperty(TEXT_IF_ANY)
  externalId!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  lastModified!: string;

  @ApiProperty({
    type: 'string',
    enum: [...MANAGERS, null],
    nullable: true,
    description: 'Who changed it last.',
  })
  managedBy!: Manager | null;
}

@ApiSchema({ name: 'PeoplePage' })
export class PeoplePageDto {
  @ApiProperty({ type: [PersonDto], description: 'In the order of their creation.' })
  items!: readonly PersonDto[];

  @ApiProperty(NEXT_CURSOR)
  nextCursor!: string | null;

  @ApiProperty({ type: 'integer', description: 'Of all pages, when the first page was read.' })
  total!: number;
}
