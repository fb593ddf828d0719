import { Get, Param, Query } from '@nestjs/common';
import { checkFilter, parseFilter } from '@flosum/scim-filter';
import type { StoredResource } from '@flosum/scim-schema';
import { cutPage } from '../../administration/index.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { GroupsService, MembershipsRepository } from '../../groups/index.js';
import { ResourceReader } from '../../resources/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { maskText, seesPeople } from '../masking.js';
import { makeCursor, readCursor } from '../paging/cursor.js';
import { PageDto } from '../paging/page.dto.js';
import { TenantContexts } from '../tenant-contexts.js';
import { GroupDto, GroupPageDto, MemberPageDto, SearchGroupsDto } from './group.dto.js';

/** The groups of the tenant; none where group provisioning is off. */
@ConsoleController('groups', 'Groups')
export class ConsoleGroupsController {
  constructor(
    private readonly contexts: TenantContexts,
    private readonly groups: GroupsService,
    private readonly memberships: MembershipsRepository,
    private readonly reader: ResourceReader,
  ) {}

  @Get()
  @DocumentedConsole({
    does: 'Lists the groups, or those whose name begins like this.',
    answers: { 200: GroupPageDto },
  })
  async list(
    @SignedIn() { tenant }: ConsoleSession,
    @Query() { q = '', cursor, limit }: SearchGroupsDto,
  ): Promise<GroupPageDto> {
    const source = this.groups.sourceOf(await this.contexts.find(tenant.id));
    const place = readCursor(cursor);
    if (source === undefined) return { items: [], nextCursor: null };
    const text = `displayName sw ${JSON.stringify(q.trim())}`;
    const filter = q.trim() === '' ? undefined : checkFilter(parseFilter(text), source.type);
    const parts = [{ source, ...(filter && { filter }) }];
    const after = place && { after: { key: null, id: place.id } };
    const page = await this.reader.list(tenant.id, { parts, limit, ...after }, place?.total);
    const next = page.next && makeCursor({ id: page.next.id, total: page.totalResults });
    return { items: await this.present(tenant.id, page.resources), nextCursor: next ?? null };
  }

  @Get(':id')
  @DocumentedConsole({ does: 'Shows a group.', answers: { 200: GroupDto }, fails: [404] })
  async find(@SignedIn() { tenant }: ConsoleSession, @Param('id') id: string): Promise<GroupDto> {
    const stored = await this.groups.find(await this.contexts.find(tenant.id), id);
    const [group] = await this.present(tenant.id, [stored]);
    if (group === undefined) throw new Error('A group that was found is presented.');
    return group;
  }

  @Get(':id/members')
  @DocumentedConsole({
    does: 'Lists who belongs to a group itself.',
    answers: { 200: MemberPageDto },
    fails: [404],
  })
  async members(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Param('id') id: string,
    @Query() { cursor, limit }: PageDto,
  ): Promise<MemberPageDto> {
    await this.groups.find(await this.contexts.find(tenant.id), id);
    const place = readCursor(cursor);
    const members = await this.memberships.pageOfMembers(tenant.id, id, limit + 1, place?.id);
    const { page, nextCursor } = cutPage(members, limit, (last) => makeCursor({ id: last.id, total: 0 }));
    return {
      items: page.map((member) => ({
        id: member.id,
        name:
          member.type === 'User' && !seesPeople(role) && member.display !== null
            ? maskText(member.display)
            : member.display,
        type: member.type,
      })),
      nextCursor,
    };
  }

  private async present(tenantId: string, groups: readonly StoredResource[]): Promise<readonly GroupDto[]> {
    const counts = await this.memberships.countEach(
      tenantId,
      groups.map(({ id }) => id),
    );
    return groups.map(({ id, resource, lastModified }) => ({
      id,
      displayName: typeof resource.displayName === 'string' ? resource.displayName : '',
      externalId: typeof resource.externalId === 'string' ? resource.externalId : null,
      memberCount: counts.get(id) ?? 0,
      lastModified: lastModified.toISOString(),
    }));
  }
}
