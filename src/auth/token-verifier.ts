import { Inject, Injectable } from '@nestjs/common';
import { isRegion, REGIONS } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { isJwt } from '../oauth-clients/index.js';
import { ApiTokensService, readApiTokenRegion, TenantSchemas, TokenUsage } from '../tenants/index.js';
import type { KnownCredential, TokenClient } from '../tenants/index.js';
import { AccessTokenVerifier } from './access-token-verifier.js';
import { InvalidTokenError } from './auth-errors.js';
import { refuseClosedTenant } from './closed-tenant.js';
import { CredentialCache } from './credential-cache.js';
import { RequestLimits } from './fair-use/request-limits.js';
import { SignInFailures } from './fair-use/sign-in-failures.js';
import type { TokenOwner } from './principal.js';
import type { WhenKnown } from './when-known.js';
import type { TokenRefusal } from '../request-log/index.js';

const MAKE_ANOTHER = 'Make a new one under Global Settings > API Tokens and paste it into "Secret token".';

/** Tells whose API token it is. */
@Injectable()
export class TokenVerifier {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly accessTokens: AccessTokenVerifier,
    private readonly cache: CredentialCache,
    private readonly limits: RequestLimits,
    private readonly failures: SignInFailures,
    private readonly usage: TokenUsage,
    private readonly schemas: TenantSchemas,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * A mistyped token and one of another region are told apart without the database.
   *
   * @param whenKnown - Hears whose token it is, also when it opens nothing.
   * @throws {@link InvalidTokenError} for a token that is none, unknown, revoked or expired.
   * @throws {@link TenantSuspendedError} or {@link TenantBeingDeletedError}
   * @throws {@link RateLimitError} when the token's tenant sends too much, or the address too many wrong tokens.
   */
  async verify(token: string, client: TokenClient, whenKnown: WhenKnown): Promise<TokenOwner> {
    if (isJwt(token)) return this.accessTokens.verify(token, client, whenKnown);
    const problem = this.findFormProblem(token);
    if (problem !== undefined) return this.refuse(problem.words, client, problem.refusal);
    const known = await this.lookUp(token, client);
    if (known === undefined) return this.refuse(`This API token is not known here. ${MAKE_ANOTHER}`, client);
    whenKnown(known);
    await this.limits.count(known);
    refuseClosed(known);
    const { tenantId, settings, schemaVersion, tokenId, scopes } = known;
    this.usage.note(tenantId, tokenId, client);
    const userType = await this.schemas.userTypeOf(tenantId, schemaVersion);
    return { tenantId, settings, userType, credential: 'api-token', tokenId, scopes };
  }

  private findFormProblem(
    token: string,
  ): { readonly words: string; readonly refusal: TokenRefusal } | undefined {
    const region = readApiTokenRegion(token);
    if (region === undefined) {
      const words = `This is not an API token of this product, or it was not copied whole. It begins with "fls_". ${MAKE_ANOTHER}`;
      return { words, refusal: 'unknown' };
    }
    if (region === this.config.region) return undefined;
    const host = isRegion(region) ? REGIONS[region] : 'the host of its own region';
    const words = `This API token belongs to the region "${region}". Set "Tenant URL" to ${host}/api/v1/scim.`;
    return { words, refusal: 'other-region' };
  }

  private async lookUp(token: string, client: TokenClient): Promise<KnownCredential | undefined> {
    const digest = this.tokens.digest(token);
    const key = digest.toString('base64');
    const cached = this.cache.getIfAny(key);
    if (cached !== undefined) return cached;
    if (!this.cache.hasMet(key)) await this.failures.refuseIfTooMany(client.address);
    return this.cache.load(key, () => this.tokens.findByDigestIfAny(digest));
  }

  private async refuse(
    reason: string,
    { address }: TokenClient,
    refusal: TokenRefusal = 'unknown',
  ): Promise<never> {
    await this.failures.count(address);
    throw new InvalidTokenError(reason, refusal);
  }
}

/** A token that is known and opens nothing, now or any more. */
function refuseClosed(known: KnownCredential): void {
  const { revokedAt, expiresAt } = known;
  if (revokedAt !== null) {
    throw new InvalidTokenError(`This API token was revoked. ${MAKE_ANOTHER}`, 'revoked');
  }
  if (expiresAt !== null && expiresAt.getTime() <= Date.now()) {
    const words = `This API token expired on ${day(expiresAt)}. ${MAKE_ANOTHER}`;
    throw new InvalidTokenError(words, 'expired');
  }
  refuseClosedTenant(known);
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
