import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, MAX_NOTICE_WAIT } from '../database/index.js';
import { TENANT_CHANGED } from '../tenants/index.js';
import type { KnownCredential } from '../tenants/index.js';

/** Some megabytes, and more tokens than call one instance within seconds. */
const MAX_ENTRIES = 10_000;

/**
 * What is known of the credentials that were shown last, by their digest.
 *
 * An entry counts for five seconds at most, and never longer than until something about its tenant changes: whoever
 * changes a tenant, revokes a token or suspends, tells all instances and waits until they have heard. Only what is in
 * the database gets in, so made-up tokens cannot push out real ones.
 */
@Injectable()
export class CredentialCache {
  private readonly entries = new LRUCache<string, KnownCredential>({
    max: MAX_ENTRIES,
    ttl: MAX_NOTICE_WAIT,
  });
  /** Credentials that were there when they were last looked up, however long ago. */
  private readonly met = new LRUCache<string, true>({ max: MAX_ENTRIES });
  /** Grows with every notice: what was read before one, and arrives after it, is not kept. */
  private notices = 0;

  constructor(private readonly database: Database) {
    database.notices.on(TENANT_CHANGED, (tenantId) => {
      this.forget(tenantId);
    });
    database.notices.onGap(() => {
      this.notices += 1;
      this.entries.clear();
    });
  }

  getIfAny(key: string): KnownCredential | undefined {
    return this.entries.get(key);
  }

  /** Whether this instance has met the credential before. */
  hasMet(key: string): boolean {
    return this.met.has(key);
  }

  /** @param read - Looks the credential up. */
  async load(
    key: string,
    read: () => Promise<KnownCredential | undefined>,
  ): Promise<KnownCredential | undefined> {
    const { notices } = this;
    const start = performance.now();
    const known = await read();
    if (known === undefined) return undefined;
    this.met.set(key, true);
    if (notices === this.notices && this.database.notices.areHeard) this.entries.set(key, known, { start });
    return known;
  }

  private forget(tenantId: string): void {
    this.notices += 1;
    for (const [key, known] of this.entries.entries()) {
      if (known.tenantId === tenantId) this.entries.delete(key);
    }
  }
}
