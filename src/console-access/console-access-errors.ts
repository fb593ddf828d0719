/** Nothing is known of this link: it was not copied whole, or it is long gone. */
export class ConsoleLinkNotFoundError extends Error {
  constructor() {
    super(
      'Nothing is known of this link. Look whether it was copied whole, or ask the operator of this installation for a new one.',
    );
    this.name = 'ConsoleLinkNotFoundError';
  }
}

/** The link has opened a session already, or its time is over. */
export class ConsoleLinkSpentError extends Error {
  /** @param reason - What has become of it, as a sentence. */
  constructor(reason: string) {
    super(`${reason} Ask the operator of this installation for a new one.`);
    this.name = 'ConsoleLinkSpentError';
  }
}

/** Nobody is signed in to the console, or not any more. */
export class NoConsoleSessionError extends Error {
  constructor() {
    super(
      'Nobody is signed in to the console, or the session is over. Ask the operator of this installation for a console link.',
    );
    this.name = 'NoConsoleSessionError';
  }
}
