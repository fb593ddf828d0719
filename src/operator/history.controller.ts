import { Get, Param, Query } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { ChangesRepository, HistoryNotFoundError } from '../changes/index.js';
import { TenantsService } from '../tenants/index.js';
import { ListHistoryDto, presentChange } from './history.dto.js';
import { OperatorController } from './operator-controller.js';

/** What happened to one user or group, newest first; also when it is deleted by now. */
@OperatorController('tenants/:tenant')
export class HistoryController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly changes: ChangesRepository,
  ) {}

  @Get('users/:id/history')
  async ofUser(
    @Param('tenant') idOrSlug: string,
    @Param('id') id: string,
    @Query() query: ListHistoryDto,
  ): Promise<object> {
    return this.list(idOrSlug, 'User', id, query);
  }

  @Get('groups/:id/history')
  async ofGroup(
    @Param('tenant') idOrSlug: string,
    @Param('id') id: string,
    @Query() query: ListHistoryDto,
  ): Promise<object> {
    return this.list(idOrSlug, 'Group', id, query);
  }

  private async list(
    idOrSlug: string,
    resourceType: string,
    resourceId: string,
    { cursor, limit }: ListHistoryDto,
  ): Promise<object> {
    const { id: tenantId } = await this.tenants.find(idOrSlug);
    const changes = isUuid(resourceId)
      ? await this.changes.listOfResource(tenantId, resourceType, resourceId, limit + 1, cursor)
      : [];
    if (changes.length === 0 && cursor === undefined) throw new HistoryNotFoundError(resourceType);
    const page = changes.slice(0, limit);
    const last = changes.length > limit ? page.at(-1) : undefined;
    return { items: page.map(presentChange), nextCursor: last === undefined ? null : String(last.version) };
  }
}
