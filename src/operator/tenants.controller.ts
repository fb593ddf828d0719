import { All, Body, Delete, Get, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { InvalidRequestError, JSON_LINES, cutPage, sendJsonLines } from '../administration/index.js';
import type { Config } from '../../config/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantDeletion, TenantsService } from '../tenants/index.js';
import type { DeletionProgress } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';
import { presentTenant, TenantDto, TenantPageDto } from './tenant-answer.dto.js';
import { CreateTenantDto, ListTenantsDto, ModifyTenantDto, RemoveTenantDto } from './tenant.dto.js';

/** The tenants of the installation. */
@OperatorController('tenants', 'Tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly deletion: TenantDeletion,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Documented({ does: 'Makes a tenant.', answers: { 201: TenantDto }, fails: [409, 413, 415] })
  async create(
    @ActingOperator() actor: Actor,
    @Body() { slug, name, settings }: CreateTenantDto,
  ): Promise<TenantDto> {
    return this.present(await this.tenants.create(actor, slug, name, settings));
  }

  @Get()
  @Documented({ does: 'Lists the tenants, oldest first.', answers: { 200: TenantPageDto } })
  async list(@Query() { cursor, limit }: ListTenantsDto): Promise<TenantPageDto> {
    const { page, nextCursor } = cutPage(await this.tenants.list(limit + 1, cursor), limit, ({ id }) => id);
    return { items: page.map((tenant) => this.present(tenant)), nextCursor };
  }

  @Get(':tenant')
  @Documented({ does: 'Shows a tenant.', answers: { 200: TenantDto }, fails: [404] })
  async find(@Param('tenant') idOrSlug: string): Promise<TenantDto> {
    return this.present(await this.tenants.find(idOrSlug));
  }

  @Patch(':tenant')
  @Documented({
    does: 'Changes the name, the status or settings of a tenant, from the next request on.',
    answers: { 200: TenantDto },
    fails: [404, 409, 413, 415],
  })
  async modify(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Body() changes: ModifyTenantDto,
  ): Promise<TenantDto> {
    return this.present(await this.tenants.modify(idOrSlug, actor, changes));
  }

  /** Whoever goes away stops it; repeating the request goes on, and so does the service some minutes later. */
  @Delete(':tenant')
  @Documented({
    does: 'Deletes a tenant and everything of it, for good. A deletion that was cut off goes on when it is repeated, or by itself some minutes later.',
    answers: { 204: null },
    lines: {
      200: 'With `Accept: application/jsonl`: how far it is, as `{deleted, total, table}`, and `{done: true}` at last.',
    },
    fails: [404],
  })
  async remove(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Query() { confirm }: RemoveTenantDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const tenant = await this.tenants.find(idOrSlug);
    if (confirm !== tenant.slug) {
      throw new InvalidRequestError([{ field: 'confirm', problem: 'is not the slug of this tenant' }]);
    }
    const steps = this.deletion.run(tenant, actor);
    if (request.headers.accept?.includes(JSON_LINES) === true) {
      await sendJsonLines(response, tellProgress(steps));
      return;
    }
    for await (const _step of steps) if (response.destroyed) return;
    response.status(204).end();
  }

  @ApiExcludeEndpoint()
  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'POST']);
  }

  @ApiExcludeEndpoint()
  @All(':tenant')
  refuseOnTenant(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'PATCH', 'DELETE']);
  }

  private present(tenant: Parameters<typeof presentTenant>[0]): TenantDto {
    return presentTenant(tenant, this.config.region);
  }
}

async function* tellProgress(
  steps: AsyncGenerator<DeletionProgress, void>,
): AsyncGenerator<readonly object[], void> {
  for await (const step of steps) yield [step];
  yield [{ done: true }];
}
