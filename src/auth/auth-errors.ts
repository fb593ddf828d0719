import { ScimError } from '@flosum/scim-schema';
import type { TokenRefusal } from '../request-log/index.js';

/** The realm of the challenge (RFC 6750 section 3). */
const REALM = 'scim';

/** A failure that is answered with a challenge. */
export abstract class AuthError extends ScimError {
  /** The value of `WWW-Authenticate`. */
  abstract readonly challenge: string;
}

/** No API token was sent (RFC 6750 section 3.1: then the challenge carries no error). */
export class MissingTokenError extends AuthError {
  readonly status = 401;
  readonly challenge = `Bearer realm="${REALM}"`;

  constructor() {
    super(
      'No API token was sent. Paste an API token of this tenant into "Secret token"; other clients send it as ' +
        '"Authorization: Bearer <token>".',
    );
  }
}

/** A token was sent, and it does not open anything. */
export class InvalidTokenError extends AuthError {
  readonly status = 401;
  readonly challenge: string;

  /**
   * @param reason - What is wrong with the token, in words for the tenant's admin.
   * @param refusal - The same in a word.
   */
  constructor(
    reason: string,
    readonly refusal: TokenRefusal = 'unknown',
  ) {
    super(reason);
    this.challenge = `Bearer realm="${REALM}", error="invalid_token", error_description="${plain(reason)}"`;
  }
}

/** The token is good, but does not allow this (RFC 6750 section 3.1). */
export class InsufficientScopeError extends AuthError {
  readonly status = 403;
  readonly challenge: string;

  constructor(scope: string) {
    super(
      `This API token does not have the scope "${scope}". Make a token with it and paste it into "Secret token".`,
    );
    this.challenge = `Bearer realm="${REALM}", error="insufficient_scope", scope="${scope}"`;
  }
}

/** The tenant is suspended: its people stay as they are until the operator resumes it. */
export class TenantSuspendedError extends ScimError {
  readonly status = 403;
  readonly refusal: TokenRefusal = 'suspended';

  constructor() {
    super('Provisioning is suspended for this tenant. Ask the support of the product to resume it.');
  }
}

/** An owner has switched provisioning off in the console: people stay as they are. */
export class ProvisioningOffError extends ScimError {
  readonly status = 403;
  readonly refusal: TokenRefusal = 'suspended';

  constructor() {
    super(
      'Provisioning is switched off for this tenant, by one of its owners in the admin console. Nothing was changed. An ' +
        'owner switches it on again in the console, under Settings > Danger zone; the API tokens stay as they are.',
    );
  }
}

/** The operator has begun to delete the tenant: nothing of it comes back. */
export class TenantBeingDeletedError extends ScimError {
  readonly status = 403;

  constructor() {
    super(
      'This tenant of the product is being deleted with everybody in it, and takes no changes any more. Stop ' +
        'provisioning to it. If you did not expect this, ask the support of the product.',
    );
  }
}

/** A quoted string of a header has no quotes in it, and ASCII only. */
function plain(text: string): string {
  return text.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7E]/g, '');
}
