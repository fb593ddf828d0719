import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeLeftOut, NO_CURSOR } from '../../administration/index.js';

const LIMIT = { message: 'is a number from 1 to 100' };

/** Which part of a list to read. */
export class PageDto {
  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before.' })
  @MayBeLeftOut()
  @IsString(NO_CURSOR)
  @MaxLength(500, NO_CURSOR)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @Type(() => Number)
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(100, LIMIT)
  limit = 50;
}

/** How the description of the API tells where the next page begins. */
export const NEXT_CURSOR = {
  type: 'string',
  nullable: true,
  description: 'Where the next page begins, if there is one.',
} as const;
