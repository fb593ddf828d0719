/** A time for people, to the minute: `2026-11-24 10:41 UTC`. */
export function renderTime(at: Date): string {
  const iso = at.toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
