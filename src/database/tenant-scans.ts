import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

/** More tenants than have such queries under way at one moment. */
const MAX_TENANTS = 10_000;

/**
 * Queries that no index answers take a processor of the database for themselves, so a tenant has one of them at a time.
 * Further ones wait for those of their own tenant.
 */
export class TenantScans {
  private readonly queues = new LRUCache<string, LimitFunction>({ max: MAX_TENANTS });

  run<T>(tenantId: string, query: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(tenantId) ?? pLimit(1);
    this.queues.set(tenantId, queue);
    return queue(query);
  }
}
