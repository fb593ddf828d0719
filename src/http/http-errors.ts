import { HttpException } from '@nestjs/common';

/** The resource is there, but has no such verb. */
export class MethodNotAllowedError extends HttpException {
  constructor(readonly allow: readonly string[]) {
    super(`This address takes ${allow.join(', ')} only.`, 405);
  }
}

/** The body is of a type that nobody here reads. */
export class UnsupportedMediaTypeError extends HttpException {
  constructor(advice = 'Send the body as application/scim+json or application/json, in UTF-8.') {
    super(advice, 415);
  }
}

/** The client takes no type that we have. */
export class NotAcceptableError extends HttpException {
  constructor() {
    super(
      'This service answers in application/scim+json or application/json. Ask for one of them in "Accept".',
      406,
    );
  }
}
