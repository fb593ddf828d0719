import type { KnownCredential } from '../tenants/index.js';
import { ProvisioningOffError, TenantBeingDeletedError, TenantSuspendedError } from './auth-errors.js';

/**
 * Refuses a tenant that takes no requests.
 *
 * @throws {@link TenantSuspendedError}, {@link TenantBeingDeletedError} or {@link ProvisioningOffError}
 */
export function refuseClosedTenant({
  tenantStatus,
  settings,
}: Pick<KnownCredential, 'tenantStatus' | 'settings'>): void {
  if (tenantStatus === 'suspended') throw new TenantSuspendedError();
  if (tenantStatus === 'deleting') throw new TenantBeingDeletedError();
  if (settings.provisioning === 'off') throw new ProvisioningOffError();
}
