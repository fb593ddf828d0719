import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { DEFAULT_SCOPES, SCOPES } from '../tenants/index.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import type { Scope } from '../tenants/index.js';

const EXPIRY = 'is a number of days from 1 to 3650, or null for a token that does not expire';

@ApiSchema({ name: 'IssueApiToken' })
export class IssueApiTokenDto {
  @ApiProperty({ minLength: 1, maxLength: 200, example: 'Entra ID', description: 'What it is for.' })
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 3650,
    nullable: true,
    example: 365,
    description: 'Days from now; `null` for a token that does not expire.',
  })
  @ValidateIf(({ expiresInDays }: IssueApiTokenDto) => expiresInDays !== null)
  @IsInt({ message: EXPIRY })
  @Min(1, { message: EXPIRY })
  @Max(3650, { message: EXPIRY })
  expiresInDays!: number | null;

  @ApiPropertyOptional({
    enum: SCOPES,
    isArray: true,
    minItems: 1,
    uniqueItems: true,
    default: [...DEFAULT_SCOPES],
  })
  @MayBeLeftOut()
  @IsArray({ message: 'takes a list of scopes' })
  @ArrayNotEmpty({ message: 'names one scope at least' })
  @ArrayUnique({ message: 'names each scope once' })
  @IsIn(SCOPES, { each: true, message: `takes ${SCOPES.join(', ')}` })
  scopes?: Scope[];
}

const OVERLAP = 'is a number of minutes from 0 to 43200, which are 30 days';

@ApiSchema({ name: 'RotateApiToken' })
export class RotateApiTokenDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 43_200,
    example: 1440,
    description: 'How long the old token works beside the new one.',
  })
  @IsInt({ message: OVERLAP })
  @Min(0, { message: OVERLAP })
  @Max(43_200, { message: OVERLAP })
  overlapMinutes!: number;
}
