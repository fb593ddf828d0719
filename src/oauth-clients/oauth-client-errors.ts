/** The tenant has no OAuth client with this id. */
export class OAuthClientNotFoundError extends Error {
  constructor() {
    super('This tenant has no OAuth client with this id.');
    this.name = 'OAuthClientNotFoundError';
  }
}

/** The client has no secret with this id. */
export class ClientSecretNotFoundError extends Error {
  constructor() {
    super('This OAuth client has no secret with this id.');
    this.name = 'ClientSecretNotFoundError';
  }
}

/** The client has no federation with this id. */
export class FederationNotFoundError extends Error {
  constructor() {
    super('This OAuth client has no federation with this id.');
    this.name = 'FederationNotFoundError';
  }
}

/** What is asked for does not go together with what the client or the tenant has. */
export class OAuthClientConflictError extends Error {
  /** @param message - What stands against it and what to do, in words for the operator. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OAuthClientConflictError';
  }
}
