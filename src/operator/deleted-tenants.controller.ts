import { All, Get, Query } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { cutPage } from '../administration/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantDeletion } from '../tenants/index.js';
import { DeletedTenantPageDto, presentDeletedTenant } from './deleted-tenant.dto.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';
import { ListTenantsDto } from './tenant.dto.js';

/** What was deleted, when and by whom: all that is left of a tenant. */
@OperatorController('deleted-tenants', 'Tenants')
export class DeletedTenantsController {
  constructor(private readonly deletion: TenantDeletion) {}

  @Get()
  @Documented({
    does: 'Lists the tenants that were deleted, the latest first.',
    answers: { 200: DeletedTenantPageDto },
  })
  async list(@Query() { cursor, limit }: ListTenantsDto): Promise<DeletedTenantPageDto> {
    const tenants = await this.deletion.list(limit + 1, cursor);
    const { page, nextCursor } = cutPage(tenants, limit, ({ id }) => id);
    return { items: page.map(presentDeletedTenant), nextCursor };
  }

  @ApiExcludeEndpoint()
  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}
