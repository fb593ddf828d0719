import { All, Body, HttpCode, Post } from '@nestjs/common';
import { GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { CallingTenant, RequestLimits } from '../../auth/index.js';
import type { TenantPrincipal } from '../../auth/index.js';
import { GroupsService } from '../../groups/index.js';
import { BodyLimit, MethodNotAllowedError } from '../../http/index.js';
import type { ResourceStore } from '../../resources/index.js';
import { UsersService } from '../../users/index.js';
import { errorBody } from '../error-body.js';
import { ScimController } from '../scim-controller.js';
import type { ScimAnswer } from '../scim-answer.js';
import { ScimUrls } from '../scim-urls.js';
import { MAX_BULK_BYTES } from './bulk-limits.js';
import { presentBulkResults } from './present-bulk-results.js';
import { readBulkRequest } from './read-bulk-request.js';
import { runBulk } from './run-bulk.js';
import { StoreExecutor } from './store-executor.js';

/** `/Bulk`: many operations in one request (RFC 7644 section 3.7). */
@ScimController('/Bulk')
export class BulkController {
  private readonly stores: ReadonlyMap<string, ResourceStore>;

  constructor(
    users: UsersService,
    groups: GroupsService,
    private readonly urls: ScimUrls,
    private readonly limits: RequestLimits,
  ) {
    this.stores = new Map<string, ResourceStore>([
      [USER_RESOURCE_TYPE.endpoint.slice(1), users],
      [GROUP_RESOURCE_TYPE.endpoint.slice(1), groups],
    ]);
  }

  @Post()
  @HttpCode(200)
  @BodyLimit(MAX_BULK_BYTES)
  async run(@CallingTenant() caller: TenantPrincipal, @Body() body: unknown): Promise<ScimAnswer> {
    const request = readBulkRequest(body, [...this.stores.keys()]);
    // The request itself was counted when it came.
    await this.limits.charge(caller, request.operations.length - 1);
    const results = await runBulk(request, new StoreExecutor(this.stores, caller, this.urls));
    return { body: presentBulkResults(results, errorBody) };
  }

  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['POST']);
  }
}
