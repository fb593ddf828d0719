import type { EntityManager } from 'typeorm';
import { TenantNotFoundError } from './tenant-errors.js';
import { TenantEntity } from './tenant.entity.js';

/**
 * Makes whoever decides something about a tenant wait for whoever is deciding now. Rows that refer to the tenant are
 * written meanwhile: the lock does not touch its key.
 *
 * @throws {@link TenantNotFoundError} when it was deleted meanwhile.
 */
export async function lockTenant(manager: EntityManager, id: string): Promise<TenantEntity> {
  const tenant = await manager.findOne(TenantEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (tenant === null) throw new TenantNotFoundError();
  return tenant;
}
