import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { TenantSettings } from '../tenants/index.js';
import { MayBeLeftOut } from './field-rules.js';
import { IsTimeZone } from './is-time-zone.js';
import { RateLimitDto } from './rate-limit.dto.js';

const DIALECTS = ['tolerant', 'strict'] as const;
const REPEATED_CREATES = ['conflict', 'return-existing'] as const;
const PROVISIONING = ['on', 'off'] as const;
const LOG_DAYS = { message: 'is a number of days from 1 to 365' };

@ApiSchema({ name: 'TenantSettingsChanges' })
export class TenantSettingsDto {
  @ApiPropertyOptional({ description: 'Whether `/Groups` is there.' })
  @MayBeLeftOut()
  @IsBoolean({ message: 'is true or false' })
  groupProvisioning?: boolean;

  @ApiPropertyOptional({ example: 'Europe/Berlin', description: 'In Olson form.' })
  @MayBeLeftOut()
  @IsTimeZone()
  defaultTimezone?: string;

  @ApiPropertyOptional({ enum: DIALECTS })
  @MayBeLeftOut()
  @IsIn(DIALECTS, { message: 'is tolerant or strict' })
  dialect?: TenantSettings['dialect'];

  @ApiPropertyOptional({ enum: REPEATED_CREATES })
  @MayBeLeftOut()
  @IsIn(REPEATED_CREATES, { message: 'is conflict or return-existing' })
  repeatedCreate?: TenantSettings['repeatedCreate'];

  @ApiPropertyOptional({
    enum: PROVISIONING,
    description: 'Whether SCIM requests are answered, or refused with 403.',
  })
  @MayBeLeftOut()
  @IsIn(PROVISIONING, { message: 'is on or off' })
  provisioning?: TenantSettings['provisioning'];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 365,
    description: 'How long the request log is kept.',
  })
  @MayBeLeftOut()
  @IsInt(LOG_DAYS)
  @Min(1, LOG_DAYS)
  @Max(365, LOG_DAYS)
  requestLogDays?: number;

  @ApiPropertyOptional({
    type: RateLimitDto,
    nullable: true,
    description: 'What each token may send; `null` for what the installation allows.',
  })
  @ValidateIf((_settings, value) => value !== undefined && value !== null)
  @IsObject({ message: 'takes an object with perSecond and burst, or null' })
  @ValidateNested()
  @Type(() => RateLimitDto)
  rateLimit?: RateLimitDto | null;
}

@ApiSchema({ name: 'TenantSettings' })
export class WholeTenantSettingsDto implements TenantSettings {
  @ApiProperty({ description: 'Whether `/Groups` is there.' })
  groupProvisioning!: boolean;

  @ApiProperty({ example: 'Etc/UTC', description: 'The time zone of new users that come without one.' })
  defaultTimezone!: string;

  @ApiProperty({ enum: DIALECTS })
  dialect!: TenantSettings['dialect'];

  @ApiProperty({ enum: REPEATED_CREATES })
  repeatedCreate!: TenantSettings['repeatedCreate'];

  @ApiProperty({
    enum: PROVISIONING,
    description: 'Whether SCIM requests are answered, or refused with 403.',
  })
  provisioning!: TenantSettings['provisioning'];

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 365,
    description: 'How long the request log is kept.',
  })
  requestLogDays!: number;

  @ApiProperty({
    type: RateLimitDto,
    nullable: true,
    description: 'What each token may send; `null` for what the installation allows.',
  })
  rateLimit!: RateLimitDto | null;
}
