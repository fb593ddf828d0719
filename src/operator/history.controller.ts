import { All, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { validate as isUuid } from 'uuid';
import { cutPage } from '../administration/index.js';
import { ChangesRepository, HistoryNotFoundError } from '../changes/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import { ChangePageDto, ListHistoryDto, presentChange } from './history.dto.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';

/** What happened to one user or group, newest first; also when it is deleted by now. */
@OperatorController('tenants/:tenant', 'History')
export class HistoryController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly changes: ChangesRepository,
  ) {}

  @Get('users/:id/history')
  @Documented({
    does: 'Lists what happened to a user, newest first, also when it is deleted by now.',
    answers: { 200: ChangePageDto },
    fails: [404],
  })
  async ofUser(
    @Param('tenant') idOrSlug: string,
    @Param('id') id: string,
    @Query() query: ListHistoryDto,
  ): Promise<ChangePageDto> {
    return this.list(idOrSlug, 'User', id, query);
  }

  @Get('groups/:id/history')
  @Documented({
    does: 'Lists what happened to a group, newest first, also when it is deleted by now.',
    answers: { 200: ChangePageDto },
    fails: [404],
  })
  async ofGroup(
    @Param('tenant') idOrSlug: string,
    @Param('id') id: string,
    @Query() query: ListHistoryDto,
  ): Promise<ChangePageDto> {
    return this.list(idOrSlug, 'Group', id, query);
  }

  @ApiExcludeEndpoint()
  @All(['users/:id/history', 'groups/:id/history'])
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }

  private async list(
    idOrSlug: string,
    resourceType: string,
    resourceId: string,
    { cursor, limit }: ListHistoryDto,
  ): Promise<ChangePageDto> {
    const { id: tenantId } = await this.tenants.find(idOrSlug);
    const changes = isUuid(resourceId)
      ? await this.changes.listOfResource(tenantId, resourceType, resourceId, limit + 1, cursor)
      : [];
    if (changes.length === 0 && cursor === undefined) throw new HistoryNotFoundError(resourceType);
    const { page, nextCursor } = cutPage(changes, limit, ({ version }) => String(version));
    return { items: page.map(presentChange), nextCursor };
  }
}
