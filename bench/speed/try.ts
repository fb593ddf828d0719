import { measure } from './measure.js';
import { peopleLines } from './people-lines.js';
import { ScratchDatabase } from './scratch-database.js';
import { ServerProcess, bareEnvironment } from './server-process.js';
import { Service } from './service.js';
import { OPERATIONS } from './workload.js';
import { fileURLToPath } from 'node:url';

const users = Number(process.env.USERS ?? 1000);
const only = process.env.OPS;
const db = await ScratchDatabase.create('postgres://postgres@127.0.0.1:5432/postgres');
const service = await Service.start({
  name: 'ours',
  databaseUrl: db.url,
  ...(process.env.PROF && {
    nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`, '--cpu-prof-interval=200'],
  }),
});
for (let from = 0; from < users; from += 200_000) {
  const r = await service.import(peopleLines(from, Math.min(users, from + 200_000)));
  console.log(r.users / r.seconds, 'rows/s');
}
await db.run('vacuum analyze');
const target = service.asTarget(users);
const [fl, { url, token }] = await ServerProcess.start(
  [fileURLToPath(new URL('./floor-server.js', import.meta.url))],
  () => ({
    ...bareEnvironment(),
    NODE_ENV: 'production',
    DATABASE_URL: db.url,
    TENANT_ID: service.tenantId,
    TOKEN: target.token,
  }),
  (o) => (o.includes('\n') ? (JSON.parse(o) as { url: string; token: string }) : undefined),
);
const floor = {
  name: 'floor',
  url,
  token,
  users,
  hasCursors: true,
  processIds: fl.processIds,
  stop: () => fl.stop(),
};
try {
  const ops = only ? OPERATIONS.filter((o) => o.includes(only)) : OPERATIONS;
  const m = await measure([floor, target], ops, {
    concurrency: 16,
    rounds: Number(process.env.ROUNDS ?? 3),
    milliseconds: Number(process.env.MS ?? 1000),
    warmUp: 300,
  });
  for (const op of ops) {
    const f = m.find((x) => x.server === 'floor' && x.operation === op)!;
    const o = m.find((x) => x.server === 'ours' && x.operation === op)!;
    console.log(
      op.padEnd(28),
      'floor',
      f.perSecond?.toFixed(0),
      'ours',
      o.perSecond?.toFixed(0),
      'ratio',
      ((o.perSecond ?? 0) / (f.perSecond ?? 1)).toFixed(2),
      'p99',
      f.p99?.toFixed(1),
      o.p99?.toFixed(1),
      'cpu',
      f.cpuSeconds?.toFixed(3),
      o.cpuSeconds?.toFixed(3),
      o.failure ?? '',
      f.failure ?? '',
    );
  }
} finally {
  await fl.stop();
  await service.stop();
  await db.drop();
}
process.exit(0);
