import { Injectable } from '@nestjs/common';
import { TenantSchemas, TenantsService } from '../tenants/index.js';
import type { TenantContext } from '../tenants/index.js';

/** What the stores need to know of a tenant, for work that no token begins. */
@Injectable()
export class TenantContexts {
  constructor(
    private readonly tenants: TenantsService,
    private readonly schemas: TenantSchemas,
  ) {}

  /** @throws {@link TenantNotFoundError} when the tenant was deleted meanwhile. */
  async find(tenantId: string): Promise<TenantContext> {
    const { settings } = await this.tenants.find(tenantId);
    return { tenantId, settings, userType: await this.schemas.presentUserTypeOf(tenantId) };
  }
}
