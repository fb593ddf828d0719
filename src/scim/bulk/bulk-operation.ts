import type { JsonObject, ScimError } from '@flosum/scim-schema';

/** A POST: it makes a resource, which the rest of the request knows by `bulkId`. */
export interface CreateOperation {
  readonly kind: 'create';
  readonly endpoint: string;
  readonly bulkId: string;
  readonly data: JsonObject;
}

interface Target {
  /** Without slashes, such as `Users`. */
  readonly endpoint: string;
  /** As in the path; `bulkId:x` for what operation `x` makes. */
  readonly id: string;
  readonly bulkId?: string;
}

/** A PUT or PATCH. */
export interface ChangeOperation extends Target {
  readonly kind: 'replace' | 'patch';
  readonly data: JsonObject;
  readonly version?: string;
}

/** A DELETE. */
interface RemoveOperation extends Target {
  readonly kind: 'remove';
  readonly version?: string;
}

/** One that cannot be run as it was sent. It fails alone, when its turn comes. */
interface InvalidOperation extends Partial<Target> {
  readonly kind: 'invalid';
  /** As it was sent, if it was text. */
  readonly method?: string;
  readonly error: ScimError;
}

export type ValidOperation = CreateOperation | ChangeOperation | RemoveOperation;

/** One entry of `Operations` (RFC 7644 section 3.7). */
export type BulkOperation = ValidOperation | InvalidOperation;

export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /** After how many errors the rest is left alone. */
  readonly failOnErrors?: number;
}
