import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Config, RateLimit } from '../../../config/index.js';
import { CONFIG } from '../../config.token.js';
import type { TenantSettings } from '../../tenants/index.js';
import { LimiterStore } from './limiter-store.js';
import { Refusals } from './refusals.js';

/** Far more than any installation sets; further ones only forget the counters of others. */
const MAX_DIFFERENT_LIMITS = 1_000;

/** Whose requests are counted. */
interface Sender {
  readonly tenantId: string;
  readonly tokenId: string;
  readonly settings: Pick<TenantSettings, 'rateLimit'>;
}

/**
 * How many requests a token of a tenant may send. Never by address: all tenants come from those of Entra ID.
 *
 * They are counted in windows of as many whole seconds as `burst` holds `perSecond`: by default 200 in four seconds,
 * so that a token can send 50 a second for ever, and 200 at once after a pause.
 */
@Injectable()
export class RequestLimits {
  private readonly limiters = new LRUCache<string, RateLimiterAbstract>({ max: MAX_DIFFERENT_LIMITS });

  constructor(
    private readonly store: LimiterStore,
    private readonly refusals: Refusals,
    @Inject(CONFIG) private readonly config: Pick<Config, 'rateLimit'>,
  ) {}

  /** @throws {@link RateLimitError} */
  async count(sender: Sender): Promise<void> {
    const limit = this.limitOf(sender);
    await this.refusals.within(this.limiterOf(limit).consume(keyOf(sender)), (retryAfter) => {
      return (
        `This tenant sends more requests than it may (${limit.perSecond} a second, ${limit.burst} at once). Nothing ` +
        `was changed. Go on in ${retryAfter} seconds.`
      );
    });
  }

  /**
   * Counts what one request does beyond a single operation. It is done in any case; what goes beyond the limit delays
   * the next request by the time in which it would have been allowed.
   */
  async charge(sender: Sender, operations: number): Promise<void> {
    if (operations <= 0) return;
    const limit = this.limitOf(sender);
    const limiter = this.limiterOf(limit);
    const { consumedPoints, msBeforeNext } = await limiter.penalty(keyOf(sender), operations);
    const excess = consumedPoints - limiter.points;
    if (excess > 0) {
      await limiter.block(keyOf(sender), Math.ceil(msBeforeNext / 1000 + excess / limit.perSecond));
    }
  }

  private limitOf({ settings }: Sender): RateLimit {
    return settings.rateLimit ?? this.config.rateLimit;
  }

  private limiterOf({ perSecond, burst }: RateLimit): RateLimiterAbstract {
    const name = `requests:${perSecond}:${burst}`;
    const known = this.limiters.get(name);
    if (known !== undefined) return known;
    const duration = Math.max(1, Math.floor(burst / perSecond));
    const made = this.store.make({ name, points: perSecond * duration, duration });
    this.limiters.set(name, made);
    return made;
  }
}

function keyOf({ tenantId, tokenId }: Sender): string {
  return `${tenantId}:${tokenId}`;
}
