import { ConsoleError } from '../guard/console-error.js';

export class RequestNotFoundError extends ConsoleError {
  constructor() {
    super(
      404,
      'This request is not in the log, or not any more. How long requests are kept stands under Settings.',
    );
  }
}

/** Who sees no names may not look for them either. */
export class AuditorsSearchNoNamesError extends ConsoleError {
  constructor() {
    super(
      403,
      'Your role sees no names, so it cannot search for them. Filter by time, outcome, verb or token.',
    );
  }
}

/** The request is not one that can be run again from what is kept of it. */
export class NotRepeatableError extends ConsoleError {
  /** @param reason - Why, and what to do instead, as sentences. */
  constructor(reason: string) {
    super(409, reason);
  }
}

export class TooManyStreamsError extends ConsoleError {
  constructor() {
    super(
      429,
      'This tenant has too many pages of the console open. Close some of them, and reload this one.',
    );
  }
}
