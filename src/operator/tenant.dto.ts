import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsObject,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import {
  IsPlainText,
  MayBeLeftOut,
  NO_CURSOR,
  PageLimitDto,
  TenantSettingsDto,
} from '../administration/index.js';

const STATUSES = ['active', 'suspended'] as const;

/** Lower-case letters, digits and hyphens; not of the form of an id, since both name a tenant in URLs. */
const SLUG = /^(?![0-9a-f]{8}-[0-9a-f]{4}-)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

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
