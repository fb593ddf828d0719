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
/** Connections that a tenant leaves to others although there are none. */
const LEFT_FREE = 2;
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
 * How many requests of one tenant are worked on at one moment. As long as others have some under way too: as many as leave
 * half of the database connections to them. A tenant that is alone leaves two, with which the next one can begin.
 *
 * A burst does not come in one lump. Further requests wait for those of their own tenant, so a tenant that sends much
 * makes itself wait.
 */
@Injectable()
export class RequestPlaces {
  private readonly queues = new LRUCache<string, Queue>({ max: MAX_TENANTS });
  private readonly beside: number;
  private readonly alone: number;
  /** Tenants that have requests under way. */
  private active = 0;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'database' | 'rateLimit'>) {
    const connections = config.database.kind === 'server' ? config.database.poolSize : 1;
    this.beside = Math.max(FEWEST, Math.ceil(connections / 2));
    this.alone = Math.max(this.beside, connections - LEFT_FREE);
  }

  /** @returns When it is the turn of the request; its place is free when the answer is out, or the client gone. */
  take({ tenantId, settings }: Sender, response: ServerResponse): Promise<void> {
    const { burst } = settings.rateLimit ?? this.config.rateLimit;
    const { places, pace } = this.queueOf(tenantId);
    return new Promise((resolve) => {
      if (places.areAllFree) this.active += 1;
      places.take(() => {
        if (response.closed) this.leave(places);
        else {
          response.on('close', () => {
            this.leave(places);
          });
        }
        const wait = pace.next(burst, performance.now());
        if (wait < SHORTEST_WAIT) resolve();
        else setTimeout(resolve, wait);
      });
    });
  }

  private leave(places: Places): void {
    places.leave();
    if (places.areAllFree) this.active -= 1;
  }

  private queueOf(tenantId: string): Queue {
    const known = this.queues.get(tenantId);
    if (known !== undefined) return known;
    const places = new Places(() => (this.active > 1 ? this.beside : this.alone));
    const made = { places, pace: new Pace() };
    this.queues.set(tenantId, made);
    return made;
  }
}
