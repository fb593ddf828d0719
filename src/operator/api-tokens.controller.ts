import { All, Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { RotateApiTokenDto } from '../administration/index.js';
import type { Actor } from '../audit/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import {
  ApiTokenDto,
  ApiTokenListDto,
  NewApiTokenDto,
  presentApiToken,
  presentNewApiToken,
} from './api-token-answer.dto.js';
import { IssueApiTokenDto } from './api-token.dto.js';
import { Documented } from './documented.js';
import { NoStore, OperatorController } from './operator-controller.js';

/** The API tokens of a tenant. */
@OperatorController('tenants/:tenant/api-tokens', 'API tokens')
export class ApiTokensController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly tokens: ApiTokensService,
  ) {}

  /** The only answer that ever holds the token. */
  @Post()
  @Documented({
    does: 'Makes a token. This answer alone holds the token itself.',
    answers: { 201: NewApiTokenDto },
    fails: [404, 409, 413, 415],
  })
  @NoStore()
  async issue(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Body() { name, expiresInDays, scopes }: IssueApiTokenDto,
  ): Promise<NewApiTokenDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const { stored, token } = await this.tokens.issue(id, actor, {
      name,
      expiresInDays,
      scopes: scopes ?? DEFAULT_SCOPES,
    });
    return presentNewApiToken(stored, token);
  }

  @Get()
  @Documented({
    does: 'Lists the tokens of a tenant, newest first, revoked and expired ones included.',
    answers: { 200: ApiTokenListDto },
    fails: [404],
  })
  async list(@Param('tenant') idOrSlug: string): Promise<ApiTokenListDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const now = new Date();
    const tokens = await this.tokens.list(id);
    return { items: tokens.map((token) => presentApiToken(token, tokens, now)) };
  }

  @Get(':id')
  @Documented({
    does: 'Shows a token, without the token itself.',
    answers: { 200: ApiTokenDto },
    fails: [404],
  })
  async find(@Param('tenant') idOrSlug: string, @Param('id') tokenId: string): Promise<ApiTokenDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const { token, successor } = await this.tokens.find(id, tokenId);
    return presentApiToken(token, successor === null ? [] : [successor], new Date());
  }

  /** As with a new one, the only answer that ever holds the token. */
  @Post(':id/rotate')
  @NoStore()
  @Documented({
    does: 'Makes a token with the same name, scopes and span of life. The old one works until the overlap ends.',
    answers: { 201: NewApiTokenDto },
    fails: [404, 409, 413, 415],
  })
  async rotate(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('id') tokenId: string,
    @Body() { overlapMinutes }: RotateApiTokenDto,
  ): Promise<NewApiTokenDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const { stored, token } = await this.tokens.rotate(id, actor, tokenId, overlapMinutes);
    return presentNewApiToken(stored, token);
  }

  @Delete(':id')
  @HttpCode(204)
  @Documented({
    does: 'Revokes a token. It is refused from the next request on, on every instance.',
    answers: { 204: null },
    fails: [404],
  })
  async revoke(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('id') tokenId: string,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.tokens.revoke(id, actor, tokenId);
  }

  @ApiExcludeEndpoint()
  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'POST']);
  }

  @ApiExcludeEndpoint()
  @All(':id')
  refuseOnToken(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'DELETE']);
  }

  @ApiExcludeEndpoint()
  @All(':id/rotate')
  refuseOnRotation(): never {
    throw new MethodNotAllowedError(['POST']);
  }
}
