import { Injectable } from '@nestjs/common';
import { PEOPLE_CHANGED, tellPeopleChanged } from '../../changes/index.js';
import { LRUCache } from 'lru-cache';
import { Database } from '../../database/index.js';
import { timeOfId } from '../../request-log/index.js';
import type { LiveListener } from '../../request-log/index.js';

/** More tenants than have pages open at one moment. */
const MAX_TENANTS = 10_000;

/** Clocks of instances are not the same, in milliseconds. */
const CLOCKS = 2_000;

type Page = Pick<LiveListener, 'gap'>;

/**
 * Tells open pages, on whatever instance, that people were changed by what is no line of the request log. They ask again
 * for all that they show: an import, or an act of an admin, is rare, and may have changed everybody.
 */
@Injectable()
export class PeopleChanges {
  private readonly pages = new Map<string, Set<Page>>();
  /** When people of a tenant were changed last, for pages that connect again. */
  private readonly told = new LRUCache<string, number>({ max: MAX_TENANTS });
  private readonly startedAt = Date.now();

  constructor(private readonly database: Database) {
    database.notices.on(PEOPLE_CHANGED, (tenantId) => {
      this.told.set(tenantId, Date.now());
      for (const page of this.pages.get(tenantId) ?? []) page.gap();
    });
  }

  tell(tenantId: string): void {
    tellPeopleChanged(this.database, tenantId);
  }

  /**
   * @param after - The last line that a page has seen which connects again: it is told at once when it may have missed
   *   something since.
   * @returns What ends it.
   */
  listen(tenantId: string, page: Page, after?: string): () => void {
    const lastTold = this.told.get(tenantId) ?? this.startedAt;
    if (after !== undefined && timeOfId(after).getTime() - CLOCKS < lastTold) page.gap();
    const pages = this.pages.get(tenantId) ?? new Set();
    this.pages.set(tenantId, pages.add(page));
    return () => {
      pages.delete(page);
      if (pages.size === 0 && this.pages.get(tenantId) === pages) this.pages.delete(tenantId);
    };
  }
}
