import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitError } from './rate-limit-error.js';

/**
 * How long a refused request waits for its answer, in milliseconds: not all equally long, or those who were refused
 * together would come back together.
 */
const SHORTEST_PAUSE = 200;
const LONGEST_PAUSE = 600;
/** So many may wait at once; further ones are answered at once, so that waiting costs no memory. */
const MAX_WAITING = 2_000;

/**
 * Refuses what is too much, after a pause: a client that does not heed `Retry-After` sends its next request only when it
 * has this answer, and so leaves the processor to the others.
 */
@Injectable()
export class Refusals {
  private waiting = 0;

  /**
   * Waits for a limiter.
   *
   * @param describe - Says what was too much; gets the seconds to wait.
   * @throws {@link RateLimitError} when the limiter refuses.
   */
  async within(consumed: Promise<unknown>, describe: (retryAfter: number) => string): Promise<void> {
    try {
      await consumed;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      await this.refuse(refusal, describe);
    }
  }

  /** @throws {@link RateLimitError} */
  async refuse(
    { msBeforeNext }: { readonly msBeforeNext: number },
    describe: (retryAfter: number) => string,
  ): Promise<never> {
    await this.pause();
    const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
    throw new RateLimitError(describe(retryAfter), retryAfter);
  }

  private async pause(): Promise<void> {
    if (this.waiting >= MAX_WAITING) return;
    this.waiting += 1;
    await pause(SHORTEST_PAUSE + Math.random() * (LONGEST_PAUSE - SHORTEST_PAUSE));
    this.waiting -= 1;
  }
}
