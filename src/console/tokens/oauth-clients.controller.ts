import { Body, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { tokenUrl } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import {
  AddClientSecretDto,
  AddFederationDto,
  CreateOAuthClientDto,
  FederationDto,
  NewClientSecretDto,
  OAuthClientDto,
  OAuthClientListDto,
  presentFederation,
  presentNewClientSecret,
  presentOAuthClient,
} from '../../administration/index.js';
import type { Actor } from '../../audit/index.js';
import { CONFIG } from '../../config.token.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { ClientSecretsService, FederationsService, OAuthClientsService } from '../../oauth-clients/index.js';
import { DEFAULT_SCOPES } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { maskAdministratorsFor } from '../masking.js';

const DEFAULT_EXPIRY = 365;

/** The OAuth clients of the tenant, with what they prove themselves by. */
@ConsoleController('oauth-clients', 'OAuth clients')
export class ConsoleOAuthClientsController {
  private readonly tokenUrl: string;

  constructor(
    private readonly clients: OAuthClientsService,
    private readonly secrets: ClientSecretsService,
    private readonly federations: FederationsService,
    @Inject(CONFIG) config: Config,
  ) {
    this.tokenUrl = tokenUrl(config);
  }

  @Get()
  @DocumentedConsole({
    does: 'Lists the OAuth clients with their secrets and federations, newest first.',
    answers: { 200: OAuthClientListDto },
  })
  async list(@SignedIn() { tenant, role }: ConsoleSession): Promise<OAuthClientListDto> {
    const clients = await this.clients.list(tenant.id);
    const secrets = await this.secrets.list(tenant.id);
    const federations = await this.federations.list(tenant.id);
    const now = new Date();
    const items = clients.map((client) => presentOAuthClient(client, secrets, federations, now));
    return { tokenUrl: this.tokenUrl, items: maskAdministratorsFor(role, items) };
  }

  @Post()
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Makes an OAuth client. It needs a secret or a federation to get access tokens.',
    answers: { 201: OAuthClientDto },
    fails: [409, 413, 415],
  })
  async create(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Body() { name, scopes = [...DEFAULT_SCOPES] }: CreateOAuthClientDto,
  ): Promise<OAuthClientDto> {
    const client = await this.clients.create(tenant.id, actor, { name, scopes });
    return { ...presentOAuthClient(client, [], [], new Date()), tokenUrl: this.tokenUrl };
  }

  @Delete(':client')
  @HttpCode(204)
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Revokes an OAuth client. Its access tokens are refused from the next request on, on every instance.',
    answers: { 204: null },
    fails: [404],
  })
  async revoke(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('client') clientId: string,
  ): Promise<void> {
    await this.clients.revoke(tenant.id, actor, clientId);
  }

  @Post(':client/secrets')
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Makes a secret of an OAuth client. This answer alone holds the secret itself.',
    answers: { 201: NewClientSecretDto },
    fails: [404, 409, 413, 415],
  })
  async addSecret(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('client') clientId: string,
    @Body() { expiresInDays = DEFAULT_EXPIRY }: AddClientSecretDto,
  ): Promise<NewClientSecretDto> {
    const { stored, secret } = await this.secrets.add(tenant.id, actor, clientId, expiresInDays);
    return presentNewClientSecret(stored, secret, this.tokenUrl);
  }

  @Delete(':client/secrets/:id')
  @HttpCode(204)
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Revokes a secret. It gets no more access tokens; those that it got work until they expire.',
    answers: { 204: null },
    fails: [404],
  })
  async revokeSecret(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('client') clientId: string,
    @Param('id') id: string,
  ): Promise<void> {
    await this.secrets.revoke(tenant.id, actor, clientId, id);
  }

  @Post(':client/federations')
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Lets an identity of another issuer stand for an OAuth client.',
    answers: { 201: FederationDto },
    fails: [404, 409, 413, 415],
  })
  async addFederation(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('client') clientId: string,
    @Body() federation: AddFederationDto,
  ): Promise<FederationDto> {
    return presentFederation(await this.federations.add(tenant.id, actor, clientId, federation));
  }

  @Delete(':client/federations/:id')
  @HttpCode(204)
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Removes a federation. It gets no more access tokens; those that it got work until they expire.',
    answers: { 204: null },
    fails: [404],
  })
  async removeFederation(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('client') clientId: string,
    @Param('id') id: string,
  ): Promise<void> {
    await this.federations.remove(tenant.id, actor, clientId, id);
  }
}
