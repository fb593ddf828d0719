import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../audit/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { IssueApiTokenDto, presentApiToken, presentNewApiToken } from './api-token.dto.js';
import { NoStore, OperatorController } from './operator-controller.js';

/** The API tokens of a tenant. */
@OperatorController('tenants/:tenant/api-tokens')
export class ApiTokensController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly tokens: ApiTokensService,
  ) {}

  /** The only answer that ever holds the token. */
  @Post()
  @NoStore()
  async issue(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Body() { name, expiresInDays, scopes }: IssueApiTokenDto,
  ): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    const { stored, token } = await this.tokens.issue(id, actor, {
      name,
      expiresInDays,
      scopes: scopes ?? DEFAULT_SCOPES,
    });
    return presentNewApiToken(stored, token);
  }

  @Get()
  async list(@Param('tenant') idOrSlug: string): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    const now = new Date();
    return { items: (await this.tokens.list(id)).map((token) => presentApiToken(token, now)) };
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('id') tokenId: string,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.tokens.revoke(id, actor, tokenId);
  }
}
