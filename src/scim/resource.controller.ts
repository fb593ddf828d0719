import { All, Body, Delete, Get, Headers, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { showNamed } from '@flosum/scim-schema';
import type { Projection, StoredResource } from '@flosum/scim-schema';
import { CallingTenant, Reading } from '../auth/index.js';
import type { TenantPrincipal } from '../auth/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import type { RemoveRequest, ResourceStore, WrittenResource } from '../resources/index.js';
import { authorOf } from './author-of.js';
import { formatVersion } from './etag.js';
import { namesInBody, namesInPatch } from './named-in-request.js';
import { isNotModified, writeCondition } from './preconditions.js';
import { readListParameters, readProjectionParameters } from './read-list-parameters.js';
import type { QueryParameters } from './read-list-parameters.js';
import { readProjectionQuery } from './read-projection-query.js';
import { readSearchRequest } from './read-search-request.js';
import { ResourceLists } from './resource-lists.js';
import { ResourcePresenter } from './resource-presenter.js';
import type { ScimAnswer } from './scim-answer.js';

/** The headers of a request about one resource that put a condition on it. */
type ConditionHeaders = Readonly<Record<string, string | undefined>>;

/** The endpoint of a resource type (RFC 7644 sections 3.3 to 3.6). Each type has a controller that derives from it. */
export abstract class ResourceController {
  /** Whether a PATCH is answered with the resource also when nobody asks for attributes of it. */
  protected readonly answersPatchInFull: boolean = true;

  protected abstract readonly store: ResourceStore;

  protected constructor(
    private readonly lists: ResourceLists,
    private readonly presenter: ResourcePresenter,
  ) {}

  @Get()
  async list(
    @CallingTenant() caller: TenantPrincipal,
    @Query() parameters: QueryParameters,
  ): Promise<ScimAnswer> {
    return this.lists.list(caller, [this.store], readListParameters(parameters));
  }

  @Post()
  @HttpCode(201)
  async create(
    @CallingTenant() caller: TenantPrincipal,
    @Query() parameters: QueryParameters,
    @Body() body: unknown,
  ): Promise<ScimAnswer> {
    const projection = this.readProjection(caller, parameters);
    const written = await this.store.create(caller, authorOf(caller), body);
    return this.presentWritten(caller, written, projection, () => namesInBody(body));
  }

  /** The same query as a GET, with its parameters in the body: so that no name stands in a URL. */
  @Post('.search')
  @HttpCode(200)
  @Reading()
  async search(@CallingTenant() caller: TenantPrincipal, @Body() body: unknown): Promise<ScimAnswer> {
    return this.lists.list(caller, [this.store], readSearchRequest(body));
  }

  @All('.search')
  refuseOnSearch(): never {
    throw new MethodNotAllowedError(['POST']);
  }

  @Get(':id')
  async find(
    @CallingTenant() caller: TenantPrincipal,
    @Param('id') id: string,
    @Query() parameters: QueryParameters,
    @Headers() headers: ConditionHeaders,
  ): Promise<ScimAnswer> {
    const projection = this.readProjection(caller, parameters);
    const stored = await this.store.find(caller, id);
    if (isNotModified(conditionsOf(headers), stored.version)) {
      return { status: 304, body: undefined, version: formatVersion(stored.version) };
    }
    return this.present(caller, stored, projection);
  }

  @Put(':id')
  async replace(
    @CallingTenant() caller: TenantPrincipal,
    @Param('id') id: string,
    @Query() parameters: QueryParameters,
    @Headers() headers: ConditionHeaders,
    @Body() body: unknown,
  ): Promise<ScimAnswer> {
    const projection = this.readProjection(caller, parameters);
    const written = await this.store.replace(caller, { ...requestOf(caller, id, headers), body });
    return this.presentWritten(caller, written, projection, () => namesInBody(body));
  }

  /** The whole resource comes back, also when the request changed nothing; or 204, where that would be a lot. */
  @Patch(':id')
  async patch(
    @CallingTenant() caller: TenantPrincipal,
    @Param('id') id: string,
    @Query() parameters: QueryParameters,
    @Headers() headers: ConditionHeaders,
    @Body() body: unknown,
  ): Promise<ScimAnswer> {
    const projection = this.readProjection(caller, parameters);
    const written = await this.store.patch(caller, { ...requestOf(caller, id, headers), body });
    const { attributes, excludedAttributes } = readProjectionParameters(parameters);
    if (this.answersPatchInFull || attributes !== undefined || excludedAttributes !== undefined) {
      return this.presentWritten(caller, written, projection, () => namesInPatch(body));
    }
    const { deviations } = written;
    return {
      status: 204,
      body: undefined,
      deviations,
      ...this.presenter.locate(this.store.typeOf(caller), written),
    };
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @CallingTenant() caller: TenantPrincipal,
    @Param('id') id: string,
    @Headers() headers: ConditionHeaders,
  ): Promise<ScimAnswer> {
    await this.store.remove(caller, requestOf(caller, id, headers));
    return { body: undefined };
  }

  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'POST']);
  }

  @All(':id')
  refuseOnResource(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);
  }

  private readProjection(caller: TenantPrincipal, parameters: QueryParameters): Projection {
    return readProjectionQuery(this.store.typeOf(caller), parameters);
  }

  private async present(
    caller: TenantPrincipal,
    stored: StoredResource,
    projection: Projection,
  ): Promise<ScimAnswer> {
    const [completed = stored] = await this.store.complete(caller, [stored], projection);
    return this.presenter.present(this.store.typeOf(caller), completed, projection);
  }

  private async presentWritten(
    caller: TenantPrincipal,
    written: WrittenResource,
    projection: Projection,
    names: () => readonly string[],
  ): Promise<ScimAnswer> {
    const shown = showNamed(this.store.typeOf(caller), projection, names);
    return { ...(await this.present(caller, written, shown)), deviations: written.deviations };
  }
}

function conditionsOf(headers: ConditionHeaders) {
  return { ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] };
}

function requestOf(caller: TenantPrincipal, id: string, headers: ConditionHeaders): RemoveRequest {
  return { author: authorOf(caller), id, condition: writeCondition(conditionsOf(headers)) };
}
