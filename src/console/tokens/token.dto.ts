import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Equals, IsISO8601, IsInt, Max, Min } from 'class-validator';
import {
  CredentialName,
  CredentialScopes,
  MayBeLeftOut,
  UsedApiTokenDto,
} from '../../administration/index.js';
import type { Scope } from '../../tenants/index.js';

const WHEN = { type: 'string', format: 'date-time' } as const;
const WHEN_IF_EVER = { ...WHEN, nullable: true } as const;
const TEXT_IF_ANY = { type: 'string', nullable: true } as const;
const STATUSES = ['active', 'expired', 'revoked', 'replaced'] as const;

const DAYS = { message: 'is a number of days from 1 to 3650, such as 30, 60, 90 or 365' };

@ApiSchema({ name: 'IssueToken' })
export class IssueTokenDto {
  @CredentialName()
  name!: string;

  @CredentialScopes()
  scopes?: Scope[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 3650, example: 90 })
  @MayBeLeftOut()
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(3650, DAYS)
  expiresInDays?: number;

  @ApiPropertyOptional({ ...WHEN, description: 'A moment in place of days, 10 years from now at most.' })
  @MayBeLeftOut()
  @IsISO8601({ strict: true }, { message: 'is a date such as 2027-11-30 or 2027-11-30T12:00:00Z' })
  expiresAt?: string;

  @ApiPropertyOptional({ enum: [true], description: 'A token that does not expire.' })
  @MayBeLeftOut()
  @Equals(true, { message: 'is true, or left out' })
  never?: true;
}

@ApiSchema({ name: 'Token' })
export class TokenDto extends UsedApiTokenDto {
  @ApiProperty({ ...TEXT_IF_ANY, example: '192.0.2.0/24', description: 'The network of its last use.' })
  lastUsedFrom!: string | null;

  @ApiProperty({ ...TEXT_IF_ANY, example: 'Okta', description: 'Which kind of client used it last.' })
  lastUsedBy!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Days of the calendar, in UTC.' })
  daysLeft!: number | null;

  @ApiProperty({ enum: STATUSES, description: 'A token that is replaced works until its overlap ends.' })
  status!: (typeof STATUSES)[number];

  @ApiProperty({ ...TEXT_IF_ANY, format: 'uuid', description: 'The token in its place.' })
  successorId!: string | null;

  @ApiProperty({ ...TEXT_IF_ANY, format: 'uuid', description: 'The token whose place it has.' })
  predecessorId!: string | null;

  @ApiProperty({ description: 'Whether it was used within the last 40 minutes, and since it was replaced.' })
  inUse!: boolean;

  @ApiProperty({ ...WHEN_IF_EVER, description: 'Its last use, when it is not in use any more.' })
  silentSince!: string | null;
}

@ApiSchema({ name: 'IssuedToken' })
export class IssuedTokenDto extends TokenDto {
  @ApiProperty({ description: 'The token itself. No other answer holds it.' })
  token!: string;
}

@ApiSchema({ name: 'TokenList' })
export class TokenListDto {
  @ApiProperty({ type: [TokenDto], description: 'Newest first.' })
  items!: readonly TokenDto[];
}
