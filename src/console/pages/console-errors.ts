import { HttpException } from '@nestjs/common';

/** A browser wants a page that is there only for people who ask for it. */
export class NotAskedForError extends HttpException {
  constructor() {
    super('This link signs you in when you open it yourself. Nothing was used up.', 403);
  }
}

/** Nothing is at this address of the console. */
export class NoSuchPageError extends HttpException {
  constructor() {
    super('Nothing is at this address. Open the console at its beginning.', 404);
  }
}

/** A form was sent from somewhere else than from our own page. */
export class ForeignFormError extends HttpException {
  constructor() {
    super('This was not sent from the console. Open the console and press Sign out there.', 403);
  }
}
