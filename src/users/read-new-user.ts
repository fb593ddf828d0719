import { readResource, Tolerance } from '@flosum/scim-schema';
import { makeResourceId } from '../resources/index.js';
import type { WrittenResource } from '../resources/index.js';
import type { TenantContext } from '../tenants/index.js';

/**
 * A user from the body of a POST. Without `active` it is active, without `timezone` it gets the tenant's.
 *
 * @throws {@link ScimError} when the body does not fit.
 */
export function readNewUser({ settings, userType }: TenantContext, body: unknown): WrittenResource {
  const tolerance = new Tolerance(settings.dialect);
  const { schemas, ...attributes } = readResource(userType, body, tolerance);
  const defaults = { active: true, timezone: settings.defaultTimezone };
  const now = new Date();
  return {
    id: makeResourceId(),
    resource: { schemas, ...defaults, ...attributes },
    version: 1,
    createdAt: now,
    lastModified: now,
    deviations: tolerance.deviations,
  };
}
