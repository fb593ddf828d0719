/** How many requests there were, and how many of them went wrong. */
export interface RequestCount {
  readonly total: number;
  readonly failed: number;
}

/** A request that was answered. What is not known of it is `null`. */
export interface AnsweredRequest {
  readonly at: Date;
  readonly method: string | null;
  readonly route: string | null;
  readonly status: number | null;
  /** In words, with marks around personal values. */
  readonly meaning: string;
}

/** Why a token was refused; `other` when it was let in, but what it asked for was not. */
export const REFUSALS = ['unknown', 'expired', 'revoked', 'other-region', 'suspended', 'other'] as const;

export interface RefusedRequest {
  readonly at: Date;
  readonly reason: (typeof REFUSALS)[number];
  readonly words: string;
}

/** What is known of the SCIM requests of a tenant. */
export interface RequestSummary {
  readonly last24Hours: RequestCount;
  readonly last30Days: RequestCount;
  /** Of requests whose token opened something, whatever became of them; so is the first one. */
  readonly lastRequestAt: Date | null;
  readonly firstRequest: AnsweredRequest | null;
  /** Of a token, when no other request was taken since. */
  readonly lastRefusal: RefusedRequest | null;
  /** Requests that could not be written down. */
  readonly dropped: number;
  /** Requests with tokens that nobody knows. */
  readonly unknownTokens: number;
}

/** Counts the SCIM requests of tenants. */
export interface RequestStatistics {
  summary(tenantId: string): Promise<RequestSummary>;

  /** How many requests are kept of a tenant. */
  countKept(tenantId: string): Promise<number>;
}

/** The token under which Nest hands {@link RequestStatistics} out. */
export const REQUEST_STATISTICS = Symbol('request statistics');
