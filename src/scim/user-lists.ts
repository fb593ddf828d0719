import { Inject, Injectable } from '@nestjs/common';
import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { UsersService } from '../users/index.js';
import { Cursors } from './cursor.js';
import type { CursorContext } from './cursor.js';
import { checkListRequest } from './list-request.js';
import type { ListParameters, ListRequest } from './list-request.js';
import { ResourcePresenter } from './resource-presenter.js';
import type { ScimAnswer } from './scim-response.interceptor.js';

/** Lists of users: the same answer for a GET, a search, and a query of the root, by index and by cursor. */
@Injectable()
export class UserLists {
  private readonly cursors: Cursors;

  constructor(
    private readonly users: UsersService,
    private readonly presenter: ResourcePresenter,
    @Inject(CONFIG) { tokenPepper }: Config,
  ) {
    this.cursors = new Cursors(tokenPepper);
  }

  /** @throws {@link ScimError} for parameters that do not fit. */
  async list(tenantId: string, parameters: ListParameters): Promise<ScimAnswer> {
    const request = checkListRequest(USER_RESOURCE_TYPE, parameters);
    const { paging, projection, count } = request;
    if ('cursor' in paging) return this.listByCursor(tenantId, request, paging.cursor);
    const page = await this.users.list(tenantId, { ...request, limit: count, offset: paging.startIndex - 1 });
    return this.presenter.presentPage(USER_RESOURCE_TYPE, page, projection, {
      startIndex: paging.startIndex,
    });
  }

  private async listByCursor(tenantId: string, request: ListRequest, cursor: string): Promise<ScimAnswer> {
    const { count, projection, text } = request;
    const context: CursorContext = { tenantId, query: text, count };
    const place = cursor === '' ? undefined : this.cursors.read(cursor, context);
    const query = { ...request, limit: count, ...(place && { after: place }) };
    const page = await this.users.list(tenantId, query, place?.total);
    const nextCursor = page.next && this.cursors.make({ ...page.next, total: page.totalResults }, context);
    return this.presenter.presentPage(USER_RESOURCE_TYPE, page, projection, {
      ...(nextCursor && { nextCursor }),
    });
  }
}
