/** The access token was good, and its time is over: the client gets a new one. */
export class AccessTokenExpiredError extends Error {
  constructor(
    readonly expiredAt: Date,
    options?: ErrorOptions,
  ) {
    super('The access token has expired. Get a new one from the token URL.', options);
    this.name = 'AccessTokenExpiredError';
  }
}

/** This is no access token of this service: tampered with, of another service, or signed by a key that is gone. */
export class InvalidAccessTokenError extends Error {
  /** @param message - What is wrong and what to do, in words for the tenant's admin. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidAccessTokenError';
  }
}
