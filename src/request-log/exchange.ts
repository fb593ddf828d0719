import type { IncomingHttpHeaders } from 'node:http';
import type { DeviationName, ResourceType } from '@flosum/scim-schema';
import type { NewChange } from '../changes/index.js';

/** Why a token opened nothing. */
export type TokenRefusal = 'unknown' | 'expired' | 'revoked' | 'other-region' | 'suspended';

/** Whose request it is. */
export interface ExchangeOwner {
  readonly tenantId: string;
  readonly tokenId: string;
}

/** One request and its answer: what is known of it as it goes, and at its end. */
export interface Exchange {
  owner: ExchangeOwner | undefined;
  readonly at: Date;
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The type of users of the tenant, which says what may never be shown. */
  userType: ResourceType | undefined;
  refusal: TokenRefusal | undefined;
  /** What the request has changed indeed. */
  readonly written: NewChange[];
  deviations: readonly DeviationName[];
  /** The body of the answer, as it was sent. */
  answer: string | Buffer | undefined;
  scimType: string | undefined;
  /** Why it was refused, in the words of the answer. */
  detail: string | undefined;
  /** The pattern of the path; empty when nothing is there. */
  route: string;
  requestBody: unknown;
  status: number;
  milliseconds: number;
  /** Whether the client went away before it had its answer. */
  isCutOff: boolean;
}

const EXCHANGE = Symbol('exchange');

interface Carrier {
  [EXCHANGE]?: Exchange;
}

/** @returns `undefined` while nobody knows whose request it is. */
export function exchangeOf(request: object): Exchange | undefined {
  return (request as Carrier)[EXCHANGE];
}

export function attachExchange(request: object, exchange: Exchange): void {
  (request as Carrier)[EXCHANGE] = exchange;
}
