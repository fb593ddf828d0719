import { Body, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  CreateOAuthClientDto,
  OAuthClientDto,
  OAuthClientListDto,
  presentOAuthClient,
} from '../administration/index.js';
import { tokenUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { ClientSecretsService, FederationsService, OAuthClientsService } from '../oauth-clients/index.js';
import { DEFAULT_SCOPES, TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';

/** The OAuth clients of a tenant. */
@OperatorController('tenants/:tenant/oauth-clients', 'OAuth clients')
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
  @Documented({
    does: 'Makes an OAuth client. It needs a secret or a federation to get access tokens.',
    answers: { 201: OAuthClientDto },
    fails: [404, 409, 413, 415],
  })
  async create(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Body() { name, scopes = [...DEFAULT_SCOPES] }: CreateOAuthClientDto,
  ): Promise<OAuthClientDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const client = await this.clients.create(id, actor, { name, scopes });
    return { ...presentOAuthClient(client, [], [], new Date()), tokenUrl: this.tokenUrl };
  }

  @Get()
  @Documented({
    does: 'Lists the OAuth clients of a tenant with their secrets and federations, newest first.',
    answers: { 200: OAuthClientListDto },
    fails: [404],
  })
  async list(@Param('tenant') idOrSlug: string): Promise<OAuthClientListDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const clients = await this.clients.list(id);
    const secrets = await this.secrets.list(id);
    const federations = await this.federations.list(id);
    const now = new Date();
    return {
      tokenUrl: this.tokenUrl,
      items: clients.map((client) => presentOAuthClient(client, secrets, federations, now)),
    };
  }

  @Get(':client')
  @Documented({
    does: 'Shows one OAuth client.',
    answers: { 200: OAuthClientDto },
    fails: [404],
  })
  async find(@Param('tenant') idOrSlug: string, @Param('client') clientId: string): Promise<OAuthClientDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const client = await this.clients.find(id, clientId);
    const secrets = await this.secrets.list(id, client.id);
    const federations = await this.federations.list(id, client.id);
    return { ...presentOAuthClient(client, secrets, federations, new Date()), tokenUrl: this.tokenUrl };
  }

  @Delete(':client')
  @HttpCode(204)
  @Documented({
    does: 'Revokes an OAuth client. Its access tokens are refused from the next request on, on every instance.',
    answers: { 204: null },
    fails: [404],
  })
  async revoke(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('client') clientId: string,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.clients.revoke(id, actor, clientId);
  }
}
