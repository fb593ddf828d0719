import { All, Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CallingTenant, Reading } from '../auth/index.js';
import type { TenantPrincipal } from '../auth/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { GroupsService } from '../groups/index.js';
import type { ResourceStore } from '../resources/index.js';
import { UsersService } from '../users/index.js';
import { NotSupportedError } from './not-supported.error.js';
import { readListParameters } from './read-list-parameters.js';
import type { QueryParameters } from './read-list-parameters.js';
import { readSearchRequest } from './read-search-request.js';
import { ResourceLists } from './resource-lists.js';
import { ScimController } from './scim-controller.js';
import type { ScimAnswer } from './scim-answer.js';

/** The root: queries over all resource types that a tenant has (RFC 7644 section 3.4.2.1). */
@ScimController('')
export class RootController {
  private readonly stores: readonly ResourceStore[];

  constructor(
    private readonly lists: ResourceLists,
    users: UsersService,
    groups: GroupsService,
  ) {
    this.stores = [users, groups];
  }

  @Get()
  async list(
    @CallingTenant() caller: TenantPrincipal,
    @Query() parameters: QueryParameters,
  ): Promise<ScimAnswer> {
    return this.lists.list(caller, this.stores, readListParameters(parameters));
  }

  @Post('.search')
  @HttpCode(200)
  @Reading()
  async search(@CallingTenant() caller: TenantPrincipal, @Body() body: unknown): Promise<ScimAnswer> {
    return this.lists.list(caller, this.stores, readSearchRequest(body));
  }

  @All('.search')
  refuseOnSearch(): never {
    throw new MethodNotAllowedError(['POST']);
  }

  @All('Me')
  me(): never {
    throw new NotSupportedError('An API token belongs to a tenant, not to a person, so there is no "Me".');
  }

  @All()
  refuseOnRoot(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}
