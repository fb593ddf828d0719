import { OAUTH_REALM } from './oauth-paths.js';

/** The codes of RFC 6749 section 5.2 that this grant has, and two for failures that are not the client's. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'server_error';

/** A request for an access token that is refused. */
export abstract class OAuthError extends Error {
  abstract readonly code: OAuthErrorCode;
  readonly status: number = 400;
  readonly headers: Readonly<Record<string, string>> = {};
}

/** The request cannot be understood: a parameter is missing, named twice, or contradicts another one. */
export class InvalidOAuthRequestError extends OAuthError {
  readonly code = 'invalid_request';

  /** @param message - What is wrong and what to do, in words for the tenant's admin. */
  constructor(message: string) {
    super(message);
    this.name = 'InvalidOAuthRequestError';
  }
}

/**
 * The client did not prove who it is. Answered with the challenge that HTTP wants with every 401 (RFC 9110 section
 * 15.5.2), so also when the client used no header.
 */
export class InvalidOAuthClientError extends OAuthError {
  readonly code = 'invalid_client';
  override readonly status = 401;
  override readonly headers = { 'WWW-Authenticate': `Basic realm="${OAUTH_REALM}", charset="UTF-8"` };

  /** @param message - What is wrong and what to do, in words for the tenant's admin. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidOAuthClientError';
  }
}

/** The client is who it says, and gets no tokens now: its tenant is suspended, or being deleted. */
export class UnauthorizedClientError extends OAuthError {
  readonly code = 'unauthorized_client';

  constructor(tenantStatus: 'suspended' | 'deleting') {
    super(
      tenantStatus === 'suspended'
        ? 'Provisioning is suspended for the tenant of this client. Ask the support of the product to resume it.'
        : 'The tenant of this client is being deleted with everybody in it. Stop provisioning to it.',
    );
    this.name = 'UnauthorizedClientError';
  }
}

export class UnsupportedGrantTypeError extends OAuthError {
  readonly code = 'unsupported_grant_type';

  constructor() {
    super('Set grant_type to client_credentials: this service has no other grant.');
    this.name = 'UnsupportedGrantTypeError';
  }
}

/** The scope is unknown, malformed, or more than the client has. */
export class InvalidScopeError extends OAuthError {
  readonly code = 'invalid_scope';

  /** @param allowed - What the client has. */
  constructor(allowed: readonly string[]) {
    super(
      `This client may ask for ${allowed.join(' ')}, or for some of them, with one blank between. Without scope it gets all.`,
    );
    this.name = 'InvalidScopeError';
  }
}
