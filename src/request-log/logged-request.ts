import type { DeviationName } from '@flosum/scim-schema';
import type { ChangeKind } from '../changes/index.js';
import type { TokenRefusal } from './exchange.js';
import type { Outcome } from './make-line.js';

/** A line of the request log, as it is read back. `meaning` still has its marks around personal values. */
export interface LoggedRequest {
  readonly id: string;
  readonly at: Date;
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly status: number;
  readonly scimType: string | null;
  readonly outcome: Outcome;
  readonly refusal: TokenRefusal | null;
  readonly milliseconds: number;
  readonly meaning: string;
  readonly personName: string | null;
  readonly personActive: boolean | null;
  readonly tokenId: string;
  /** `null` when the token is not there any more. */
  readonly tokenName: string | null;
  readonly changeKind: ChangeKind | null;
  readonly deviations: readonly DeviationName[];
}

/** A line with everything that is kept of the request and its answer. */
export interface LoggedExchange extends LoggedRequest {
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | null;
  readonly responseBody: string | null;
  readonly changeVersion: number | null;
}

/** Which lines somebody wants to see. */
export interface LineFilter {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly outcome?: Outcome | undefined;
  readonly method?: string | undefined;
  /** The id of a person or group, or a part of a name. */
  readonly person?: string | undefined;
  readonly tokenId?: string | undefined;
  readonly requestId?: string | undefined;
  /** A part of the sentence or of the person's name, or a whole `scimType` or request id. */
  readonly text?: string | undefined;
}
