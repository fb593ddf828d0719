import {
  All,
  Body,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { Response } from 'express';
import { CallingTenant } from '../auth/index.js';
import type { TenantPrincipal } from '../auth/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { UsersService } from '../users/index.js';
import { formatVersion, namesVersion, readIfMatch } from './etag.js';
import { NotSupportedError } from './not-supported.error.js';
import { readListParameters } from './read-list-parameters.js';
import type { QueryParameters } from './read-list-parameters.js';
import { readProjectionQuery } from './read-projection-query.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ScimController } from './scim-controller.js';
import type { ScimAnswer } from './scim-response.interceptor.js';
import { Reading } from '../auth/index.js';
import { readSearchRequest } from './read-search-request.js';
import { UserLists } from './user-lists.js';

/** `/Users` (RFC 7644 sections 3.3 to 3.6). */
@ScimController(USER_RESOURCE_TYPE.endpoint)
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly lists: UserLists,
    private readonly presenter: ResourcePresenter,
  ) {}

  @Get()
  async list(
    @CallingTenant() { tenantId }: TenantPrincipal,
    @Query() parameters: QueryParameters,
  ): Promise<ScimAnswer> {
    return this.lists.list(tenantId, readListParameters(parameters));
  }

  @Post()
  async create(
    @CallingTenant() { tenantId, settings }: TenantPrincipal,
    @Query() parameters: QueryParameters,
    @Body() body: unknown,
  ): Promise<ScimAnswer> {
    const projection = readProjectionQuery(USER_RESOURCE_TYPE, parameters);
    const user = await this.users.create(tenantId, settings, body);
    return this.presenter.present(USER_RESOURCE_TYPE, user, projection);
  }

  /** The same query as a GET, with its parameters in the body: so that no name stands in a URL. */
  @Post('.search')
  @HttpCode(200)
  @Reading()
  async search(@CallingTenant() { tenantId }: TenantPrincipal, @Body() body: unknown): Promise<ScimAnswer> {
    return this.lists.list(tenantId, readSearchRequest(body));
  }

  @All('.search')
  refuseOnSearch(): never {
    throw new MethodNotAllowedError(['POST']);
  }

  @Get(':id')
  async find(
    @CallingTenant() { tenantId }: TenantPrincipal,
    @Param('id') id: string,
    @Query() parameters: QueryParameters,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScimAnswer> {
    const projection = readProjectionQuery(USER_RESOURCE_TYPE, parameters);
    const user = await this.users.find(tenantId, id);
    if (ifNoneMatch !== undefined && namesVersion(ifNoneMatch, user.version)) {
      response.status(304);
      return { body: undefined, version: formatVersion(user.version) };
    }
    return this.presenter.present(USER_RESOURCE_TYPE, user, projection);
  }

  /** The whole user comes back, also when the request changed nothing. */
  @Patch(':id')
  async patch(
    @CallingTenant() { tenantId }: TenantPrincipal,
    @Param('id') id: string,
    @Query() parameters: QueryParameters,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<ScimAnswer> {
    const projection = readProjectionQuery(USER_RESOURCE_TYPE, parameters);
    const user = await this.users.patch(tenantId, id, body, readIfMatch(ifMatch));
    return this.presenter.present(USER_RESOURCE_TYPE, user, projection);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @CallingTenant() { tenantId }: TenantPrincipal,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<ScimAnswer> {
    await this.users.remove(
      tenantId,
      id,
      ifMatch === undefined || ifMatch.trim() === '*' ? undefined : readIfMatch(ifMatch),
    );
    return { body: undefined };
  }

  @Put(':id')
  replace(): never {
    throw new NotSupportedError('This service does not replace users with PUT. Change them with PATCH.');
  }

  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'POST']);
  }

  @All(':id')
  refuseOnUser(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'PATCH', 'DELETE']);
  }
}
