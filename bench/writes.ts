import { BenchApp } from './bench-app.js';
import { measureBulk } from './bulk-creates.js';
import { printTable, showProgress } from './comparison.js';
import { measureLargeGroups } from './large-groups.js';
import { measureParallelPatches } from './parallel-patches.js';

/**
 * Measures writes side by side, over real HTTP: bulk against single requests, large groups against small ones, and
 * many changes of one resource against changes of many: `npm run bench:writes`.
 *
 * DATABASE_URL names a PostgreSQL server on which a database may be made, and dropped again. MEMBERS is the size of
 * the large group, ROUNDS how often the short requests are sent, SLOW_ROUNDS how often the long ones.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const MEMBERS = Number(process.env.MEMBERS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 200);
const SLOW_ROUNDS = Number(process.env.SLOW_ROUNDS ?? 7);

const bench = await BenchApp.start(SERVER);
try {
  const rows = [
    ...(await measureLargeGroups(bench, MEMBERS, ROUNDS, SLOW_ROUNDS)),
    ...(await measureBulk(bench, SLOW_ROUNDS)),
    ...(await measureParallelPatches(bench, SLOW_ROUNDS * 3)),
  ];
  printTable(rows);
} finally {
  showProgress('Dropping the database …', true);
  await bench.stop();
}
process.exit(0);
