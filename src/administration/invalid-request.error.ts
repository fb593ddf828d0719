import type { ValidationError } from '@nestjs/common';

export interface InvalidField {
  /** The path of the field, such as `settings.defaultTimezone`. */
  readonly field: string;
  readonly problem: string;
}

/** The request does not fit; every field that is wrong is named. */
export class InvalidRequestError extends Error {
  constructor(readonly errors: readonly InvalidField[]) {
    super('Some fields of the request are not right.');
    this.name = 'InvalidRequestError';
  }

  static from(errors: readonly ValidationError[]): InvalidRequestError {
    return new InvalidRequestError(errors.flatMap((error) => fieldsOf(error, '')));
  }
}

function fieldsOf(
  { property, constraints = {}, children = [] }: ValidationError,
  prefix: string,
): InvalidField[] {
  const field = `${prefix}${property}`;
  const own = Object.entries(constraints)
    .slice(0, 1)
    .map(([rule, problem]) => (rule === 'whitelistValidation' ? 'is not a field of this request' : problem));
  return [
    ...own.map((problem) => ({ field, problem })),
    ...children.flatMap((child) => fieldsOf(child, `${field}.`)),
  ];
}
