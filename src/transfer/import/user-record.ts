import type { Operation } from '@flosum/scim-patch';
import type { JsonObject } from '@flosum/scim-schema';

/** One person of a file. */
export interface UserRecord {
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  /** About how long it is. */
  readonly bytes: number;
  readonly userName: string | undefined;
  readonly externalId: string | undefined;
  /** As the body of a POST, for somebody who is not there yet. */
  readonly body: JsonObject;
  /** As the operations of a PATCH, for somebody who is: it sets what the record says and leaves the rest alone. */
  readonly operations: () => readonly Operation[];
}

/** How much of a file is held at once, beside the batch that is being written. */
export const BATCH_BYTES = 4 * 1_048_576;

/** A line, or a few, of which no record can be made. */
export interface UnreadableRecord {
  readonly line: number;
  readonly bytes?: number;
  readonly problem: string;
}

/** The records of a file, a few at a time. */
export type RecordSource = AsyncGenerator<readonly (UserRecord | UnreadableRecord)[], void>;

/** The longest line, in bytes: as a request about one resource. */
export const MAX_RECORD_BYTES = 1_048_576;

/** The words for a line that is longer. */
export const TOO_LONG = 'The record is longer than 1 MiB.';
