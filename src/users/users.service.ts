import { Inject, Injectable } from '@nestjs/common';
import { applyPatch, prepareOperations, readOperations } from '@flosum/scim-patch';
import {
  deepEqual,
  GROUP_RESOURCE_TYPE,
  readReplacement,
  readResource,
  ScimError,
  Tolerance,
  UniquenessError,
  USER_RESOURCE_TYPE,
  VersionMismatchError,
} from '@flosum/scim-schema';
import type { Projection, ResourceType, ScimResource, StoredResource } from '@flosum/scim-schema';
import type { Author } from '../changes/index.js';
import { scimBaseUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { GroupMembers, MembershipsRepository } from '../groups/index.js';
import {
  compareAndSwap,
  createOneByOne,
  makeResourceId,
  nextState,
  settleRepeatedCreate,
} from '../resources/index.js';
import type { ResourceSource, ResourceStore } from '../resources/index.js';
import type { VersionCondition, WrittenResource } from '../resources/index.js';
import type { TenantContext } from '../tenants/index.js';
import { describeUserDeletion, describeUserWrite } from './user-change.js';
import { userColumns } from './user-columns.js';
import type { UserEndpoints } from './user-columns.js';
import { deriveColumns } from './user-row.js';
import { UsersRepository } from './users.repository.js';

/** The users of a tenant, as SCIM sees them. */
@Injectable()
export class UsersService implements ResourceStore {
  private readonly endpoints: UserEndpoints;

  constructor(
    private readonly users: UsersRepository,
    private readonly memberships: MembershipsRepository,
    private readonly members: GroupMembers,
    @Inject(CONFIG) config: Config,
  ) {
    const base = scimBaseUrl(config);
    this.endpoints = {
      users: `${base}${USER_RESOURCE_TYPE.endpoint}`,
      groups: `${base}${GROUP_RESOURCE_TYPE.endpoint}`,
    };
  }

  typeOf({ userType }: TenantContext): ResourceType {
    return userType;
  }

  sourceOf({ userType, settings }: TenantContext): ResourceSource {
    return {
      type: userType,
      table: 'users',
      columns: userColumns(userType, this.endpoints, settings.groupProvisioning),
    };
  }

  async create(tenant: TenantContext, author: Author, body: unknown): Promise<WrittenResource> {
    const { tenantId, userType } = tenant;
    const user = readNewUser(tenant, body);
    try {
      await this.users.insert(
        tenantId,
        userType,
        [user],
        [describeUserWrite(userType, undefined, user)],
        author,
      );
      return user;
    } catch (error) {
      if (!(error instanceof UniquenessError && error.attribute === 'userName')) throw error;
      const existing = await this.users.findByNameIfAny(
        tenantId,
        deriveColumns(userType, user.resource).userNameKey,
      );
      if (existing === undefined) throw error;
      const { deviations } = user;
      const options = { cause: error };
      return {
        ...settleRepeatedCreate(tenant.settings, 'userName', existing, user.resource, options),
        deviations,
      };
    }
  }

  /** All in one statement, if none of them is refused; otherwise one by one, to know which is. */
  async createMany(
    tenant: TenantContext,
    author: Author,
    bodies: readonly unknown[],
    maxErrors: number,
  ): Promise<readonly (WrittenResource | ScimError)[]> {
    const { tenantId, userType } = tenant;
    try {
      const users = bodies.map((body) => readNewUser(tenant, body));
      const changes = users.map((user) => describeUserWrite(userType, undefined, user));
      await this.users.insert(tenantId, userType, users, changes, author);
      return users;
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      return createOneByOne(bodies, maxErrors, (body) => this.create(tenant, author, body));
    }
  }

  async find({ tenantId }: TenantContext, id: string): Promise<StoredResource> {
    return this.users.find(tenantId, id);
  }

  async replace(
    tenant: TenantContext,
    author: Author,
    id: string,
    body: unknown,
    condition: VersionCondition,
  ): Promise<WrittenResource> {
    const { userType, settings } = tenant;
    const tolerance = new Tolerance(settings.dialect);
    const first = await this.users.find(tenant.tenantId, id);
    const written = await this.change(tenant, author, first, condition, (user) => {
      const { schemas, ...attributes } = readReplacement(userType, user, body, tolerance);
      return { schemas, timezone: settings.defaultTimezone, ...attributes };
    });
    return { ...written, deviations: tolerance.deviations };
  }

  async patch(
    tenant: TenantContext,
    author: Author,
    id: string,
    body: unknown,
    condition: VersionCondition,
  ): Promise<WrittenResource> {
    const { userType, settings } = tenant;
    const tolerance = new Tolerance(settings.dialect);
    const first = await this.users.find(tenant.tenantId, id);
    const operations = prepareOperations(userType, readOperations(body, tolerance), tolerance);
    const written = await this.change(
      tenant,
      author,
      first,
      condition,
      (user) => applyPatch(userType, user, operations, tolerance).resource,
    );
    return { ...written, deviations: tolerance.deviations };
  }

  async remove(
    { tenantId, userType }: TenantContext,
    author: Author,
    id: string,
    condition: VersionCondition,
  ): Promise<void> {
    const read = (): Promise<StoredResource> => this.users.find(tenantId, id);
    await compareAndSwap(await read(), read, async (user) => {
      if (!condition(user.version)) throw new VersionMismatchError();
      const groups = await this.memberships.groupsWithMember(tenantId, { id, type: 'User' });
      const change = describeUserDeletion(userType, user);
      return (await this.users.remove(tenantId, userType, user, change, groups, author)) || undefined;
    });
  }

  async complete<Resource extends StoredResource>(
    { tenantId, settings }: TenantContext,
    resources: readonly Resource[],
    projection: Projection,
  ): Promise<readonly Resource[]> {
    return settings.groupProvisioning
      ? this.members.completeUsers(tenantId, resources, projection)
      : resources;
  }

  private async change(
    { tenantId, userType }: TenantContext,
    author: Author,
    first: StoredResource,
    condition: VersionCondition,
    compute: (user: ScimResource) => ScimResource,
  ): Promise<StoredResource> {
    const read = (): Promise<StoredResource> => this.users.find(tenantId, first.id);
    return compareAndSwap(first, read, async (user) => {
      if (!condition(user.version)) throw new VersionMismatchError();
      const resource = withActive(compute(user.resource));
      if (deepEqual(user.resource, resource)) return user;
      const next = nextState(user, resource);
      const change = describeUserWrite(userType, user, next);
      return (await this.users.update(tenantId, userType, next, change, author)) ? next : undefined;
    });
  }
}

/** A user from the body of a POST. Without `active` it is active, without `timezone` it gets the tenant's. */
function readNewUser({ settings, userType }: TenantContext, body: unknown): WrittenResource {
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

/** Whose `active` somebody has emptied is not let in, and everybody can see that. */
function withActive(resource: ScimResource): ScimResource {
  return resource.active === undefined ? { ...resource, active: false } : resource;
}
