import type { Scope } from '../tenants/index.js';

/** An OAuth client of a tenant; its id is the `client_id`. */
export interface OAuthClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdBy: string;
  readonly createdAt: Date;
  /** When it last got an access token. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

/** A secret of a client: everything about it but the secret itself. */
export interface ClientSecret {
  readonly id: string;
  readonly clientId: string;
  readonly display: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

/** An identity elsewhere that may stand for a client: what the claims `iss`, `sub` and `aud` have to say. */
export interface Federation {
  readonly id: string;
  readonly clientId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** What is known of a secret that somebody showed for a client. */
export interface KnownClientSecret {
  readonly secretId: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}
