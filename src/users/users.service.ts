import { Inject, Injectable } from '@nestjs/common';
import { applyPatch, prepareOperations, readOperations } from '@flosum/scim-patch';
import {
  deepEqual,
  GROUP_RESOURCE_TYPE,
  readReplacement,
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
import type { Database } from '../database/index.js';
import { GroupMembers, MembershipsRepository } from '../groups/index.js';
import { compareAndSwap, nextState, settleRepeatedCreate, writeNew } from '../resources/index.js';
import type {
  ChangeRequest,
  RemoveRequest,
  ResourceSource,
  ResourceStore,
  WrittenResource,
} from '../resources/index.js';
import type { TenantContext } from '../tenants/index.js';
import { createInHalves } from './create-in-halves.js';
import { readNewUser } from './read-new-user.js';
import { describeUserDeletion, describeUserWrite } from './user-change.js';
import { userColumns } from './user-columns.js';
import type { UserEndpoints } from './user-columns.js';
import { deriveColumns } from './user-row.js';
import { withActive } from './with-active.js';
import { UsersRepository } from './users.repository.js';
import { prepareUser } from './write-users.js';

/** The users of a tenant, as SCIM sees them. */
@Injectable()
export class UsersService implements ResourceStore {
  private readonly endpoints: UserEndpoints;
  private readonly sourcesWithGroups = new WeakMap<ResourceType, ResourceSource>();
  private readonly sourcesWithoutGroups = new WeakMap<ResourceType, ResourceSource>();

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

  /** The same on another database, such as one on which writes are only rehearsed. */
  static on(database: Database, config: Config): UsersService {
    const memberships = new MembershipsRepository(database);
    const members = new GroupMembers(memberships, config);
    return new UsersService(new UsersRepository(database), memberships, members, config);
  }

  typeOf({ userType }: TenantContext): ResourceType {
    return userType;
  }

  /** Made once for each type, of which a tenant keeps the same object: every list asks for it. */
  sourceOf({ userType, settings: { groupProvisioning } }: TenantContext): ResourceSource {
    const sources = groupProvisioning ? this.sourcesWithGroups : this.sourcesWithoutGroups;
    let source = sources.get(userType);
    if (source === undefined) {
      const columns = userColumns(userType, this.endpoints, groupProvisioning);
      source = { type: userType, table: 'users', columns };
      sources.set(userType, source);
    }
    return source;
  }

  async create(tenant: TenantContext, author: Author, body: unknown): Promise<WrittenResource> {
    return this.createNew(tenant, author, readNewUser(tenant, body));
  }

  async createMany(
    tenant: TenantContext,
    author: Author,
    bodies: readonly unknown[],
    maxErrors: number,
  ): Promise<readonly (WrittenResource | ScimError)[]> {
    return createInHalves(
      bodies.map((body) => readNewUserIfGood(tenant, body)),
      maxErrors,
      (users) => this.insert(tenant, author, users),
      (user) => this.createNew(tenant, author, user),
    );
  }

  async find({ tenantId }: TenantContext, id: string): Promise<StoredResource> {
    return this.users.find(tenantId, id);
  }

  async replace(tenant: TenantContext, request: ChangeRequest): Promise<WrittenResource> {
    const { userType, settings } = tenant;
    return this.change(tenant, request, (tolerance) => (user) => {
      const { schemas, ...attributes } = readReplacement(userType, user, request.body, tolerance);
      return { schemas, timezone: settings.defaultTimezone, ...attributes };
    });
  }

  async patch(tenant: TenantContext, request: ChangeRequest): Promise<WrittenResource> {
    const { userType } = tenant;
    return this.change(tenant, request, (tolerance) => {
      const operations = prepareOperations(userType, readOperations(request.body, tolerance), tolerance);
      return (user) => applyPatch(userType, user, operations, tolerance).resource;
    });
  }

  async remove(
    { tenantId, userType }: TenantContext,
    { author, id, condition }: RemoveRequest,
  ): Promise<void> {
    const read = (): Promise<StoredResource> => this.users.find(tenantId, id);
    await compareAndSwap(await read(), read, async (user) => {
      if (!condition(user.version)) throw new VersionMismatchError();
      const groups = await this.memberships.groupsWithMember(tenantId, { id, type: 'User' });
      const change = describeUserDeletion(userType, user);
      if (!(await this.users.remove(tenantId, userType, user, change, groups, author))) return undefined;
      author.written?.push(change);
      return true;
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

  private async createNew(
    tenant: TenantContext,
    author: Author,
    user: WrittenResource,
  ): Promise<WrittenResource> {
    try {
      await this.insert(tenant, author, [user]);
      return user;
    } catch (error) {
      if (!(error instanceof UniquenessError && error.attribute === 'userName')) throw error;
      const { userNameKey } = deriveColumns(tenant.userType, user.resource);
      const existing = await this.users.findByNameIfAny(tenant.tenantId, userNameKey);
      if (existing === undefined) throw error;
      const settled = settleRepeatedCreate(tenant.settings, 'userName', existing, user.resource, {
        cause: error,
      });
      return Object.assign(settled, { deviations: user.deviations });
    }
  }

  private async insert(
    { tenantId, userType }: TenantContext,
    author: Author,
    users: readonly StoredResource[],
  ): Promise<void> {
    const prepared = users.map((user) => prepareUser(userType, undefined, user));
    await writeNew(() => this.users.insert(tenantId, userType, prepared, author));
    author.written?.push(...prepared.map(({ change }) => change));
  }

  /** @param prepare - Understands the body, once the user is known to be there; answers what makes the next state. */
  private async change(
    { tenantId, userType, settings }: TenantContext,
    { author, id, condition }: ChangeRequest,
    prepare: (tolerance: Tolerance) => (user: ScimResource) => ScimResource,
  ): Promise<WrittenResource> {
    const tolerance = new Tolerance(settings.dialect);
    const read = (): Promise<StoredResource> => this.users.find(tenantId, id);
    const first = await read();
    const compute = prepare(tolerance);
    const written = await compareAndSwap(first, read, async (user) => {
      if (!condition(user.version)) throw new VersionMismatchError();
      const resource = withActive(compute(user.resource));
      if (deepEqual(user.resource, resource)) return user;
      const next = nextState(user, resource);
      const change = describeUserWrite(userType, user, next);
      if (!(await this.users.update(tenantId, userType, next, change, author))) return undefined;
      author.written?.push(change);
      return next;
    });
    return Object.assign(written, { deviations: tolerance.deviations });
  }
}

function readNewUserIfGood(tenant: TenantContext, body: unknown): WrittenResource | ScimError {
  try {
    return readNewUser(tenant, body);
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}
