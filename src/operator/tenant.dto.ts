import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { TenantEntity, TenantSettings } from '../tenants/index.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import { IsTimeZone } from './is-time-zone.js';

/** Lower-case letters, digits and hyphens; not of the form of an id, since both name a tenant in URLs. */
const SLUG = /^(?![0-9a-f]{8}-[0-9a-f]{4}-)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export class TenantSettingsDto {
  @MayBeLeftOut()
  @IsBoolean({ message: 'is true or false' })
  groupProvisioning?: boolean;

  @MayBeLeftOut()
  @IsTimeZone()
  defaultTimezone?: string;

  @MayBeLeftOut()
  @IsIn(['tolerant', 'strict'], { message: 'is tolerant or strict' })
  dialect?: TenantSettings['dialect'];

  @MayBeLeftOut()
  @IsIn(['conflict', 'return-existing'], { message: 'is conflict or return-existing' })
  repeatedCreate?: TenantSettings['repeatedCreate'];
}

export class CreateTenantDto {
  @Matches(SLUG, {
    message: 'takes 1 to 63 lower-case letters, digits and hyphens, and does not look like an id',
  })
  slug!: string;

  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @MayBeLeftOut()
  @IsObject({ message: 'takes an object' })
  @ValidateNested()
  @Type(() => TenantSettingsDto)
  settings?: TenantSettingsDto;
}

export class ModifyTenantDto {
  @MayBeLeftOut()
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name?: string;

  @MayBeLeftOut()
  @IsIn(['active', 'suspended'], { message: 'is active or suspended' })
  status?: 'active' | 'suspended';

  @MayBeLeftOut()
  @IsObject({ message: 'takes an object' })
  @ValidateNested()
  @Type(() => TenantSettingsDto)
  settings?: TenantSettingsDto;
}

export class ListTenantsDto {
  @MayBeLeftOut()
  @IsUUID(undefined, { message: 'is the nextCursor of the page before' })
  cursor?: string;

  @Type(() => Number)
  @IsInt({ message: 'is a number from 1 to 200' })
  @Min(1, { message: 'is a number from 1 to 200' })
  @Max(200, { message: 'is a number from 1 to 200' })
  limit = 50;
}

export class RemoveTenantDto {
  @IsDefined({ message: 'repeats the slug of the tenant, so that nothing is deleted by mistake' })
  confirm!: string;
}

/** A tenant as the operator sees it. */
export function presentTenant(
  { id, slug, name, status, settings, createdAt }: TenantEntity,
  region: string,
): object {
  return { id, slug, name, region, status, settings, createdAt: createdAt.toISOString() };
}
