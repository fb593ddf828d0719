import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../../config/index.js';
import { CONFIG } from '../../config.token.js';
import type { TenantSettings } from '../../tenants/index.js';
import { Pace } from './pace.js';
import { Places } from './places.js';

/** More tenants than have requests under way at one moment. */
const MAX_TENANTS = 10_000;
const FEWEST = 2;
/** Timers are not finer, in milliseconds. */
const SHORTEST_WAIT = 1;

/** Whose requests take places. */
interface Sender {
  readonly tenantId: string;
  readonly settings: Pick<TenantSettings, 'rateLimit'>;
}

/** What one tenant has under way. */
interface Queue {
  readonly places: Places;
  readonly pace: Pace;
}

/**
 * How many requests of one tenant are worked on at one moment: as many as leave half of the database connections to
 * others, and a burst not in one lump. Further ones wait for those of their own tenant. So a tenant that sends much
 * makes itself wait.
 */
@Injectable()
export class RequestPlaces {
  private readonly queues = new LRUCache<string, Queue>({ max: MAX_TENANTS });
  private readonly places: number;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'database' | 'rateLimit'>) {
    const connections = config.database.kind === 'server' ? config.database.poolSize : 1;
    this.places = Math.max(FEWEST, Math.ceil(connections / 2));
  }

  /** @returns When it is the turn of the request; its place is free when the answer is out, or the client gone. */
  take({ tenantId, settings }: Sender, response: ServerResponse): Promise<void> {
    const { burst } = settings.rateLimit ?? this.config.rateLimit;
    const { places, pace } = this.queueOf(tenantId);
    return new Promise((resolve) => {
      places.take(() => {
        if (response.closed) places.leave();
        else {
          response.on('close', () => {
            places.leave();
          });
        }
        const wait = pace.next(burst, performance.now());
        if (wait < SHORTEST_WAIT) resolve();
        else setTimeout(resolve, wait);
      });
    });
  }

  private queueOf(tenantId: string): Queue {
    const known = this.queues.get(tenantId);
    if (known !== undefined) return known;
    const made = { places: new Places(this.places), pace: new Pace() };
    this.queues.set(tenantId, made);
    return made;
  }
}
