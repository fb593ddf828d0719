import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../database/index.js';
import type { Exchange, ExchangeOwner } from './exchange.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Different tokens that are looked for at once; further ones are only counted. */
const MAX_WAITING = 20;
const MAX_SEEN = 10_000;

/** The part of a token that may be shown; also of one that was not copied whole. */
const PUBLIC_ID = /^fls_[a-z]{2}_([0-9A-Za-z]{12})_/;

export interface OwnedExchange {
  readonly owner: ExchangeOwner;
  readonly exchange: Exchange;
}

/**
 * Tokens that open nothing here and never did: they are counted, and the operator hears of them once an hour. One that names a token of a
 * tenant, as one that was not copied whole, is told to that tenant, once a minute.
 */
@Injectable()
export class UnknownTokens {
  private hour = 0;
  private count = 0;
  private readonly seen = new LRUCache<string, true>({ max: MAX_SEEN, ttl: MINUTE });
  private waiting = new Map<string, Exchange>();
  private readonly logger = new Logger(UnknownTokens.name);

  constructor(private readonly database: Database) {}

  note(token: string, exchange: Exchange): void {
    this.tellLastHour();
    this.count += 1;
    const id = PUBLIC_ID.exec(token)?.[1];
    if (id === undefined || exchange.refusal !== 'unknown') return;
    if (this.waiting.size >= MAX_WAITING || this.seen.has(id)) return;
    this.seen.set(id, true);
    this.waiting.set(id, exchange);
  }

  /** Those of this hour, on this instance. */
  get ofThisHour(): number {
    return this.count;
  }

  /** Hands out what came since the last time and names a token of a tenant. */
  async takeOwned(): Promise<readonly OwnedExchange[]> {
    this.tellLastHour();
    if (this.waiting.size === 0) return [];
    const { waiting } = this;
    this.waiting = new Map();
    try {
      const rows = await this.database.operatorQuery<ExchangeOwner & { readonly publicId: string }>(
        'findApiTokensByPublicId',
        [[...waiting.keys()]],
      );
      return rows.flatMap(({ tenantId, tokenId, publicId }) => {
        const exchange = waiting.get(publicId);
        return exchange === undefined ? [] : [{ owner: { tenantId, tokenId }, exchange }];
      });
    } catch (error) {
      this.logger.warn(`Wrong tokens could not be looked for: ${String(error)}`);
      return [];
    }
  }

  private tellLastHour(): void {
    const hour = Math.floor(Date.now() / HOUR);
    if (hour === this.hour) return;
    if (this.count > 0)
      this.logger.warn(`${this.count} requests of an hour had tokens that nobody has here.`);
    this.hour = hour;
    this.count = 0;
  }
}
