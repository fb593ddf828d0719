import { ScimError } from '@flosum/scim-schema';
import type { AttributeChange } from '@flosum/scim-schema';
import { describeFailure } from '../../http/index.js';
import { outcomeOf } from '../../request-log/index.js';
import type { Outcome } from '../../request-log/index.js';

/** What becomes of a request that is run again. */
export interface ReplayResult {
  readonly status: number;
  readonly outcome: Outcome;
  /** With marks around personal values, as the lines of the log have it. */
  readonly meaning: string;
  readonly detail: string | null;
  readonly scimType: string | null;
  readonly attributes: readonly AttributeChange[];
  /** The answer to a request that only reads. */
  readonly body: string | null;
}

/** @throws the error itself when it is no refusal. */
export function describeRefusal(error: unknown): ReplayResult {
  const { status, detail } = error instanceof ScimError ? error : describeFailure(error);
  if (status >= 500) throw error;
  const scimType = error instanceof ScimError ? (error.scimType ?? null) : null;
  return {
    status,
    outcome: outcomeOf(status),
    meaning: `Refused: ${detail}`,
    detail,
    scimType,
    attributes: [],
    body: null,
  };
}
