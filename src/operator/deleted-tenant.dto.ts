import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { DeletedTenant } from '../tenants/index.js';

class DeletedByDto {
  @ApiProperty({ example: 'operator' })
  type!: string;

  @ApiProperty({ example: 'operator' })
  name!: string;
}

/** What is left of a tenant. */
@ApiSchema({ name: 'DeletedTenant' })
class DeletedTenantDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'acme' })
  slug!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  deletedAt!: string;

  @ApiProperty({ description: 'Who deleted it.' })
  actor!: DeletedByDto;

  @ApiProperty({ type: 'string', nullable: true, description: 'From where.' })
  address!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'The `X-Request-Id` of the last request.' })
  requestId!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Rows by table, as they were counted when the deletion began.',
  })
  rows!: DeletedTenant['rows'];
}

@ApiSchema({ name: 'DeletedTenantPage' })
export class DeletedTenantPageDto {
  @ApiProperty({ type: [DeletedTenantDto] })
  items!: readonly DeletedTenantDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Where the next page begins, if there is one.',
  })
  nextCursor!: string | null;
}

export function presentDeletedTenant(tenant: DeletedTenant): DeletedTenantDto {
  const { id, slug, deletedAt, actorType: type, actorName: name, address, requestId, rows } = tenant;
  return { id, slug, deletedAt: deletedAt.toISOString(), actor: { type, name }, address, requestId, rows };
}
