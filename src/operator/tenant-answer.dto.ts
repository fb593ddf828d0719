import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { WholeTenantSettingsDto } from '../administration/index.js';
import type { TenantEntity, TenantStatus } from '../tenants/index.js';

/** A tenant as the operator sees it. */
@ApiSchema({ name: 'Tenant' })
export class TenantDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'acme' })
  slug!: string;

  @ApiProperty({ example: 'Acme Ltd.' })
  name!: string;

  @ApiProperty({ example: 'us', description: 'Where the tenant is kept.' })
  region!: string;

  @ApiProperty({ enum: ['active', 'suspended', 'deleting'] })
  status!: TenantStatus;

  @ApiProperty()
  settings!: WholeTenantSettingsDto;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt!: string;
}

@ApiSchema({ name: 'TenantPage' })
export class TenantPageDto {
  @ApiProperty({ type: [TenantDto] })
  items!: readonly TenantDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Where the next page begins, if there is one.',
  })
  nextCursor!: string | null;
}

export function presentTenant(
  { id, slug, name, status, settings, createdAt }: TenantEntity,
  region: string,
): TenantDto {
  return { id, slug, name, region, status, settings, createdAt: createdAt.toISOString() };
}
