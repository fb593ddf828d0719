import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { FederationsService } from '../oauth-clients/index.js';
import type { Federation } from '../oauth-clients/index.js';
import type { KnownCredential } from '../tenants/index.js';
import { GuardedFetchError } from './guarded-fetch.js';
import { IssuerKeys } from './issuer-keys.js';
import { InvalidOAuthClientError } from './oauth-errors.js';

/** Signatures with a public key. Never `none`, and no HS*: a shared secret is no identity elsewhere. */
export const ASSERTION_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** How much the clocks may differ, in seconds. */
const CLOCK_TOLERANCE = 60;

/** An assertion is not a long-lived secret, in seconds. */
const MAX_LIFETIME = 86_400;

const MAX_JTI_LENGTH = 1_000;

/** Checks the signed assertion by which another issuer vouches for a client (RFC 7523 section 3). */
@Injectable()
export class AssertionVerifier {
  constructor(
    @Inject(FederationsService)
    private readonly federations: Pick<FederationsService, 'list' | 'noteAssertion'>,
    private readonly issuerKeys: IssuerKeys,
  ) {}

  /**
   * The issuer is asked for its keys only when the assertion says what is registered for this client.
   *
   * @param client - The client that the request names; `undefined` is refused like one without federations.
   * @throws {@link InvalidOAuthClientError}
   */
  async verify(assertion: string, client: KnownCredential | undefined): Promise<void> {
    const claims = readClaims(assertion);
    const { issuer, subject, audience } = await this.findFederation(claims, client);
    refuseTimes(claims);
    const payload = await this.verifySignature(assertion, { issuer, subject, audience });
    if (client !== undefined) await this.refuseReplay(payload, client);
  }

  private async findFederation(claims: JWTPayload, client: KnownCredential | undefined): Promise<Federation> {
    const registered =
      client === undefined ? [] : await this.federations.list(client.tenantId, client.tokenId);
    const audiences = [claims.aud ?? []].flat();
    const found = registered.find(
      ({ issuer, subject, audience }) =>
        issuer === claims.iss && subject === claims.sub && audiences.includes(audience),
    );
    if (found === undefined) {
      throw new InvalidOAuthClientError(
        'The client is not known here, or has no federation with the issuer (iss), subject (sub) and audience (aud) of this assertion. They are compared letter by letter.',
      );
    }
    return found;
  }

  private async verifySignature(
    assertion: string,
    { issuer, subject, audience }: Pick<Federation, 'issuer' | 'subject' | 'audience'>,
  ): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(assertion, this.issuerKeys.of(issuer), {
        algorithms: [...ASSERTION_ALGORITHMS],
        issuer,
        subject,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE,
      });
      return payload;
    } catch (error) {
      if (error instanceof GuardedFetchError) {
        throw new InvalidOAuthClientError(
          `The keys of the issuer of this assertion cannot be read: ${error.message}. Try again in a minute.`,
          { cause: error },
        );
      }
      if (error instanceof errors.JWKSNoMatchingKey) {
        throw refusal('The issuer of this assertion does not publish the key that signed it.', error);
      }
      // Keys of issuers may be broken in many ways, which the runtime refuses with errors of its own.
      throw refusal('The signature of this assertion is not right.', error);
    }
  }

  /** @throws {@link InvalidOAuthClientError} for an assertion that was shown before. One without `jti` has no name. */
  private async refuseReplay({ jti, iss = '', exp = 0 }: JWTPayload, client: KnownCredential): Promise<void> {
    if (jti === undefined) return;
    if (typeof jti !== 'string' || jti.length > MAX_JTI_LENGTH) {
      throw refusal(`The jti of this assertion has to be a text of up to ${MAX_JTI_LENGTH} characters.`);
    }
    const isNew = await this.federations.noteAssertion(client.tenantId, client.tokenId, {
      issuer: iss,
      jti,
      expiresAt: new Date((exp + 2 * CLOCK_TOLERANCE) * 1000),
    });
    if (!isNew)
      throw refusal('This assertion was shown before. Ask its issuer for a new one for each access token.');
  }
}

function readClaims(assertion: string): JWTPayload {
  try {
    const { alg } = decodeProtectedHeader(assertion);
    if ((ASSERTION_ALGORITHMS as readonly unknown[]).includes(alg)) return decodeJwt(assertion);
  } catch (error) {
    throw refusal('The assertion is not a signed JWT, or it was not copied whole.', error);
  }
  throw refusal(`The assertion has to be signed with one of ${ASSERTION_ALGORITHMS.join(', ')}.`);
}

function refuseTimes({ exp, iat, nbf }: JWTPayload): void {
  const now = Date.now() / 1000;
  if (typeof exp !== 'number') throw refusal('The assertion has no expiry (exp).');
  if (exp + CLOCK_TOLERANCE <= now) throw refusal('The assertion has expired. Ask its issuer for a new one.');
  if (exp > now + MAX_LIFETIME + CLOCK_TOLERANCE) {
    throw refusal('The assertion is good for more than 24 hours. Let its issuer make it for a shorter time.');
  }
  for (const time of [iat, nbf]) {
    if (time === undefined) continue;
    if (typeof time !== 'number' || time > now + CLOCK_TOLERANCE || time > exp) {
      throw refusal('The assertion begins in the future (iat, nbf). Compare the clock of its issuer.');
    }
  }
}

function refusal(message: string, cause?: unknown): InvalidOAuthClientError {
  return new InvalidOAuthClientError(message, cause === undefined ? undefined : { cause });
}
