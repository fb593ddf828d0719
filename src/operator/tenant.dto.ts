import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { TenantSettings } from '../tenants/index.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import { RateLimitDto } from './rate-limit.dto.js';
import { IsTimeZone } from './is-time-zone.js';
import { NO_CURSOR, PageLimitDto } from './page-limit.dto.js';

export const DIALECTS = ['tolerant', 'strict'] as const;
export const REPEATED_CREATES = ['conflict', 'return-existing'] as const;
const STATUSES = ['active', 'suspended'] as const;

/** Lower-case letters, digits and hyphens; not of the form of an id, since both name a tenant in URLs. */
const SLUG = /^(?![0-9a-f]{8}-[0-9a-f]{4}-)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

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

@ApiSchema({ name: 'CreateTenant' })
export class CreateTenantDto {
  @ApiProperty({ pattern: SLUG.source, example: 'acme', description: 'Short name for commands and URLs.' })
  @Matches(SLUG, {
    message: 'takes 1 to 63 lower-case letters, digits and hyphens, and does not look like an id',
  })
  slug!: string;

  @ApiProperty({ minLength: 1, maxLength: 200, example: 'Acme Ltd.' })
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsObject({ message: 'takes an object' })
  @ValidateNested()
  @Type(() => TenantSettingsDto)
  settings?: TenantSettingsDto;
}

@ApiSchema({ name: 'ModifyTenant' })
export class ModifyTenantDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @MayBeLeftOut()
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name?: string;

  @ApiPropertyOptional({ enum: STATUSES })
  @MayBeLeftOut()
  @IsIn(STATUSES, { message: 'is active or suspended' })
  status?: (typeof STATUSES)[number];

  @ApiPropertyOptional({ description: 'Those that are named change.' })
  @MayBeLeftOut()
  @IsObject({ message: 'takes an object' })
  @ValidateNested()
  @Type(() => TenantSettingsDto)
  settings?: TenantSettingsDto;
}

export class ListTenantsDto extends PageLimitDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The `nextCursor` of the page before.' })
  @MayBeLeftOut()
  @IsUUID(undefined, NO_CURSOR)
  cursor?: string;
}

export class RemoveTenantDto {
  @ApiProperty({ description: 'The slug of the tenant, so that nothing is deleted by mistake.' })
  @IsDefined({ message: 'repeats the slug of the tenant, so that nothing is deleted by mistake' })
  confirm!: string;
}
