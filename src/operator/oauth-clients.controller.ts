import { Body, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { tokenUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { ClientSecretsService, FederationsService, OAuthClientsService } from '../oauth-clients/index.js';
import { DEFAULT_SCOPES, TenantsService } from '../tenants/index.js';
import { OAuthActor } from './oauth-actor.js';
import { AddClientSecretDto, AddFederationDto, CreateOAuthClientDto } from './oauth-client.dto.js';
import { NoStore, OperatorController } from './operator-controller.js';
import { presentFederation, presentNewClientSecret, presentOAuthClient } from './present-oauth-client.js';

const DEFAULT_EXPIRY = 365;

/** The OAuth clients of a tenant, their secrets and their federations. */
@OperatorController('tenants/:tenant/oauth-clients')
export class OAuthClientsController {
  private readonly tokenUrl: string;

  constructor(
    private readonly tenants: TenantsService,
    private readonly clients: OAuthClientsService,
    private readonly secrets: ClientSecretsService,
    private readonly federations: FederationsService,
    @Inject(CONFIG) config: Config,
  ) {
    this.tokenUrl = tokenUrl(config);
  }

  @Post()
  async create(
    @Param('tenant') idOrSlug: string,
    @Body() { name, scopes = [...DEFAULT_SCOPES] }: CreateOAuthClientDto,
    @OAuthActor() actor: Actor,
  ): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    const client = await this.clients.create(id, { name, scopes }, actor);
    return { ...presentOAuthClient(client, [], [], new Date()), tokenUrl: this.tokenUrl };
  }

  @Get()
  async list(@Param('tenant') idOrSlug: string): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    const [clients, secrets, federations] = [
      await this.clients.list(id),
      await this.secrets.list(id),
      await this.federations.list(id),
    ];
    const now = new Date();
    return {
      tokenUrl: this.tokenUrl,
      items: clients.map((client) => presentOAuthClient(client, secrets, federations, now)),
    };
  }

  @Get(':id')
  async find(@Param('tenant') idOrSlug: string, @Param('id') clientId: string): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    const client = await this.clients.find(id, clientId);
    const [secrets, federations] = [
      await this.secrets.list(id, client.id),
      await this.federations.list(id, client.id),
    ];
    return { ...presentOAuthClient(client, secrets, federations, new Date()), tokenUrl: this.tokenUrl };
  }

  /** Its access tokens are refused from the next request on, on every instance. */
  @Delete(':id')
  @HttpCode(204)
  async revoke(
    @Param('tenant') idOrSlug: string,
    @Param('id') clientId: string,
    @OAuthActor() actor: Actor,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.clients.revoke(id, clientId, actor);
  }

  /** The only answer that ever holds the secret. */
  @Post(':id/secrets')
  @NoStore()
  async addSecret(
    @Param('tenant') idOrSlug: string,
    @Param('id') clientId: string,
    @Body() { expiresInDays = DEFAULT_EXPIRY }: AddClientSecretDto,
    @OAuthActor() actor: Actor,
  ): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    const { stored, secret } = await this.secrets.add(id, clientId, expiresInDays, actor);
    return presentNewClientSecret(stored, secret, this.tokenUrl);
  }

  @Delete(':id/secrets/:secretId')
  @HttpCode(204)
  async revokeSecret(
    @Param('tenant') idOrSlug: string,
    @Param('id') clientId: string,
    @Param('secretId') secretId: string,
    @OAuthActor() actor: Actor,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.secrets.revoke(id, clientId, secretId, actor);
  }

  @Post(':id/federations')
  async addFederation(
    @Param('tenant') idOrSlug: string,
    @Param('id') clientId: string,
    @Body() federation: AddFederationDto,
    @OAuthActor() actor: Actor,
  ): Promise<object> {
    const { id } = await this.tenants.find(idOrSlug);
    return presentFederation(await this.federations.add(id, clientId, federation, actor));
  }

  @Delete(':id/federations/:federationId')
  @HttpCode(204)
  async removeFederation(
    @Param('tenant') idOrSlug: string,
    @Param('id') clientId: string,
    @Param('federationId') federationId: string,
    @OAuthActor() actor: Actor,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.federations.remove(id, clientId, federationId, actor);
  }
}
