import fc from 'fast-check';
import type { CheckedFilter } from '@flosum/scim-filter';
import { DEFAULT_PROJECTION, GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type {
  JsonObject,
  ResolvedAttribute,
  ResourceType,
  ScimResource,
  StoredResource,
} from '@flosum/scim-schema';
import { SYSTEM } from '../../src/audit/index.js';
import type { Author } from '../../src/changes/index.js';
import { GroupsRepository } from '../../src/groups/groups.repository.js';
import type { Member } from '../../src/groups/membership.js';
import { makeResourceId, ResourceReader } from '../../src/resources/index.js';
import type { ListPage, ResourceQuery, ResourceStore } from '../../src/resources/index.js';
import { ResourcePresenter } from '../../src/scim/resource-presenter.js';
import { TenantsService } from '../../src/tenants/index.js';
import type { TenantContext } from '../../src/tenants/index.js';
import { describeUserWrite } from '../../src/users/user-change.js';
import { UsersRepository } from '../../src/users/users.repository.js';
import { prepareUser } from '../../src/users/write-users.js';
import { RunningApp } from '../harness/running-app.js';
import { resources } from './arbitrary-resource.js';
import { SEED } from './fuzz-settings.js';

/** How many users there are, and how many groups. */
export const COUNT = 40;

const AUTHOR: Author = { actor: { type: 'system' }, requestId: 'test' };

export interface Order {
  readonly attribute: ResolvedAttribute;
  readonly order: 'ascending' | 'descending';
}

export type Part = Omit<ResourceQuery, 'parts'> & { readonly filter?: CheckedFilter; readonly sort?: Order };

/** Users, and groups that have them and each other as members, in two tenants alike. */
export class SampleDirectory {
  private constructor(
    readonly app: RunningApp,
    readonly tenant: TenantContext,
  ) {}

  static async make(): Promise<SampleDirectory> {
    const app = await RunningApp.start();
    const [tenant] = [await contextOf(app, 'one'), await contextOf(app, 'two')];
    const directory = new SampleDirectory(app, tenant);
    const sample = (type: ResourceType) =>
      fc.sample(resources(type, COUNT), { seed: SEED, numRuns: 1 })[0] ?? [];
    const [users, groups] = [sample(USER_RESOURCE_TYPE), sample(GROUP_RESOURCE_TYPE)];
    for (const { tenantId } of [tenant, await contextOf(app, 'two')]) {
      await directory.fill(tenantId, users, groups);
    }
    await spreadTimes(app);
    return directory;
  }

  private async fill(
    tenantId: string,
    users: readonly ScimResource[],
    groups: readonly ScimResource[],
  ): Promise<void> {
    const { nest } = this.app.app;
    const members: Member[] = [];
    for (const { groups: _groups, ...resource } of users) {
      const user = stored(resource);
      const prepared = prepareUser(USER_RESOURCE_TYPE, undefined, user);
      await nest.get(UsersRepository).insert(tenantId, USER_RESOURCE_TYPE, [prepared], AUTHOR);
      members.push({ id: user.id, type: 'User' });
    }
    for (const [index, { members: _members, ...resource }] of groups.entries()) {
      const group = stored(resource);
      const change = { ...describeUserWrite(USER_RESOURCE_TYPE, undefined, group), resourceType: 'Group' };
      const own = members.filter((_member, place) => (place * 7) % (index + 2) === 1).slice(0, index % 5);
      await nest.get(GroupsRepository).insert(tenantId, group, own, change, AUTHOR);
      members.push({ id: group.id, type: 'Group' });
    }
  }

  async list(store: ResourceStore, { filter, sort, ...page }: Part): Promise<ListPage> {
    const source = store.sourceOf(this.tenant);
    if (source === undefined) throw new Error('The type is switched off.');
    const part = { source, ...(filter && { filter }), ...(sort && { sortAttribute: sort.attribute }) };
    const query = { parts: [part], ...(sort && { order: sort.order }), ...page };
    return this.app.app.nest.get(ResourceReader).list(this.tenant.tenantId, query);
  }

  async bodiesOf(store: ResourceStore): Promise<readonly JsonObject[]> {
    const { resources: found } = await this.list(store, { limit: 100 });
    const completed = await store.complete(this.tenant, found, DEFAULT_PROJECTION);
    const presenter = this.app.app.nest.get(ResourcePresenter);
    return completed.map((one) => {
      return JSON.parse(
        presenter.presentBody(store.typeOf(this.tenant), one, DEFAULT_PROJECTION),
      ) as JsonObject;
    });
  }
}

async function contextOf(app: RunningApp, slug: string): Promise<TenantContext> {
  const tenants = app.app.nest.get(TenantsService);
  const { id, settings } = await tenants
    .find(slug)
    .catch(() => tenants.create(SYSTEM, slug, slug, { groupProvisioning: true }));
  return { tenantId: id, settings, userType: USER_RESOURCE_TYPE };
}

function stored(resource: ScimResource): StoredResource {
  const now = new Date();
  return { id: makeResourceId(), resource, version: 1, createdAt: now, lastModified: now };
}

/** Instants and versions that differ from one to the next, some of them twice, in both tenants alike. */
async function spreadTimes(app: RunningApp): Promise<void> {
  for (const table of ['users', 'groups']) {
    await app.owner.query(
      `with numbered as (
         select tenant_id, id, row_number() over (partition by tenant_id order by id)::int as n from ${table}
       )
       update ${table} set version = 1 + n % 12,
         created_at = timestamptz '2026-01-31T23:59:58Z' + n / 2 * interval '333 milliseconds',
         last_modified = timestamptz '2026-02-28T23:59:58Z' + n * 7 % 30 * interval '1 millisecond'
       from numbered where ${table}.tenant_id = numbered.tenant_id and ${table}.id = numbered.id`,
      [],
    );
  }
}
