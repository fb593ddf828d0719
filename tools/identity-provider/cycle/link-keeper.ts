import type { LinkStore } from './link-store.js';
import { LinkTable } from './link-table.js';

const SAVE_EVERY_MS = 1_000;

/** Saves the links now and then while a cycle runs, so that an interrupted one goes on where it was. */
export class LinkKeeper {
  private savedVersion = 0;
  private savedAt = Date.now();
  private isSaving = false;

  private constructor(
    private readonly store: LinkStore,
    private readonly tenantUrl: string,
    readonly links: LinkTable,
    private readonly everyMs: number,
  ) {}

  static async open(store: LinkStore, tenantUrl: string, everyMs = SAVE_EVERY_MS): Promise<LinkKeeper> {
    return new LinkKeeper(store, tenantUrl, new LinkTable(await store.load(tenantUrl)), everyMs);
  }

  async saveIfDue(): Promise<void> {
    if (this.isSaving || Date.now() - this.savedAt < this.everyMs) return;
    await this.save();
  }

  /** Also for the end of a cycle, however it ended; nothing else may be under way then. */
  async save(): Promise<void> {
    const { version } = this.links;
    if (version === this.savedVersion) return;
    this.isSaving = true;
    try {
      await this.store.save(this.tenantUrl, this.links.toLinks());
      this.savedVersion = version;
    } finally {
      this.isSaving = false;
      this.savedAt = Date.now();
    }
  }
}
