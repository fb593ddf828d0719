import { Injectable } from '@nestjs/common';
import type { CheckedFilter } from '@flosum/scim-filter';
import { describeChanges } from '@flosum/scim-schema';
import type { StoredResource } from '@flosum/scim-schema';
import { presentChangeWithoutActor } from '../../administration/index.js';
import { ChangesRepository, HistoryNotFoundError, withoutHidden } from '../../changes/index.js';
import { MembershipsRepository } from '../../groups/index.js';
import { isResourceId, ResourceReader } from '../../resources/index.js';
import type { ListPage } from '../../resources/index.js';
import type { TenantContext } from '../../tenants/index.js';
import { UsersService } from '../../users/index.js';
import { TenantContexts } from '../tenant-contexts.js';
import type { Place } from '../paging/cursor.js';
import { ActorNames } from './actor-names.js';
import { readSearch, withActiveColumn } from './people-query.js';
import type { PeopleSearch } from './people-query.js';
import type { HistoryEntryDto, PersonDetailDto } from './person-detail.dto.js';
import type { PersonDto } from './person.dto.js';
import { presentPerson } from './present-person.js';

/** How many changes of a person are looked through for who set an attribute. */
const LATEST = 1_000;

/** People that one statement of an export reads. */
const EXPORT_PAGE = 500;

/** A page of people, with the place behind which the next one begins. */
export interface FoundPeople {
  readonly people: readonly PersonDto[];
  readonly next: Place | undefined;
  readonly total: number;
}

/** The people of a tenant, as an admin sees them. */
@Injectable()
export class People {
  constructor(
    private readonly contexts: TenantContexts,
    private readonly users: UsersService,
    private readonly reader: ResourceReader,
    private readonly changes: ChangesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly names: ActorNames,
  ) {}

  /**
   * @param match - How a plain word fits.
   * @throws {@link InvalidFilterError} or {@link TooManyError}
   */
  async search(
    tenantId: string,
    search: PeopleSearch,
    match: 'sw' | 'eq',
    { limit, after }: { readonly limit: number; readonly after: Place | undefined },
  ): Promise<FoundPeople> {
    const tenant = await this.contexts.find(tenantId);
    const filter = readSearch(tenant.userType, search, match);
    const page = await this.read(tenant, filter, limit, after);
    const { resources, totalResults: total, next } = page;
    return { people: await this.present(tenantId, resources), total, next: next && { id: next.id, total } };
  }

  /** All people that a search finds, some at a time. */
  async *all(
    tenantId: string,
    search: PeopleSearch,
    match: 'sw' | 'eq',
  ): AsyncGenerator<readonly PersonDto[], void> {
    const tenant = await this.contexts.find(tenantId);
    const filter = readSearch(tenant.userType, search, match);
    let after: Place | undefined = { id: '00000000-0000-0000-0000-000000000000', total: 0 };
    while (after !== undefined) {
      const { resources, next }: ListPage = await this.read(tenant, filter, EXPORT_PAGE, after);
      yield await this.present(tenantId, resources);
      after = next && { id: next.id, total: 0 };
    }
  }

  /** @throws {@link ResourceNotFoundError} */
  async find(tenantId: string, id: string): Promise<PersonDetailDto> {
    const tenant = await this.contexts.find(tenantId);
    const stored = await this.users.find(tenant, id);
    const sources = await this.changes.findSources(tenantId, tenant.userType.name, id, LATEST);
    const last = await this.changes.findLastActors(tenantId, [id]);
    const lastActor = last.get(id);
    const known = await this.names.find(tenantId, [...sources.map(({ actor }) => actor), ...last.values()]);
    const groups = tenant.settings.groupProvisioning
      ? await this.memberships.groupsOfUsers(tenantId, [id])
      : [];
    const bySource = new Map(sources.map((source) => [source.path, source]));
    return {
      ...presentPerson(stored, known.managerOf(lastActor)),
      created: stored.createdAt.toISOString(),
      version: stored.version,
      resource: withoutHidden(tenant.userType, stored.resource),
      attributes: describeChanges(tenant.userType, undefined, stored.resource).map(({ path, after }) => {
        const source = bySource.get(path);
        return {
          path,
          value: after ?? null,
          source: source
            ? {
                actor: known.name(source.actor),
                at: source.at.toISOString(),
                changeId: source.changeId,
                requestId: source.requestId,
              }
            : null,
        };
      }),
      groups: groups.map(({ groupId, display, direct }) => ({ id: groupId, display, direct })),
    };
  }

  /**
   * @param before - The version behind which the page begins.
   * @throws {@link HistoryNotFoundError}
   */
  async history(
    tenantId: string,
    id: string,
    limit: number,
    before?: number,
  ): Promise<readonly HistoryEntryDto[]> {
    const changes = isResourceId(id)
      ? await this.changes.listOfResource(tenantId, 'User', id, limit, before)
      : [];
    if (changes.length === 0 && before === undefined) throw new HistoryNotFoundError('User');
    const known = await this.names.find(
      tenantId,
      changes.map(({ actor }) => actor),
    );
    return changes.map((change) => ({
      ...presentChangeWithoutActor(change),
      actor: known.name(change.actor),
    }));
  }

  /** A person as lists show one. */
  async presentOne(tenantId: string, stored: StoredResource): Promise<PersonDto> {
    const [person] = await this.present(tenantId, [stored]);
    return person ?? presentPerson(stored, null);
  }

  private async read(
    tenant: TenantContext,
    filter: CheckedFilter | undefined,
    limit: number,
    after: Place | undefined,
  ): Promise<ListPage> {
    const source = withActiveColumn(this.users.sourceOf(tenant));
    const parts = [{ source, ...(filter && { filter }) }];
    const query = { parts, limit, ...(after && { after: { key: null, id: after.id } }) };
    return this.reader.list(tenant.tenantId, query, after?.total);
  }

  private async present(
    tenantId: string,
    resources: readonly StoredResource[],
  ): Promise<readonly PersonDto[]> {
    const last = await this.changes.findLastActors(
      tenantId,
      resources.map(({ id }) => id),
    );
    const known = await this.names.find(tenantId, [...last.values()]);
    return resources.map((stored) => presentPerson(stored, known.managerOf(last.get(stored.id))));
  }
}
