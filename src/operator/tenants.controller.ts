import { All, Body, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import type { Config } from '../../config/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { OperatorController } from './operator-controller.js';
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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  async create(
    @ActingOperator() actor: Actor,
    @Body() { slug, name, settings }: CreateTenantDto,
  ): Promise<object> {
    return this.present(await this.tenants.create(actor, slug, name, settings));
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
  async modify(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Body() changes: ModifyTenantDto,
  ): Promise<object> {
    return this.present(await this.tenants.modify(idOrSlug, actor, changes));
  }

  @Delete(':tenant')
  @HttpCode(204)
  async remove(@Param('tenant') idOrSlug: string, @Query() { confirm }: RemoveTenantDto): Promise<void> {
    const { id, slug } = await this.tenants.find(idOrSlug);
    if (confirm !== slug) {
      throw new InvalidRequestError([{ field: 'confirm', problem: 'is not the slug of this tenant' }]);
    }
    await this.tenants.remove(id);
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
