import { Inject, Injectable } from '@nestjs/common';
import { toComparable } from '@flosum/scim-filter';
import {
  applyPatch,
  applyToList,
  partitionOperations,
  planList,
  prepareOperations,
  readOperations,
} from '@flosum/scim-patch';
import {
  deepEqual,
  GROUP_RESOURCE_TYPE,
  readReplacement,
  readResource,
  ResourceNotFoundError,
  ScimError,
  Tolerance,
  UniquenessError,
  VersionMismatchError,
} from '@flosum/scim-schema';
import type { Projection, ResourceType, ScimResource, StoredResource } from '@flosum/scim-schema';
import type { Author } from '../changes/index.js';
import { scimBaseUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import type { Database } from '../database/index.js';
import { CONFIG } from '../config.token.js';
import {
  compareAndSwap,
  createOneByOne,
  makeResourceId,
  nextState,
  settleRepeatedCreate,
  writeNew,
} from '../resources/index.js';
import type {
  ChangeRequest,
  RemoveRequest,
  ResourceSource,
  ResourceStore,
  WrittenResource,
} from '../resources/index.js';
import type { TenantContext } from '../tenants/index.js';
import { groupColumns } from './group-columns.js';
import { GroupMembers } from './group-members.js';
import { GroupProvisioningOffError } from './group-errors.js';
import { GroupsRepository } from './groups.repository.js';
import { describeGroupDeletion, describeGroupWrite } from './group-change.js';
import { MemberChanges, planOfList } from './member-changes.js';
import type { MemberRequest } from './member-changes.js';
import { MembershipsRepository } from './memberships.repository.js';

const TYPE = GROUP_RESOURCE_TYPE;

/** What a request makes of a group: its own attributes, and its members. */
interface NextGroup {
  readonly resource: ScimResource;
  readonly members: MemberRequest;
}

/** The groups of a tenant, as SCIM sees them. A tenant that has them switched off keeps them, and sees none. */
@Injectable()
export class GroupsService implements ResourceStore {
  private readonly source: ResourceSource;

  constructor(
    private readonly groups: GroupsRepository,
    private readonly memberships: MembershipsRepository,
    private readonly memberChanges: MemberChanges,
    private readonly members: GroupMembers,
    @Inject(CONFIG) config: Config,
  ) {
    this.source = { type: TYPE, table: 'groups', columns: groupColumns(scimBaseUrl(config)) };
  }

  /** The same on another database, such as one on which writes are only rehearsed. */
  static on(database: Database, config: Config): GroupsService {
    const memberships = new MembershipsRepository(database);
    const members = new GroupMembers(memberships, config);
    const memberChanges = new MemberChanges(memberships, members);
    return new GroupsService(new GroupsRepository(database), memberships, memberChanges, members, config);
  }

  typeOf(): ResourceType {
    return TYPE;
  }

  sourceOf({ settings }: TenantContext): ResourceSource | undefined {
    return settings.groupProvisioning ? this.source : undefined;
  }

  async create(tenant: TenantContext, author: Author, body: unknown): Promise<WrittenResource> {
    refuseWhenOff(tenant);
    const tolerance = new Tolerance(tenant.settings.dialect);
    const { members: sent, ...resource } = readResource(TYPE, body, tolerance);
    const now = new Date();
    const group: StoredResource = {
      id: makeResourceId(),
      resource: resource,
      version: 1,
      createdAt: now,
      lastModified: now,
    };
    const request = planOfList(sent);
    try {
      await writeNew(async () => {
        const members = await this.memberChanges.compute(tenant.tenantId, undefined, request);
        const change = describeGroupWrite(undefined, group, members);
        if (!(await this.groups.insert(tenant.tenantId, group, members.came, change, author))) return false;
        author.written?.push(change);
        return true;
      });
      return Object.assign(group, { deviations: tolerance.deviations });
    } catch (error) {
      if (!(error instanceof UniquenessError)) throw error;
      const existing = await this.settleTakenName(tenant, group.resource, request, error);
      return Object.assign(existing, { deviations: tolerance.deviations });
    }
  }

  async createMany(
    tenant: TenantContext,
    author: Author,
    bodies: readonly unknown[],
    maxErrors: number,
  ): Promise<readonly (WrittenResource | ScimError)[]> {
    return createOneByOne(bodies, maxErrors, (body) => this.create(tenant, author, body));
  }

  async find(tenant: TenantContext, id: string): Promise<StoredResource> {
    if (!tenant.settings.groupProvisioning) throw new ResourceNotFoundError(TYPE.name);
    return this.groups.find(tenant.tenantId, id);
  }

  async replace(tenant: TenantContext, request: ChangeRequest): Promise<WrittenResource> {
    return this.change(tenant, request, (tolerance) => (group) => {
      const { members, ...resource } = readReplacement(TYPE, group, request.body, tolerance);
      return { resource, members: planOfList(members) };
    });
  }

  async patch(tenant: TenantContext, request: ChangeRequest): Promise<WrittenResource> {
    return this.change(tenant, request, (tolerance) => {
      const operations = prepareOperations(TYPE, readOperations(request.body, tolerance), tolerance);
      const { about, others } = partitionOperations(operations, 'members');
      const members: MemberRequest =
        planList(about, tolerance) ?? ((current) => applyToList(about, current, tolerance));
      return (group) => ({ resource: applyPatch(TYPE, group, others, tolerance).resource, members });
    });
  }

  async remove(tenant: TenantContext, { author, id, condition }: RemoveRequest): Promise<void> {
    refuseWhenOff(tenant);
    const { tenantId } = tenant;
    const read = (): Promise<StoredResource> => this.groups.find(tenantId, id);
    await compareAndSwap(await read(), read, async (group) => {
      if (!condition(group.version)) throw new VersionMismatchError();
      const left = await this.memberships.listMembers(tenantId, id);
      const containing = await this.memberships.groupsWithMember(tenantId, { id, type: 'Group' });
      const change = describeGroupDeletion(group, left);
      if (!(await this.groups.remove(tenantId, group, change, containing, author))) return undefined;
      author.written?.push(change);
      return true;
    });
  }

  async complete<Resource extends StoredResource>(
    { tenantId }: TenantContext,
    resources: readonly Resource[],
    projection: Projection,
  ): Promise<readonly Resource[]> {
    return this.members.complete(tenantId, resources, projection);
  }

  /** @param prepare - Understands the body, once the group is known to be there; answers what makes the next state. */
  private async change(
    tenant: TenantContext,
    { author, id, condition }: ChangeRequest,
    prepare: (tolerance: Tolerance) => (group: ScimResource) => NextGroup,
  ): Promise<WrittenResource> {
    refuseWhenOff(tenant);
    const { tenantId, settings } = tenant;
    const tolerance = new Tolerance(settings.dialect);
    const read = (): Promise<StoredResource> => this.groups.find(tenantId, id);
    const first = await read();
    const compute = prepare(tolerance);
    const written = await compareAndSwap(first, read, async (group) => {
      if (!condition(group.version)) throw new VersionMismatchError();
      const { resource, members: request } = compute(group.resource);
      const members = await this.memberChanges.compute(tenantId, id, request);
      const isSame = deepEqual(group.resource, resource);
      if (isSame && members.came.length + members.left.length === 0) return group;
      const next = nextState(group, resource);
      const change = describeGroupWrite(group, next, members);
      if (!(await this.groups.update(tenantId, next, members, change, author))) return undefined;
      author.written?.push(change);
      return next;
    });
    return Object.assign(written, { deviations: tolerance.deviations });
  }

  private async settleTakenName(
    { tenantId, settings }: TenantContext,
    wanted: ScimResource,
    members: MemberRequest,
    error: UniquenessError,
  ): Promise<StoredResource> {
    const { displayName } = toComparable(TYPE, wanted);
    if (typeof displayName !== 'string') throw error;
    const existing = await this.groups.findByNameIfAny(tenantId, displayName);
    if (existing === undefined) throw error;
    const { came, left } = await this.memberChanges.compute(tenantId, existing.id, members);
    const isRepeated = came.length + left.length === 0;
    return settleRepeatedCreate(
      isRepeated ? settings : { ...settings, repeatedCreate: 'conflict' },
      'displayName',
      existing,
      wanted,
      { cause: error },
    );
  }
}

function refuseWhenOff({ settings }: TenantContext): void {
  if (!settings.groupProvisioning) throw new GroupProvisioningOffError();
}
