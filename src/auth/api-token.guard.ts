import { Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { Strategy } from 'passport-http-bearer';
import type { VerifyFunctions } from 'passport-http-bearer';
import {
  InsufficientScopeError,
  InvalidTokenError,
  MissingTokenError,
  ProvisioningOffError,
  TenantSuspendedError,
} from './auth-errors.js';
import type { AuthenticatedRequest, TenantPrincipal, TokenOwner } from './principal.js';
import { exchangeOf, RequestRecorder } from '../request-log/index.js';
import type { Exchange, TokenRefusal } from '../request-log/index.js';
import { RequestPlaces } from './fair-use/request-places.js';
import { TokenVerifier } from './token-verifier.js';
import type { TokenClient } from '../tenants/index.js';

const READING_VERBS: readonly string[] = ['GET', 'HEAD'];
const READING = Symbol('reading');

/** Marks a route that only reads although its verb is POST: a search. */
export const Reading = (): MethodDecorator => SetMetadata(READING, true);

/** The strategy of `passport-http-bearer` at work on one request: it answers at once, since it only reads the header. */
class Attempt extends Strategy<VerifyFunctions> {
  token: string | undefined;
  challenge: unknown;

  constructor() {
    super((token, done) => {
      done(null, token);
    });
  }

  success(token: string): void {
    this.token = token;
  }

  fail(challenge: unknown): void {
    this.challenge = challenge;
  }
}

/**
 * Lets a request in that carries an API token with the scope for what it does.
 *
 * The strategy of `passport-http-bearer` is driven directly: Nest's `AuthGuard` around it costs half of the request
 * rate. It sees the header only, for tokens in URLs end up in logs (RFC 6750 section 5.3).
 */
@Injectable()
export class ApiTokenGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly places: RequestPlaces,
    private readonly recorder: RequestRecorder,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    // The query is parsed anew each time that it is asked for.
    if (request.url.includes('access_token') && 'access_token' in request.query) {
      throw new InvalidTokenError(
        'An API token in the URL is refused, since URLs are written into logs. Revoke that token, make a new one and ' +
          'send it as "Authorization: Bearer <token>".',
      );
    }
    const token = readToken(request.headers.authorization);
    const response = http.getResponse<Response>();
    const owner = await this.verify(token, request, response);
    const caller = callerOf(owner, request);
    request.caller = caller;
    const reads =
      READING_VERBS.includes(request.method) || this.reflector.get<boolean>(READING, context.getHandler());
    const scope = reads ? 'scim:read' : 'scim:write';
    if (!caller.scopes.includes(scope)) throw new InsufficientScopeError(scope);
    await this.places.take(caller, response);
    return true;
  }

  /** The request is recorded as soon as it is known whose it is. */
  private async verify(
    token: string,
    request: AuthenticatedRequest,
    response: Response,
  ): Promise<TokenOwner> {
    const client = clientOf(request);
    let exchange: Exchange | undefined;
    try {
      const caller = await this.verifier.verify(token, client, (owner) => {
        exchange = this.recorder.follow(request, response, owner);
      });
      if (exchange !== undefined) exchange.userType = caller.userType;
      return caller;
    } catch (error) {
      if (error instanceof InvalidTokenError)
        exchange ??= this.recorder.followUnknown(request, response, token);
      if (exchange !== undefined) exchange.refusal = refusalOf(error);
      throw error;
    }
  }
}

/**
 * Finds the token in the header `Authorization`. Whose it is comes after.
 *
 * @throws {@link MissingTokenError} or {@link InvalidTokenError}
 */
function readToken(authorization: string | undefined): string {
  const attempt = new Attempt();
  attempt.authenticate({ headers: { authorization } } as never);
  if (attempt.token === undefined) throw describeRefusal(authorization, attempt.challenge);
  return attempt.token;
}

/** The strategy says 400 when the header is not made of two words, and otherwise hands out its challenge. */
function describeRefusal(authorization: string | undefined, challenge: unknown): Error {
  if (authorization === undefined || typeof challenge === 'string') return new MissingTokenError();
  return new InvalidTokenError(
    'The header "Authorization" has to be "Bearer", one blank, and the API token.',
  );
}

/** Named one by one: every request has one, and a copy by `...` is slow to add to. */
function callerOf(owner: TokenOwner, request: AuthenticatedRequest): TenantPrincipal {
  const { tenantId, settings, userType, credential, tokenId, scopes } = owner;
  const { requestId } = request;
  const written = exchangeOf(request)?.written;
  return { tenantId, settings, userType, credential, tokenId, scopes, requestId, written };
}

/** From where a request comes; the address is only worked out when somebody asks. */
function clientOf(request: AuthenticatedRequest): TokenClient {
  return {
    get address(): string {
      return request.ip ?? '';
    },
    userAgent: request.headers['user-agent'],
  };
}

function refusalOf(error: unknown): TokenRefusal | undefined {
  return error instanceof InvalidTokenError ||
    error instanceof TenantSuspendedError ||
    error instanceof ProvisioningOffError
    ? error.refusal
    : undefined;
}
