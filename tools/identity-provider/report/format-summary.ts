import type { CycleResult } from '../cycle/run-cycle.js';

/** The block at the end of a cycle, with the same counts as the overview page of a provisioning job. */
export function formatSummary({ summary, stopped, succeeded }: CycleResult): string {
  const { requests, durationMs, peoplePerMinute, ...counts } = summary;
  const people = Object.entries(counts).map(
    ([name, count]) => `  ${name.padEnd(10)}${String(count).padStart(7)}`,
  );
  const verbs = Object.entries(requests).map(([verb, count]) => `${verb} ${count}`);
  return [
    'Summary',
    ...people,
    `  requests   ${verbs.join(', ')}`,
    `  duration   ${(durationMs / 1000).toFixed(1)} s, ${peoplePerMinute} people per minute`,
    ...(stopped === undefined ? [] : [`Stopped: ${stopped}`]),
    succeeded ? 'Result: completed.' : 'Result: NOT completed, see the failures above.',
  ].join('\n');
}
