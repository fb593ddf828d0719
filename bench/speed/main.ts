import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showProgress } from '../comparison.js';
import { measureCycle } from './first-cycle.js';
import type { CycleResult } from './first-cycle.js';
import { describeMachine } from './machine.js';
import { measureEmbedded, measureSize, measureWorkers } from './parts.js';
import { readOptions } from './options.js';
import type { Results } from './report.js';
import { toMarkdown } from './report.js';

/**
 * Measures the service beside the floor and its peers: `npm run bench`. Everything that it needs is started here, on
 * databases of its own on the PostgreSQL server of DATABASE_URL, and dropped again. `--help` tells the options.
 */
const options = readOptions(process.argv, process.env);
const start = performance.now();

const sizes = [];
for (const users of options.users) sizes.push(await measureSize(options, users));
const workers = options.workers ? await measureWorkers(options) : undefined;
const embedded = [];
for (const users of options.embedded) embedded.push(await measureEmbedded(options, users));
const cycles: CycleResult[] = await measureCycle(options);

const results: Results = {
  machine: await describeMachine(options.serverUrl),
  options,
  minutes: (performance.now() - start) / 60_000,
  sizes,
  embedded,
  cycles,
  ...(workers && { workers }),
};
mkdirSync(options.out, { recursive: true });
const markdown = toMarkdown(results);
writeFileSync(join(options.out, 'speed.md'), markdown);
writeFileSync(join(options.out, 'speed.json'), JSON.stringify(results, undefined, 2));
showProgress('', true);
process.stdout.write(`${markdown}\nWritten to ${options.out}/speed.md and speed.json.\n`);
process.exit(0);
