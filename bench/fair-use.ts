import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { makeApiToken } from '../src/tenants/index.js';
import { BenchApp } from './bench-app.js';
import { showProgress } from './comparison.js';
import { fillUsers } from './fill-users.js';
import type { FloodPlan } from './flood.js';
import type { HttpClient } from './http-client.js';
import { quantile } from './quantile.js';

/**
 * Measures what a tenant notices of another one that floods the service: `npm run bench:fair-use`. The calm one looks
 * somebody up every 20 milliseconds; the floods take turns with rounds of silence. Limits are those of the default.
 *
 * DATABASE_URL names a PostgreSQL server on which a database may be made, and dropped again. SECONDS is the length of a
 * round, ROUNDS how many of each kind there are, CONNECTIONS how many requests the flood has under way at once.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const SECONDS = Number(process.env.SECONDS ?? 6);
const ROUNDS = Number(process.env.ROUNDS ?? 4);
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 64);
const USERS = Number(process.env.USERS ?? 20_000);
const BULK_URN = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

const bench = await BenchApp.start(SERVER);
try {
  const { port } = bench.app.nest.getHttpServer().address() as AddressInfo;
  const calm = await bench.newTenant('calm', null);
  const greedy = await bench.newTenant('greedy', null);
  showProgress('Filling the tenant that floods …');
  await fillUsers(bench.filler, greedy.tenantId, USERS);
  const client = bench.clientOf(calm.token, 4);
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  (await client.send('POST', '/Users', { schemas, userName: 'somebody@calm.test' })).expect(201);

  const from = (path: string): FloodPlan => ({
    port,
    token: greedy.token,
    connections: CONNECTIONS,
    method: 'GET',
    path,
  });
  const kinds: readonly (readonly [name: string, plan: FloodPlan | undefined])[] = [
    ['silence', undefined],
    ['look-ups', from('/Users?filter=userName%20eq%20%22nobody%22')],
    ['queries without an index', from('/Users?filter=title%20co%20%22le%207%22&count=1')],
    ['bulks of 100', { ...from('/Bulk'), method: 'POST', body: bulk() }],
    ['unknown tokens', { ...from('/Users?count=0'), token: makeApiToken('us') }],
  ];
  const times = new Map<string, number[]>(kinds.map(([name]) => [name, []]));
  const answers = new Map<string, Record<number, number>>();
  await measure(client, SECONDS);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [name, plan] of kinds) {
      showProgress(`Round ${round} of ${ROUNDS}: ${name} …`);
      const flood = plan && new Worker(new URL('./flood.js', import.meta.url), { workerData: plan });
      // The burst that everybody may send once is part of the flood.
      times.get(name)?.push(...(await measure(client, SECONDS)));
      if (flood !== undefined) answers.set(name, await stop(flood));
      await pause(1_000);
    }
  }

  const silence = quantile(times.get('silence') ?? [], 0.95);
  showProgress('', true);
  process.stdout.write(
    `\n| ${CONNECTIONS} connections of another tenant send | p50 ms | p95 ms | p95 / silence | answers in the last round |\n| --- | ---: | ---: | ---: | --- |\n`,
  );
  for (const [name, measured] of times) {
    const [p50, p95] = [quantile(measured, 0.5), quantile(measured, 0.95)];
    const counts = Object.entries(answers.get(name) ?? {}).map(([status, count]) => `${count} × ${status}`);
    process.stdout.write(
      `| ${name} | ${p50.toFixed(2)} | ${p95.toFixed(2)} | ${(p95 / silence).toFixed(2)} | ${counts.join(', ')} |\n`,
    );
  }
} finally {
  await bench.stop();
}
process.exit(0);

/** @returns The milliseconds of each look-up of the calm tenant. */
async function measure(client: HttpClient, seconds: number): Promise<readonly number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    const answer = await client.get('/Users?filter=userName%20eq%20%22somebody%40calm.test%22');
    times.push(performance.now() - start);
    const { totalResults } = answer.expect(200).json() as { readonly totalResults: number };
    if (totalResults !== 1) throw new Error('The calm tenant does not find its user.');
    await pause(21);
  }
  return times;
}

async function stop(flood: Worker): Promise<Record<number, number>> {
  const counted = once(flood, 'message');
  flood.postMessage('stop');
  const [statuses] = (await counted) as [Record<number, number>];
  await flood.terminate();
  return statuses;
}

function bulk(): object {
  const Operations = Array.from({ length: 100 }, (_operation, index) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `b${index}`,
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: `user-${index}@greedy.test` },
  }));
  return { schemas: [BULK_URN], Operations };
}
