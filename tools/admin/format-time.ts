/** A time for a table, to the minute, in UTC: `2026-11-24 10:41`. */
export function formatTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
