import { Inject, Injectable } from '@nestjs/common';
import { isRegion, REGIONS, TOKEN_PATH } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { ClientSecretsService, OAuthClientsService, readClientSecretRegion } from '../oauth-clients/index.js';
import type { KnownCredential } from '../tenants/index.js';
import { AssertionVerifier } from './assertion-verifier.js';
import { InvalidOAuthClientError, UnauthorizedClientError } from './oauth-errors.js';
import type { ClientCredentials } from './read-credentials.js';

export interface AuthenticatedClient {
  readonly client: KnownCredential;
  /** `null` when it came with an assertion. */
  readonly secretId: string | null;
}

/** Tells which client it is that asks for a token. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly clients: OAuthClientsService,
    private readonly secrets: ClientSecretsService,
    private readonly assertions: AssertionVerifier,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * An unknown client and a wrong secret are one refusal. More is told only to who has proved to be the client.
   *
   * @throws {@link InvalidOAuthClientError} for a client that is unknown or revoked, and for a proof that is none.
   * @throws {@link UnauthorizedClientError} when its tenant is suspended or being deleted.
   */
  async authenticate(credentials: ClientCredentials): Promise<AuthenticatedClient> {
    const proven =
      credentials.kind === 'secret'
        ? await this.bySecret(credentials.clientId, credentials.secret)
        : await this.byAssertion(credentials.clientId, credentials.assertion);
    if (proven.client.revokedAt !== null) {
      throw new InvalidOAuthClientError('This client was revoked. Ask the operator for a new one.');
    }
    if (proven.client.tenantStatus !== 'active')
      throw new UnauthorizedClientError(proven.client.tenantStatus);
    return proven;
  }

  private async bySecret(clientId: string, secret: string): Promise<AuthenticatedClient> {
    this.refuseForeignSecret(secret);
    const client = await this.clients.findIfAny(clientId);
    const known = client && (await this.secrets.findIfAny(client.tenantId, client.tokenId, secret));
    if (client === undefined || known === undefined) {
      throw new InvalidOAuthClientError(
        'The client is not known here, or the secret is not one of its secrets. Compare client_id and client_secret with what was shown when they were made.',
      );
    }
    if (known.revokedAt !== null) {
      throw new InvalidOAuthClientError(
        'This client secret was revoked. Use another one, or make a new one.',
      );
    }
    if (known.expiresAt.getTime() <= Date.now()) {
      const day = known.expiresAt.toISOString().slice(0, 10);
      throw new InvalidOAuthClientError(
        `This client secret expired on ${day}. Use another one, or make a new one.`,
      );
    }
    return { client, secretId: known.secretId };
  }

  private async byAssertion(clientId: string, assertion: string): Promise<AuthenticatedClient> {
    const client = await this.clients.findIfAny(clientId);
    await this.assertions.verify(assertion, client);
    if (client === undefined) throw new Error('An assertion was taken for a client that is not there.');
    return { client, secretId: null };
  }

  /** A secret that was not copied whole, and one of another region, are told apart without the database. */
  private refuseForeignSecret(secret: string): void {
    const region = readClientSecretRegion(secret);
    if (region === undefined) {
      throw new InvalidOAuthClientError(
        'This is not a client secret of this product, or it was not copied whole. It begins with "flc_".',
      );
    }
    if (region !== this.config.region) {
      const host = isRegion(region) ? REGIONS[region] : 'the host of its own region';
      throw new InvalidOAuthClientError(
        `This client secret belongs to the region "${region}". Set the token URL to ${host}/${TOKEN_PATH}.`,
      );
    }
  }
}
