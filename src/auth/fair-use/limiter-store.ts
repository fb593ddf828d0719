import cluster from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { createClient } from '@redis/client';
import { RateLimiterCluster, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Config } from '../../../config/index.js';
import { CONFIG } from '../../config.token.js';

/** How long a start waits for Redis, in milliseconds. */
const FIRST_CONNECTION = 1_000;

interface LimiterOptions {
  /** Tells the counters of one limiter from those of others. */
  readonly name: string;
  readonly points: number;
  /** Whole seconds. */
  readonly duration: number;
}

/**
 * Where the counters of the limits are: in the memory of each instance, or in Redis for all of them. As long as Redis
 * cannot be reached, each instance counts for itself; the workers of one instance count in their primary process.
 */
@Injectable()
export class LimiterStore implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(LimiterStore.name);
  private readonly redis: ReturnType<typeof createClient> | undefined;

  constructor(@Inject(CONFIG) { redisUrl }: Pick<Config, 'redisUrl'>) {
    if (redisUrl === undefined) return;
    this.redis = createClient({
      url: redisUrl,
      disableOfflineQueue: true,
      socket: { connectTimeout: 1_000, reconnectStrategy: (retries) => Math.min(5_000, 100 * 2 ** retries) },
    });
    let isDown = false;
    this.redis.on('error', (error: unknown) => {
      if (!isDown)
        this.logger.warn(`Redis cannot be reached; each instance counts for itself. (${String(error)})`);
      isDown = true;
    });
    this.redis.on('ready', () => {
      isDown = false;
    });
  }

  /** The service starts without Redis as well, and goes on trying to reach it. */
  async onModuleInit(): Promise<void> {
    if (this.redis === undefined) return;
    const connected = this.redis.connect().catch(() => undefined);
    await Promise.race([connected, pause(FIRST_CONNECTION, undefined, { ref: false })]);
  }

  onApplicationShutdown(): void {
    this.redis?.destroy();
  }

  make({ name, points, duration }: LimiterOptions): RateLimiterAbstract {
    const options = { keyPrefix: name, points, duration };
    const memory = cluster.isWorker ? new RateLimiterCluster(options) : new RateLimiterMemory(options);
    if (this.redis === undefined) return memory;
    return new RateLimiterRedis({
      storeClient: this.redis,
      useRedisPackage: true,
      keyPrefix: `flosum-scim:${name}`,
      points,
      duration,
      // A flood is refused without asking Redis each time.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: memory,
    });
  }
}
