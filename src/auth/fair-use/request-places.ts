import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';
import type { Config } from '../../../config/index.js';
import { CONFIG } from '../../config.token.js';

/** More tenants than have requests under way at one moment. */
const MAX_TENANTS = 10_000;
const FEWEST = 2;

/**
 * How many requests of one tenant are worked on at one moment: as many as leave half of the database connections to
 * others. Further ones wait for those of their own tenant. So a tenant that sends much makes itself wait.
 */
@Injectable()
export class RequestPlaces {
  private readonly queues = new LRUCache<string, LimitFunction>({ max: MAX_TENANTS });
  private readonly places: number;

  constructor(@Inject(CONFIG) { database }: Pick<Config, 'database'>) {
    const connections = database.kind === 'server' ? database.poolSize : 1;
    this.places = Math.max(FEWEST, Math.ceil(connections / 2));
  }

  /** @returns When there is a place; it is given back when the answer is out, or the client gone. */
  take(tenantId: string, response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      void this.queueOf(tenantId)(async () => {
        resolve();
        if (!response.closed) await once(response, 'close');
      });
    });
  }

  private queueOf(tenantId: string): LimitFunction {
    const known = this.queues.get(tenantId);
    if (known !== undefined) return known;
    const made = pLimit(this.places);
    this.queues.set(tenantId, made);
    return made;
  }
}
