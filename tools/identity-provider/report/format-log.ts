import type { LogEntry, Status } from '../cycle/log-entry.js';
import { tallyOf } from '../cycle/summarise.js';
import { formatTable, toCell } from './format-table.js';

const URGENCY: Record<Status, number> = { Failure: 0, Skipped: 1, Success: 2 };

/**
 * The provisioning log for a terminal: what was written, skipped or failed, failures first, so
 * that a long run does not push them out. Whoever was found unchanged is not listed.
 */
export function formatLog(log: readonly LogEntry[], limit = 50): string {
  const entries = log
    .filter((entry) => tallyOf(entry) !== 'unchanged')
    .sort((a, b) => URGENCY[a.status] - URGENCY[b.status]);
  if (entries.length === 0) return 'Provisioning log: nothing to report.';
  const rows = entries.slice(0, limit).map(formatRow);
  const lines = formatTable([['Action', 'Status', 'Source', 'Target id', 'Reason'], ...rows]);
  const more = entries.length - rows.length;
  if (more > 0) lines.push(`… and ${more} more: use --log FILE to have them all.`);
  return ['Provisioning log', ...lines].join('\n');
}

function formatRow({
  action,
  status,
  userPrincipalName,
  targetId,
  code,
  reason,
  modified,
}: LogEntry): string[] {
  const changed = modified.map(({ attribute }) => attribute.replace(/^urn:.*:/, '')).join(', ');
  const words = [code, reason ?? changed].filter((part) => part !== undefined && part !== '').join(': ');
  return [action, status, toCell(userPrincipalName, 44), toCell(targetId ?? '-', 36), toCell(words, 160)];
}
