import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { LimiterStore } from './limiter-store.js';
import { Refusals } from './refusals.js';

/** Far more than people mistype, and few enough that guessing costs us nothing. */
const POINTS = 300;
const DURATION = 60;

/**
 * How many wrong tokens, secrets and keys may come from one address.
 *
 * It delays only what is not known yet: a token that was right before is looked up in any case, for an address of
 * Entra ID sends the tokens of thousands of tenants, and one wrong one must not lock out the others.
 */
@Injectable()
export class SignInFailures {
  private readonly limiter: RateLimiterAbstract;

  constructor(
    store: LimiterStore,
    private readonly refusals: Refusals,
  ) {
    this.limiter = store.make({ name: 'failures', points: POINTS, duration: DURATION });
  }

  /** @throws {@link RateLimitError} when there were too many already. */
  async refuseIfTooMany(address: string): Promise<void> {
    const counted = await this.limiter.get(networkOf(address));
    if (counted === null || counted.consumedPoints <= POINTS) return;
    await this.refusals.refuse(counted, describe);
  }

  /** @throws {@link RateLimitError} when this one is too many. */
  async count(address: string): Promise<void> {
    await this.refusals.within(this.limiter.consume(networkOf(address)), describe);
  }
}

function describe(retryAfter: number): string {
  return (
    'Too many wrong tokens, secrets or keys came from this address. Check what was pasted, and try again in ' +
    `${retryAfter} seconds.`
  );
}

/** Who has one IPv6 address has at least a /64 of them. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.toByteArray().slice(0, 8).join('.');
}
