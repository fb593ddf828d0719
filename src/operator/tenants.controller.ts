import { All, Body, Delete, Get, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantDeletion, TenantsService } from '../tenants/index.js';
import type { DeletionProgress } from '../tenants/index.js';
import { actorOf } from './actor-of.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { OperatorController } from './operator-controller.js';
import { JSON_LINES, sendJsonLines } from './send-json-lines.js';
import {
  CreateTenantDto,
  ListTenantsDto,
  ModifyTenantDto,
  presentTenant,
  RemoveTenantDto,
} from './tenant.dto.js';

/** The tenants of the installation. */
@OperatorController('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly deletion: TenantDeletion,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  async create(@Body() { slug, name, settings }: CreateTenantDto): Promise<object> {
    return this.present(await this.tenants.create(slug, name, settings));
  }

  @Get()
  async list(@Query() { cursor, limit }: ListTenantsDto): Promise<object> {
    const tenants = await this.tenants.list(limit + 1, cursor);
    const page = tenants.slice(0, limit);
    return {
      items: page.map((tenant) => this.present(tenant)),
      nextCursor: tenants.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(':tenant')
  async find(@Param('tenant') idOrSlug: string): Promise<object> {
    return this.present(await this.tenants.find(idOrSlug));
  }

  @Patch(':tenant')
  async modify(@Param('tenant') idOrSlug: string, @Body() changes: ModifyTenantDto): Promise<object> {
    return this.present(await this.tenants.modify(idOrSlug, changes));
  }

  /** Answers when everything is gone; with `Accept: application/jsonl` it tells meanwhile how far it is. */
  @Delete(':tenant')
  async remove(
    @Param('tenant') idOrSlug: string,
    @Query() { confirm }: RemoveTenantDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const tenant = await this.tenants.find(idOrSlug);
    if (confirm !== tenant.slug) {
      throw new InvalidRequestError([{ field: 'confirm', problem: 'is not the slug of this tenant' }]);
    }
    const steps = this.deletion.run(tenant, actorOf(request));
    if (request.headers.accept?.includes(JSON_LINES) === true) {
      await sendJsonLines(response, tellProgress(steps));
      return;
    }
    for await (const _step of steps) if (response.destroyed) return;
    response.status(204).end();
  }

  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'POST']);
  }

  @All(':tenant')
  refuseOnTenant(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'PATCH', 'DELETE']);
  }

  private present(tenant: Parameters<typeof presentTenant>[0]): object {
    return presentTenant(tenant, this.config.region);
  }
}

async function* tellProgress(
  steps: AsyncGenerator<DeletionProgress, void>,
): AsyncGenerator<readonly object[], void> {
  for await (const step of steps) yield [step];
  yield [{ done: true }];
}
