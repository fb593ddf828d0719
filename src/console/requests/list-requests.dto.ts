import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { NO_CURSOR } from '../../administration/index.js';
import type { LineFilter, Outcome } from '../../request-log/index.js';

const OUTCOMES = ['success', 'refused', 'failed'] as const;
const LIMIT = { message: 'is a number from 1 to 100' };
const TIME = { message: 'is a time such as 2026-11-24T12:00:00Z' };
const MAX_TEXT = 200;

/** ISO 8601 has weeks and days of a year as well, which `Date` does not know. */
const CALENDAR = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/** Which requests somebody wants to see. */
export class RequestFilterDto {
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true }, TIME)
  @Matches(CALENDAR, TIME)
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true }, TIME)
  @Matches(CALENDAR, TIME)
  to?: string;

  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES, { message: 'is success, refused or failed' })
  outcome?: Outcome;

  @ApiPropertyOptional({ example: 'PATCH' })
  @IsOptional()
  @Matches(/^[A-Z]{3,10}$/, { message: 'is a verb such as PATCH' })
  method?: string;

  @ApiPropertyOptional({ description: 'The id of a person or group, or a part of a name.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(MAX_TEXT)
  person?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID(undefined, { message: 'is the id of a token' })
  tokenId?: string;

  @ApiPropertyOptional({ description: 'The id that the answer had as `X-Request-Id`.' })
  @IsOptional()
  @Matches(/^[\w.:-]{1,128}$/, { message: 'is the id of a request' })
  requestId?: string;

  @ApiPropertyOptional({
    description: "A part of the sentence or of the person's name, or a whole `scimType` or id of a request.",
  })
  @IsOptional()
  @MinLength(1)
  @MaxLength(MAX_TEXT)
  text?: string;
}

export class ListRequestsDto extends RequestFilterDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The `nextCursor` of the page before.' })
  @IsOptional()
  @IsUUID(undefined, NO_CURSOR)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @Type(() => Number)
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(100, LIMIT)
  limit = 50;
}

export class ExportRequestsDto extends RequestFilterDto {
  @ApiPropertyOptional({ enum: ['csv', 'jsonl'], default: 'csv' })
  @IsIn(['csv', 'jsonl'], { message: 'is csv or jsonl' })
  format: 'csv' | 'jsonl' = 'csv';
}

export function toLineFilter({
  from,
  to,
  outcome,
  method,
  person,
  tokenId,
  requestId,
  text,
}: RequestFilterDto): LineFilter {
  return {
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    outcome,
    method,
    person,
    tokenId,
    requestId,
    text,
  };
}
