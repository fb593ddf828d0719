import { Inject, Injectable } from '@nestjs/common';
import { isRegion, REGIONS } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { ApiTokensService, readApiTokenRegion, TenantSchemas, TokenUsage } from '../tenants/index.js';
import { InvalidTokenError, TenantBeingDeletedError, TenantSuspendedError } from './auth-errors.js';
import type { TokenOwner } from './principal.js';

const MAKE_ANOTHER = 'Make a new one under Global Settings > API Tokens and paste it into "Secret token".';

/** Tells whose API token it is. */
@Injectable()
export class TokenVerifier {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly usage: TokenUsage,
    private readonly schemas: TenantSchemas,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * A mistyped token and one of another region are told apart without the database.
   *
   * @throws {@link InvalidTokenError} for a token that is none, unknown, revoked or expired.
   * @throws {@link TenantSuspendedError} or {@link TenantBeingDeletedError}
   */
  async verify(token: string): Promise<TokenOwner> {
    const region = readApiTokenRegion(token);
    if (region === undefined) {
      throw new InvalidTokenError(
        'This is not an API token of this product, or it was not copied whole. It begins with "fls_". ' +
          MAKE_ANOTHER,
      );
    }
    if (region !== this.config.region) {
      const host = isRegion(region) ? REGIONS[region] : 'the host of its own region';
      throw new InvalidTokenError(
        `This API token belongs to the region "${region}". Set "Tenant URL" to ${host}/api/v1/scim.`,
      );
    }
    const known = await this.tokens.findIfAny(token);
    if (known === undefined) throw new InvalidTokenError(`This API token is not known here. ${MAKE_ANOTHER}`);
    if (known.revokedAt !== null) throw new InvalidTokenError(`This API token was revoked. ${MAKE_ANOTHER}`);
    if (known.expiresAt !== null && known.expiresAt.getTime() <= Date.now()) {
      throw new InvalidTokenError(`This API token expired on ${day(known.expiresAt)}. ${MAKE_ANOTHER}`);
    }
    if (known.tenantStatus === 'suspended') throw new TenantSuspendedError();
    if (known.tenantStatus === 'deleting') throw new TenantBeingDeletedError();
    const { tenantId, settings, schemaVersion, tokenId, scopes } = known;
    this.usage.note(tenantId, tokenId);
    const userType = await this.schemas.userTypeOf(tenantId, schemaVersion);
    return { tenantId, settings, userType, tokenId, scopes };
  }
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
