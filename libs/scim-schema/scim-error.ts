/** The `scimType` keywords of RFC 7644 table 9 and RFC 9865 section 2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/**
 * A failure that the SCIM client caused and may read about.
 *
 * `detail` goes out on the wire, and Entra ID shows it to the tenant's admin in its provisioning log: say what is
 * wrong and what to do. Never put a secret, another tenant's data or a driver message into it; whatever helps the
 * operator belongs in `cause`.
 */
export abstract class ScimError extends Error {
  abstract readonly status: number;
  readonly scimType?: ScimType;

  constructor(
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = new.target.name;
  }
}

/** The body is not JSON, or not the message that the endpoint takes. */
export class InvalidSyntaxError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'invalidSyntax';
}

/** A value has the wrong type, is missing though required, or does not fit the attribute. */
export class InvalidValueError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'invalidValue';
}

/** The filter cannot be read, or asks for something that cannot be answered. */
export class InvalidFilterError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'invalidFilter';

  /** @param position - Index of the offending character in the filter text, from 0. */
  constructor(
    readonly problem: string,
    readonly position: number,
  ) {
    super(`Filter not understood at character ${position + 1}: ${problem}.`);
  }
}

/** The `path` of a PATCH operation cannot be read. */
export class InvalidPathError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'invalidPath';
}

/** The answer would take more work than one query may cost (RFC 7644 section 3.4.2.1). */
export class TooManyError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'tooMany';

  constructor(options?: ErrorOptions) {
    super(
      'The query took too long and was stopped. Narrow it down, for instance by userName, externalId, an e-mail ' +
        'address or meta.lastModified, or leave sortBy out.',
      options,
    );
  }
}

/** The cursor is none of ours, or belongs to another query (RFC 9865 section 2.1). */
export class InvalidCursorError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'invalidCursor';

  constructor() {
    super(
      'This cursor does not belong to this query. Start again with an empty cursor and the same parameters.',
    );
  }
}

/** The cursor is older than `cursorTimeout` says (RFC 9865 section 2.1). */
export class ExpiredCursorError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'expiredCursor';

  constructor() {
    super('This cursor has expired. Start again with an empty cursor.');
  }
}

/** The page size differs from that of the first page (RFC 9865 section 2.1). */
export class InvalidCountError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'invalidCount';

  constructor() {
    super('"count" is a whole number, and the same on every page of a cursor.');
  }
}

/** A PATCH operation needs a target and has none. */
export class NoTargetError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'noTarget';
}

/** The attribute may not be changed in this way. */
export class MutabilityError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'mutability';
}

/** Another resource of the tenant already has this value. */
export class UniquenessError extends ScimError {
  readonly status = 409;
  override readonly scimType = 'uniqueness';

  /** @param explanation - What is known of the other resource, and what to do. */
  constructor(
    readonly attribute: string,
    options?: ErrorOptions,
    explanation = `It may be inactive: look it up by ${attribute} and update it instead of creating it again.`,
  ) {
    super(`Another resource already has this ${attribute}. ${explanation}`, options);
  }
}

/** No such resource in the calling tenant. A foreign id and an unknown one read alike. */
export class ResourceNotFoundError extends ScimError {
  readonly status = 404;

  constructor(resourceType: string) {
    super(`This tenant has no ${resourceType} with this id. It may have been deleted.`);
  }
}

/** The caller's `If-Match` names another version than the present one (RFC 7644 section 3.14). */
export class VersionMismatchError extends ScimError {
  readonly status = 412;

  constructor() {
    super(
      'The resource has changed since you read it. Read it again and repeat the change on the new version.',
    );
  }
}
