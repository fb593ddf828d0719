import { Body, Delete, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  AddClientSecretDto,
  AddFederationDto,
  FederationDto,
  NewClientSecretDto,
  presentFederation,
  presentNewClientSecret,
} from '../administration/index.js';
import { tokenUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { ClientSecretsService, FederationsService } from '../oauth-clients/index.js';
import { TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { Documented } from './documented.js';
import { NoStore, OperatorController } from './operator-controller.js';

const DEFAULT_EXPIRY = 365;

/** What an OAuth client proves itself with: secrets, and identities elsewhere. */
@OperatorController('tenants/:tenant/oauth-clients/:client', 'OAuth clients')
export class OAuthCredentialsController {
  private readonly tokenUrl: string;

  constructor(
    private readonly tenants: TenantsService,
    private readonly secrets: ClientSecretsService,
    private readonly federations: FederationsService,
    @Inject(CONFIG) config: Config,
  ) {
    this.tokenUrl = tokenUrl(config);
  }

  /** The only answer that ever holds the secret. */
  @Post('secrets')
  @Documented({
    does: 'Makes a secret of an OAuth client. This answer alone holds the secret itself.',
    answers: { 201: NewClientSecretDto },
    fails: [404, 409, 413, 415],
  })
  @NoStore()
  async addSecret(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('client') clientId: string,
    @Body() { expiresInDays = DEFAULT_EXPIRY }: AddClientSecretDto,
  ): Promise<NewClientSecretDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const { stored, secret } = await this.secrets.add(id, actor, clientId, expiresInDays);
    return presentNewClientSecret(stored, secret, this.tokenUrl);
  }

  @Delete('secrets/:id')
  @HttpCode(204)
  @Documented({
    does: 'Revokes a secret. It gets no more access tokens; those that it got work until they expire.',
    answers: { 204: null },
    fails: [404],
  })
  async revokeSecret(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('client') clientId: string,
    @Param('id') secretId: string,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.secrets.revoke(id, actor, clientId, secretId);
  }

  @Post('federations')
  @Documented({
    does: 'Lets an identity of another issuer stand for an OAuth client.',
    answers: { 201: FederationDto },
    fails: [404, 409, 413, 415],
  })
  async addFederation(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('client') clientId: string,
    @Body() federation: AddFederationDto,
  ): Promise<FederationDto> {
    const { id } = await this.tenants.find(idOrSlug);
    return presentFederation(await this.federations.add(id, actor, clientId, federation));
  }

  @Delete('federations/:id')
  @HttpCode(204)
  @Documented({
    does: 'Removes a federation. It gets no more access tokens; those that it got work until they expire.',
    answers: { 204: null },
    fails: [404],
  })
  async removeFederation(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('client') clientId: string,
    @Param('id') federationId: string,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.federations.remove(id, actor, clientId, federationId);
  }
}
