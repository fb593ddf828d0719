import { isDeepStrictEqual } from 'node:util';
import type { TenantSettings } from './tenant-settings.js';
import type { TenantEntity, TenantStatus } from './tenant.entity.js';

/** What is not named stays as it is. */
export interface TenantChanges {
  readonly name?: string;
  readonly status?: TenantStatus;
  readonly settings?: Partial<TenantSettings>;
}

type Part = Readonly<Record<string, unknown>>;

interface Differences {
  /** As the audit names the act: by the status when that changes, whatever else does. */
  readonly action: 'tenant.modified' | 'tenant.suspended' | 'tenant.resumed';
  /** Only what changes. */
  readonly before: Part;
  readonly after: Part;
}

/** @returns What changes would make of a tenant, for the audit; `undefined` when it has all of them already. */
export function findTenantDifferences(
  { name, status, settings }: TenantEntity,
  changes: TenantChanges,
): Differences | undefined {
  const own = compare({ name, status }, { name: changes.name, status: changes.status });
  const nested = compare({ ...settings }, { ...changes.settings });
  if (own === undefined && nested === undefined) return undefined;
  return {
    action: own?.after.status === undefined ? 'tenant.modified' : actionOf(own.after.status),
    before: { ...own?.before, ...(nested && { settings: nested.before }) },
    after: { ...own?.after, ...(nested && { settings: nested.after }) },
  };
}

function compare(stored: Part, changes: Part): { readonly before: Part; readonly after: Part } | undefined {
  const changed = Object.entries(changes).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, stored[name]),
  );
  if (changed.length === 0) return undefined;
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, stored[name]])),
    after: Object.fromEntries(changed),
  };
}

function actionOf(status: unknown): 'tenant.suspended' | 'tenant.resumed' {
  return status === 'suspended' ? 'tenant.suspended' : 'tenant.resumed';
}
