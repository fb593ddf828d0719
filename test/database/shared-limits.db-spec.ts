import { Logger } from '@nestjs/common';
import type { RateLimit } from '../../config/index.js';
import { LimiterStore } from '../../src/auth/fair-use/limiter-store.js';
import { Refusals } from '../../src/auth/fair-use/refusals.js';
import { RequestLimits } from '../../src/auth/fair-use/request-limits.js';
import { openThings } from '../harness/open-things.js';

const { TEST_REDIS_URL } = process.env;
const describeWithRedis = TEST_REDIS_URL === undefined ? describe.skip : describe;

const LIMIT: RateLimit = { perSecond: 5, burst: 20 };

/** What one instance of the service counts with. */
class Instance {
  private readonly forget = openThings.note('an instance with limits');
  readonly limits: RequestLimits;

  private constructor(private readonly store: LimiterStore) {
    this.limits = new RequestLimits(store, new Refusals(), { rateLimit: LIMIT });
  }

  static async start(redisUrl: string): Promise<Instance> {
    const store = new LimiterStore({ redisUrl });
    await store.onModuleInit();
    return new Instance(store);
  }

  stop(): void {
    this.store.onApplicationShutdown();
    this.forget();
  }
}

async function admitted(instances: readonly Instance[], requests: number): Promise<number> {
  const sender = { tenantId: `tenant-${Math.random()}`, tokenId: 'token', settings: { rateLimit: null } };
  const each = Math.ceil(requests / instances.length);
  const calls = instances.flatMap(({ limits }) => Array.from({ length: each }, () => limits.count(sender)));
  const outcomes = await Promise.allSettled(calls);
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

describeWithRedis('limits with Redis', () => {
  it('are exact over several instances', async () => {
    const url = TEST_REDIS_URL ?? '';
    const instances = await Promise.all([url, url, url].map((each) => Instance.start(each)));

    expect(await admitted(instances, 90)).toBe(20);

    for (const instance of instances) instance.stop();
  });
});

describe('limits whose Redis cannot be reached', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('are counted by each instance for itself', async () => {
    const url = 'redis://127.0.0.1:1';
    const instances = await Promise.all([url, url].map((each) => Instance.start(each)));
    expect(await admitted(instances, 80)).toBe(40);
    for (const instance of instances) instance.stop();
  });
});
