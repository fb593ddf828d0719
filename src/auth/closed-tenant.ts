import type { TenantStatus } from '../tenants/index.js';
import { TenantBeingDeletedError, TenantSuspendedError } from './auth-errors.js';

/** @throws {@link TenantSuspendedError} or {@link TenantBeingDeletedError} for a tenant that takes no requests. */
export function refuseClosedTenant(status: TenantStatus): void {
  if (status === 'suspended') throw new TenantSuspendedError();
  if (status === 'deleting') throw new TenantBeingDeletedError();
}
