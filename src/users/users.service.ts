import { Injectable } from '@nestjs/common';
import { applyPatch, deepEqual, prepareOperations, readOperations } from '@flosum/scim-patch';
import {
  readResource,
  ResourceNotFoundError,
  USER_RESOURCE_TYPE,
  VersionMismatchError,
} from '@flosum/scim-schema';
import type { ScimResource, StoredResource } from '@flosum/scim-schema';
import type { TenantSettings } from '../tenants/index.js';
import { UsersRepository } from './users.repository.js';
import type { UserPage } from './users.repository.js';
import type { UserQuery } from './user-query.js';

/** How often a change is computed anew because another one was faster. */
const MAX_ATTEMPTS = 50;

/** Too many changes of one user at the same moment. */
export class BusyResourceError extends Error {
  constructor() {
    super('Other changes of the same resource were faster, time and again.');
    this.name = 'BusyResourceError';
  }
}

/** The users of a tenant, as SCIM sees them. */
@Injectable()
export class UsersService {
  constructor(private readonly users: UsersRepository) {}

  /**
   * Creates a user from the body of a POST. Without `active` it is active, without `timezone` it gets the tenant's.
   *
   * @throws {@link ScimError} when the body is no user, or the userName is taken.
   */
  async create(tenantId: string, settings: TenantSettings, body: unknown): Promise<StoredResource> {
    const { schemas, ...attributes } = readResource(USER_RESOURCE_TYPE, body);
    const defaults = { active: true, timezone: settings.defaultTimezone };
    return this.users.insert(tenantId, { schemas, ...defaults, ...attributes });
  }

  /** @throws {@link ResourceNotFoundError} */
  async find(tenantId: string, id: string): Promise<StoredResource> {
    return this.users.find(tenantId, id);
  }

  /**
   * @param knownTotal - As for the repository.
   * @throws {@link TooManyError}
   */
  async list(tenantId: string, query: UserQuery, knownTotal?: number): Promise<UserPage> {
    return this.users.list(tenantId, query, knownTotal);
  }

  /**
   * Applies the body of a PATCH, all of it or nothing. What changes nothing leaves version and `lastModified` alone.
   *
   * The next state is computed without a lock and written only if the user still is what it was computed from;
   * otherwise it is computed again.
   *
   * @param ifMatch - Tells whether the caller wants to change this version.
   * @throws {@link ScimError} when the operations cannot be applied, the user is gone, or has another version.
   */
  async patch(
    tenantId: string,
    id: string,
    body: unknown,
    ifMatch: (version: number) => boolean,
  ): Promise<StoredResource> {
    const before = await this.users.find(tenantId, id);
    const prepared = prepareOperations(USER_RESOURCE_TYPE, readOperations(body));
    for (let user = before, attempt = 1; ; attempt += 1) {
      if (!ifMatch(user.version)) throw new VersionMismatchError();
      const { resource: patched } = applyPatch(USER_RESOURCE_TYPE, user.resource, prepared);
      const resource = withActive(patched);
      if (deepEqual(user.resource, resource)) return user;
      const written = await this.users.replace(tenantId, user, resource);
      if (written !== undefined) return written;
      if (attempt === MAX_ATTEMPTS) throw new BusyResourceError();
      user = await this.users.find(tenantId, id);
    }
  }

  /**
   * Deletes a user for good.
   *
   * @param ifMatch - As for `patch`; `undefined` when the caller takes any version.
   * @throws {@link ResourceNotFoundError} or {@link VersionMismatchError}
   */
  async remove(tenantId: string, id: string, ifMatch?: (version: number) => boolean): Promise<void> {
    if (ifMatch === undefined) {
      if (!(await this.users.remove(tenantId, id))) throw new ResourceNotFoundError('User');
      return;
    }
    const { version } = await this.users.find(tenantId, id);
    if (!ifMatch(version) || !(await this.users.remove(tenantId, id, version)))
      throw new VersionMismatchError();
  }
}

/** Whose `active` somebody has emptied is not let in, and everybody can see that. */
function withActive(resource: ScimResource): ScimResource {
  return resource.active === undefined ? { ...resource, active: false } : resource;
}
