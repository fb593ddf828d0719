import { Inject, Injectable } from '@nestjs/common';
import type { ResourceType } from '@flosum/scim-schema';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { ResourceReader } from '../resources/index.js';
import type { ListPage, ListPosition, ResourceQuery, ResourceStore } from '../resources/index.js';
import type { TenantContext } from '../tenants/index.js';
import { Cursors } from './cursor.js';
import type { CursorContext } from './cursor.js';
import { checkListRequest } from './list-request.js';
import type { ListParameters, ListRequest } from './list-request.js';
import { ResourcePresenter } from './resource-presenter.js';
import type { ScimAnswer } from './scim-answer.js';

/** Lists of resources: the same answer for a GET, a search, and a query of the root, by index and by cursor. */
@Injectable()
export class ResourceLists {
  private readonly cursors: Cursors;

  constructor(
    private readonly reader: ResourceReader,
    private readonly presenter: ResourcePresenter,
    @Inject(CONFIG) { tokenPepper }: Config,
  ) {
    this.cursors = new Cursors(tokenPepper);
  }

  /**
   * @param stores - Where to look: one, or for a query of the root all of them. One that the tenant has switched off
   *   holds nothing.
   * @throws {@link ScimError} for parameters that do not fit.
   */
  async list(
    tenant: TenantContext,
    stores: readonly ResourceStore[],
    parameters: ListParameters,
  ): Promise<ScimAnswer> {
    const open = stores.filter((store) => store.sourceOf(tenant) !== undefined);
    const asked = open.length === 0 ? stores : open;
    const types = asked.map((store) => store.typeOf(tenant));
    const request = checkListRequest(types, parameters);
    const { paging } = request;
    if ('cursor' in paging) return this.listByCursor(tenant, asked, request, paging.cursor);
    const { startIndex } = paging;
    const page = await this.read(tenant, queryOf(tenant, asked, request, startIndex - 1));
    return this.presenter.presentPage(page, await this.present(tenant, asked, request, page), {
      startIndex,
    });
  }

  private async listByCursor(
    tenant: TenantContext,
    stores: readonly ResourceStore[],
    request: ListRequest,
    cursor: string,
  ): Promise<ScimAnswer> {
    const context: CursorContext = { tenantId: tenant.tenantId, query: request.text, count: request.count };
    const place = cursor === '' ? undefined : this.cursors.read(cursor, context);
    const page = await this.read(tenant, queryOf(tenant, stores, request, undefined, place), place?.total);
    const nextCursor = page.next && this.cursors.make({ ...page.next, total: page.totalResults }, context);
    return this.presenter.presentPage(page, await this.present(tenant, stores, request, page), {
      ...(nextCursor && { nextCursor }),
    });
  }

  /** @param query - `undefined` when the tenant has everything switched off that was asked for. */
  private async read(
    { tenantId }: TenantContext,
    query: ResourceQuery | undefined,
    knownTotal?: number,
  ): Promise<ListPage> {
    if (query === undefined) return { totalResults: 0, resources: [] };
    return this.reader.list(tenantId, query, knownTotal);
  }

  private async present(
    tenant: TenantContext,
    stores: readonly ResourceStore[],
    { parts }: ListRequest,
    { resources }: ListPage,
  ): Promise<readonly string[]> {
    const presented = new Map<ResourceType, Iterator<string>>();
    for (const [index, store] of stores.entries()) {
      const part = parts[index];
      if (part === undefined) continue;
      const { type, projection } = part;
      const own = resources.filter((resource) => resource.type === type);
      const completed = await store.complete(tenant, own, projection);
      const bodies = completed.map((stored) => this.presenter.presentBody(type, stored, projection));
      presented.set(type, bodies.values());
    }
    return resources.flatMap(({ type }) => {
      const next = presented.get(type)?.next();
      return next === undefined || next.done === true ? [] : [next.value];
    });
  }
}

/** @returns `undefined` when the tenant has everything switched off that was asked for. */
function queryOf(
  tenant: TenantContext,
  stores: readonly ResourceStore[],
  { parts, order, count }: ListRequest,
  offset: number | undefined,
  after?: ListPosition,
): ResourceQuery | undefined {
  const asked = stores.flatMap((store, index) => {
    const source = store.sourceOf(tenant);
    const part = parts[index];
    if (source === undefined) return [];
    return [{ source, filter: part?.filter, sortAttribute: part?.sortAttribute }];
  });
  return asked.length === 0 ? undefined : { parts: asked, order, limit: count, offset, after };
}
