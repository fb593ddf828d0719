import { Injectable } from '@nestjs/common';
import {
  AccessTokenExpiredError,
  AccessTokens,
  InvalidAccessTokenError,
  OAuthClientsService,
} from '../oauth-clients/index.js';
import type { AccessTokenOwner } from '../oauth-clients/index.js';
import { TenantSchemas } from '../tenants/index.js';
import type { KnownCredential, TokenClient } from '../tenants/index.js';
import { InvalidTokenError } from './auth-errors.js';
import { refuseClosedTenant } from './closed-tenant.js';
import { CredentialCache } from './credential-cache.js';
import { RequestLimits } from './fair-use/request-limits.js';
import { SignInFailures } from './fair-use/sign-in-failures.js';
import type { TokenOwner } from './principal.js';
import type { WhenKnown } from './when-known.js';

/** Tells whose access token it is: it says so itself, and only whether its client is revoked has to be looked up. */
@Injectable()
export class AccessTokenVerifier {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly clients: OAuthClientsService,
    private readonly cache: CredentialCache,
    private readonly limits: RequestLimits,
    private readonly failures: SignInFailures,
    private readonly schemas: TenantSchemas,
  ) {}

  /**
   * @throws {@link InvalidTokenError} for a token that is none, has expired, or whose client is revoked.
   * @throws {@link TenantSuspendedError}
   * @throws {@link RateLimitError} when the client sends too much, or the address too many wrong tokens.
   */
  async verify(token: string, client: TokenClient, whenKnown: WhenKnown): Promise<TokenOwner> {
    const { clientId, tenantId, scopes } = await this.read(token, client);
    const known = await this.lookUp(clientId);
    if (known?.tenantId !== tenantId) {
      throw new InvalidTokenError('The OAuth client of this access token is not known here any more.');
    }
    whenKnown(known);
    await this.limits.count(known);
    if (known.revokedAt !== null) {
      throw new InvalidTokenError(
        'The OAuth client of this access token was revoked. Make a new one.',
        'revoked',
      );
    }
    refuseClosedTenant(known);
    const userType = await this.schemas.userTypeOf(tenantId, known.schemaVersion);
    return {
      tenantId,
      settings: known.settings,
      userType,
      credential: 'oauth-client',
      tokenId: clientId,
      scopes,
    };
  }

  private async read(token: string, { address }: TokenClient): Promise<AccessTokenOwner> {
    try {
      return await this.tokens.verify(token);
    } catch (error) {
      if (error instanceof AccessTokenExpiredError) throw new InvalidTokenError(error.message);
      if (!(error instanceof InvalidAccessTokenError)) throw error;
      await this.failures.count(address);
      throw new InvalidTokenError(error.message);
    }
  }

  private async lookUp(clientId: string): Promise<KnownCredential | undefined> {
    const key = `oauth-client:${clientId}`;
    return this.cache.getIfAny(key) ?? this.cache.load(key, () => this.clients.findIfAny(clientId));
  }
}
