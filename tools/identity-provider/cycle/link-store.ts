import type { Links } from './link-table.js';

/** Where the links outlive a run. Losing them is harmless: the next run matches everybody again. */
export interface LinkStore {
  load(tenantUrl: string): Promise<Links>;
  save(tenantUrl: string, links: Links): Promise<void>;
}

/** Keeps the links for as long as the process lives. */
export function createMemoryStore(): LinkStore {
  const tenants = new Map<string, Links>();
  return {
    load: (tenantUrl) => Promise.resolve(tenants.get(tenantUrl) ?? {}),
    save: (tenantUrl, links) => {
      tenants.set(tenantUrl, links);
      return Promise.resolve();
    },
  };
}
