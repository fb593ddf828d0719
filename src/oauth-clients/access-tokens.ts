import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import type { CryptoKey, JWTHeaderParameters, JWTPayload } from 'jose';
import { validate as isUuid } from 'uuid';
import { REGIONS, scimBaseUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { SCOPES } from '../tenants/index.js';
import type { Scope } from '../tenants/index.js';
import { AccessTokenExpiredError, InvalidAccessTokenError } from './access-token-errors.js';
import { SIGNING_ALGORITHM, SigningKeys } from './signing-keys.js';

/** The type of RFC 9068 section 2.1: no other JWT is taken for an access token. */
const TYPE = 'at+jwt';

/** Ours have about 700 characters. */
const MAX_LENGTH = 4_096;

/** How far ahead the clock of the instance that signed may be, in seconds. */
const CLOCK_TOLERANCE = 60;

/** The form of a signed JWT with a JSON header. */
const FORM = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

const GET_NEW_ONE = 'Get a new one from the token URL.';

export interface NewAccessToken {
  readonly tenantId: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
}

/** What a good access token says. Whether its client is revoked, it cannot know. */
export interface AccessTokenOwner {
  readonly tenantId: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date;
}

/** Whether a bearer token has the form of a signed JWT, as access tokens have and API tokens have not. */
export function isJwt(token: string): boolean {
  return FORM.test(token);
}

/** Access tokens: JWTs in the profile of RFC 9068, signed by this service for itself. */
@Injectable()
export class AccessTokens {
  private readonly issuer: string;
  private readonly audience: string;

  constructor(
    private readonly keys: SigningKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.issuer = config.publicUrl;
    this.audience = scimBaseUrl(config);
  }

  /** @returns The token, and how many seconds it lives. */
  async issue({ tenantId, clientId, scopes }: NewAccessToken): Promise<{
    readonly token: string;
    readonly expiresIn: number;
  }> {
    const { kid, privateKey } = await this.keys.current();
    const expiresIn = this.config.accessTokenMinutes * 60;
    const issuedAt = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ client_id: clientId, tenant_id: tenantId, scope: scopes.join(' ') })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: TYPE, kid })
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setSubject(clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresIn)
      .setJti(randomUUID())
      .sign(privateKey);
    return { token, expiresIn };
  }

  /**
   * Checks signature, type, issuer, audience and time. The database is asked only for a key that is not known yet.
   *
   * @throws {@link AccessTokenExpiredError} for a token that was good and is not any more.
   * @throws {@link InvalidAccessTokenError} for everything else that is no access token of this service.
   */
  async verify(jwt: string): Promise<AccessTokenOwner> {
    this.refuseForeign(jwt);
    try {
      const { payload } = await jwtVerify(jwt, (header) => this.findKey(header), {
        algorithms: [SIGNING_ALGORITHM],
        typ: TYPE,
        issuer: this.issuer,
        audience: this.audience,
        requiredClaims: ['sub', 'client_id', 'tenant_id', 'scope', 'iat', 'exp', 'jti'],
      });
      return readOwner(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new AccessTokenExpiredError(new Date(Number(error.payload.exp) * 1000), { cause: error });
      }
      if (error instanceof errors.JOSEError) throw invalid(error);
      throw error;
    }
  }

  /** Tells a token of another region or service apart before its key is looked for. */
  private refuseForeign(jwt: string): void {
    if (jwt.length > MAX_LENGTH || !isJwt(jwt)) throw invalid();
    const { iss } = decode(jwt);
    if (iss === this.issuer) return;
    const host = Object.values(REGIONS).find((url) => url === iss);
    throw new InvalidAccessTokenError(
      host === undefined
        ? `This access token is of another service. Its issuer ("iss") has to be ${this.issuer}. ${GET_NEW_ONE}`
        : `This access token belongs to another region. Set "Tenant URL" to ${host}/api/v1/scim.`,
    );
  }

  private async findKey({ kid }: JWTHeaderParameters): Promise<CryptoKey> {
    const key = kid === undefined ? undefined : await this.keys.findIfAny(kid);
    if (key === undefined) {
      throw new InvalidAccessTokenError(
        `The key that signed this access token is not known here any more. ${GET_NEW_ONE}`,
      );
    }
    return key.publicKey;
  }
}

function decode(jwt: string): JWTPayload {
  try {
    return decodeJwt(jwt);
  } catch (error) {
    throw invalid(error);
  }
}

function readOwner({ sub, client_id, tenant_id, scope, iat, exp }: JWTPayload): AccessTokenOwner {
  const ids = [sub, client_id, tenant_id];
  if (!ids.every(isUuid) || sub !== client_id || typeof scope !== 'string' || exp === undefined)
    throw invalid();
  if (iat === undefined || iat > Date.now() / 1000 + CLOCK_TOLERANCE) throw invalid();
  const granted = scope.split(' ');
  return {
    tenantId: String(tenant_id),
    clientId: String(client_id),
    scopes: SCOPES.filter((known) => granted.includes(known)),
    expiresAt: new Date(exp * 1000),
  };
}

function invalid(cause?: unknown): InvalidAccessTokenError {
  return new InvalidAccessTokenError(
    `This is not an access token of this service, or it was not copied whole. ${GET_NEW_ONE}`,
    { cause },
  );
}
