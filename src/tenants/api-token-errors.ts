/** The tenant has no API token with this id. */
export class ApiTokenNotFoundError extends Error {
  constructor() {
    super('This tenant has no API token with this id.');
    this.name = 'ApiTokenNotFoundError';
  }
}

/** The tenant would have more tokens than anybody can keep an eye on. */
export class TooManyApiTokensError extends Error {
  constructor(limit: number) {
    super(
      `This tenant has ${limit} live API tokens, and more are not made. Look in the list which of them is not used any ` +
        'more and revoke it. To replace a token at once, rotate it with "overlapMinutes": 0.',
    );
    this.name = 'TooManyApiTokensError';
  }
}

/** The token cannot be rotated: it opens nothing any more, or another one has its place already. */
export class ApiTokenNotRotatableError extends Error {
  /** @param reason - What stands against it and what to do, in words for the operator. */
  constructor(reason: string) {
    super(reason);
    this.name = 'ApiTokenNotRotatableError';
  }
}
