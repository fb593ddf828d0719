import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

/** More tenants than have statements under way at one moment. */
const MAX_TENANTS = 10_000;

/**
 * Lets no tenant have more than half of the connections at one moment; further statements of it wait for its own ones.
 * So a tenant that asks for much makes itself wait, not the others.
 */
export class TenantQueues {
  private readonly queues = new LRUCache<string, LimitFunction>({ max: MAX_TENANTS });
  private readonly places: number;

  /** @param connections - How many the pool has. */
  constructor(connections: number) {
    this.places = Math.max(1, Math.ceil(connections / 2));
  }

  run<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    const known = this.queues.get(tenantId);
    if (known !== undefined) return known(work);
    const queue = pLimit(this.places);
    this.queues.set(tenantId, queue);
    return queue(work);
  }
}
