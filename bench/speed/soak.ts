import { showProgress } from '../comparison.js';
import { fillByImport } from './fill.js';
import { residentMegabytes } from './process-usage.js';
import { ScimLoad } from './scim-load.js';
import { ScratchDatabase } from './scratch-database.js';
import { Service } from './service.js';
import { OPERATIONS, Workload } from './workload.js';

/**
 * An hour of what a tenant may send without a pause (50 requests a second), compressed, in the mixture of the workload:
 * `npm run bench:soak`. Fails when the process holds more than a tenth more memory at the end than after the warm-up.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const REQUESTS = Number(process.env.REQUESTS ?? 180_000);
const WARM_UP = Math.ceil(REQUESTS / 6);
const USERS = 5_000;
const CONCURRENCY = 16;
const MOST_GROWTH = 1.1;

const database = await ScratchDatabase.create(SERVER);
const service = await Service.start({ name: 'soaked', databaseUrl: database.url });
let code = 0;
try {
  await fillByImport(service, USERS);
  const target = service.asTarget(USERS);
  const load = new ScimLoad(target, CONCURRENCY);
  const workload = new Workload(target, load);
  await workload.prepare();
  const mixture = OPERATIONS.filter((name) => name !== 'add a group member');
  let sent = 0;
  const next = () => workload.next(mixture[(sent += 1) % mixture.length] ?? 'look-up of nobody');
  const memory: number[] = [];
  while (sent < REQUESTS) {
    await load.for(1_000, next);
    if (sent >= WARM_UP) memory.push(residentMegabytes(service.processIds) ?? 0);
    showProgress(`${sent} of ${REQUESTS} requests, ${memory.at(-1)?.toFixed(0) ?? '…'} MB`);
  }
  await load.close();
  // One look hits upon more or less garbage: the medians of the first and the last tenth are compared.
  const tenth = Math.max(1, Math.floor(memory.length / 10));
  const [before, after] = [median(memory.slice(0, tenth)), median(memory.slice(-tenth))];
  const growth = after / before;
  showProgress('', true);
  process.stdout.write(
    `${sent} requests. After ${WARM_UP} of them the process held ${before.toFixed(0)} MB, at the end ` +
      `${after.toFixed(0)} MB (${growth.toFixed(2)} times as much), at most ${Math.max(...memory).toFixed(0)} MB.\n`,
  );
  if (growth > MOST_GROWTH) code = 1;
} finally {
  await service.stop();
  await database.drop();
}
process.exit(code);

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}
