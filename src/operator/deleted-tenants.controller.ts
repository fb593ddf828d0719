import { All, Get, Query } from '@nestjs/common';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantDeletion } from '../tenants/index.js';
import type { DeletedTenant } from '../tenants/index.js';
import { OperatorController } from './operator-controller.js';
import { ListTenantsDto } from './tenant.dto.js';

/** What was deleted, when and by whom: all that is left of a tenant. */
@OperatorController('deleted-tenants')
export class DeletedTenantsController {
  constructor(private readonly deletion: TenantDeletion) {}

  @Get()
  async list(@Query() { cursor, limit }: ListTenantsDto): Promise<object> {
    const tenants = await this.deletion.list(limit + 1, cursor);
    const page = tenants.slice(0, limit);
    return {
      items: page.map(present),
      nextCursor: tenants.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}

function present(tenant: DeletedTenant): object {
  const { id, slug, deletedAt, actorType: type, actorName: name, address, requestId, rows } = tenant;
  return { id, slug, deletedAt: deletedAt.toISOString(), actor: { type, name }, address, requestId, rows };
}
