import type { RequestCounts } from '../protocol/scim-exchange.js';
import { REDUNDANT, type LogEntry } from './log-entry.js';

export type Tally =
  'created' | 'updated' | 'disabled' | 'enabled' | 'deleted' | 'skipped' | 'failed' | 'unchanged';

export interface CycleSummary extends Readonly<Record<Tally, number>> {
  readonly requests: Readonly<RequestCounts>;
  readonly durationMs: number;
  readonly peoplePerMinute: number;
}

/** Adds the log up, as the page of a provisioning job shows it. */
export function summarise(
  log: readonly LogEntry[],
  requests: RequestCounts,
  durationMs: number,
): CycleSummary {
  const counts: Record<Tally, number> = {
    created: 0,
    updated: 0,
    disabled: 0,
    enabled: 0,
    deleted: 0,
    skipped: 0,
    failed: 0,
    unchanged: 0,
  };
  for (const entry of log) counts[tallyOf(entry)] += 1;
  const peoplePerMinute = durationMs > 0 ? Math.round((log.length * 60_000) / durationMs) : 0;
  return { ...counts, requests: { ...requests }, durationMs: Math.round(durationMs), peoplePerMinute };
}

export function tallyOf({ status, action, code }: LogEntry): Tally {
  if (status === 'Failure') return 'failed';
  if (status === 'Skipped') return code === REDUNDANT ? 'unchanged' : 'skipped';
  switch (action) {
    case 'Create':
      return 'created';
    case 'Disable':
      return 'disabled';
    case 'Enable':
      return 'enabled';
    case 'Delete':
      return 'deleted';
    default:
      return 'updated';
  }
}
