import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../../administration/index.js';
import { NEXT_CURSOR, PageDto } from '../paging/page.dto.js';

export class SearchGroupsDto extends PageDto {
  @ApiPropertyOptional({ maxLength: 200, description: 'The beginning of a name.' })
  @MayBeLeftOut()
  @IsString({ message: 'is named once' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  q?: string;
}

@ApiSchema({ name: 'Group' })
export class GroupDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  displayName!: string;

  @ApiProperty({ type: 'string', nullable: true })
  externalId!: string | null;

  @ApiProperty({ type: 'integer', description: 'People and groups that belong to it themselves.' })
  memberCount!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  lastModified!: string;
}

@ApiSchema({ name: 'GroupPage' })
export class GroupPageDto {
  @ApiProperty({ type: [GroupDto], description: 'In the order of their creation.' })
  items!: readonly GroupDto[];

  @ApiProperty(NEXT_CURSOR)
  nextCursor!: string | null;
}

@ApiSchema({ name: 'Member' })
class MemberDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'string', nullable: true })
  name!: string | null;

  @ApiProperty({ enum: ['User', 'Group'] })
  type!: 'User' | 'Group';
}

@ApiSchema({ name: 'MemberPage' })
export class MemberPageDto {
  @ApiProperty({ type: [MemberDto] })
  items!: readonly MemberDto[];

  @ApiProperty(NEXT_CURSOR)
  nextCursor!: string | null;
}
