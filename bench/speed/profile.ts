import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { showProgress } from '../comparison.js';
import { fillByImport } from './fill.js';
import { measure } from './measure.js';
import { summariseProfile } from './profile-summary.js';
import { ScratchDatabase } from './scratch-database.js';
import { Service } from './service.js';
import { serverTable } from './report.js';
import { OPERATIONS as WORKLOAD } from './workload.js';
import type { Operation } from './workload.js';

/**
 * Shows where a request spends its time: `npm run bench:profile [path of another main.js]`. Each operation runs for some
 * seconds on a process of its own under the profiler of Node.js; with the path of another build, on that one as well.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const SECONDS = Number(process.env.SECONDS ?? 6);
const USERS = 1_000;
const PLACES = 14;
const OPERATIONS: readonly Operation[] = [
  'look-up by userName',
  'create',
  'PATCH, dialect of Entra ID',
  'page of 100',
];

const SIDE_BY_SIDE = WORKLOAD.filter((name) => name !== 'add a group member');

const [, , other] = process.argv;
for (const operation of OPERATIONS) {
  const before = other === undefined ? undefined : await profile(operation, other);
  const now = await profile(operation);
  const head = before === undefined ? 'share' : 'before | now';
  const rows = [...now.entries()].slice(0, PLACES).map(([where, share]) => {
    const cells = before === undefined ? [] : [percent(before.get(where) ?? 0)];
    return `| ${[where, ...cells, percent(share)].join(' | ')} |`;
  });
  const line = before === undefined ? '---:' : '---: | ---:';
  process.stdout.write(`\n${operation}\n\n| | ${head} |\n| --- | ${line} |\n${rows.join('\n')}\n`);
}
if (other !== undefined) await compareBuilds(other);
process.exit(0);

async function profile(operation: Operation, program?: string): Promise<ReadonlyMap<string, number>> {
  showProgress(`${operation}: ${program ?? 'this build'}`);
  const folder = mkdtempSync(join(tmpdir(), 'flosum-scim-profile-'));
  const database = await ScratchDatabase.create(SERVER);
  try {
    const service = await Service.start({
      name: 'profiled',
      databaseUrl: database.url,
      nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=250'],
      ...(program && { program }),
    });
    await fillByImport(service, USERS);
    const pacing = { concurrency: 16, rounds: 1, milliseconds: SECONDS * 1000, warmUp: 1_000 };
    await measure([service.asTarget(USERS)], [operation], pacing);
    await service.stop();
    return summariseProfile(folder, SECONDS);
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true });
  }
}

/** How fast the two builds are, side by side. */
async function compareBuilds(program: string): Promise<void> {
  const databases = [await ScratchDatabase.create(SERVER), await ScratchDatabase.create(SERVER)] as const;
  const services = [
    await Service.start({ name: 'before', databaseUrl: databases[0].url, program }),
    await Service.start({ name: 'now', databaseUrl: databases[1].url }),
  ];
  try {
    for (const service of services) await fillByImport(service, USERS);
    const pacing = { concurrency: 16, rounds: 5, milliseconds: 1_000, warmUp: 300 };
    const targets = services.map((service) => service.asTarget(USERS));
    process.stdout.write(`\n${serverTable(await measure(targets, SIDE_BY_SIDE, pacing))}\n`);
  } finally {
    for (const service of services) await service.stop();
    for (const database of databases) await database.drop();
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
