import { Injectable } from '@nestjs/common';
import { PEOPLE_CHANGED, tellPeopleChanged } from '../../changes/index.js';
import { Database } from '../../database/index.js';
import type { LiveListener } from '../../request-log/index.js';

type Page = Pick<LiveListener, 'gap'>;

/**
 * Tells open pages, on whatever instance, that people were changed by what is no line of the request log. They ask again
 * for all that they show: an import, or an act of an admin, is rare, and may have changed everybody.
 */
@Injectable()
export class PeopleChanges {
  private readonly pages = new Map<string, Set<Page>>();

  constructor(private readonly database: Database) {
    database.notices.on(PEOPLE_CHANGED, (tenantId) => {
      for (const page of this.pages.get(tenantId) ?? []) page.gap();
    });
  }

  tell(tenantId: string): void {
    tellPeopleChanged(this.database, tenantId);
  }

  /** @returns What ends it. */
  listen(tenantId: string, page: Page): () => void {
    const pages = this.pages.get(tenantId) ?? new Set();
    this.pages.set(tenantId, pages.add(page));
    return () => {
      pages.delete(page);
      if (pages.size === 0 && this.pages.get(tenantId) === pages) this.pages.delete(tenantId);
    };
  }
}
