import type pg from 'pg';
import { takeServiceRole } from '../src/database/service-pool.js';
import { runScoped } from '../src/database/scoped-query.js';
import { BenchApp } from './bench-app.js';
import { compare, printTable } from './comparison.js';
import type { Way } from './comparison.js';
import { fillUsers } from './fill-users.js';

/**
 * Measures what keeping tenants apart costs a statement: the same look-up in a tenant's scope, without one (as a
 * superuser, whom policies do not bind), and in a scope that is entered and left by statements of its own:
 * `npm run bench:isolation`.
 *
 * DATABASE_URL names a PostgreSQL server on which a database may be made, and dropped again. USERS is the size of the
 * tenant, LOOK_UPS how many each round has, ROUNDS how many rounds.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const USERS = Number(process.env.USERS ?? 20_000);
const LOOK_UPS = Number(process.env.LOOK_UPS ?? 500);
const ROUNDS = Number(process.env.ROUNDS ?? 20);

const LOOK_UP = {
  name: 'look_up',
  text: `select id, resource from users where tenant_id = $1 and user_name_key = $2`,
};

const bench = await BenchApp.start(SERVER);
try {
  const { tenantId } = await bench.newTenant('measured');
  await fillUsers(bench.filler, tenantId, USERS);
  const scoped = await bench.connect();
  await takeServiceRole(scoped);
  const unscoped = await bench.connect();
  const transacted = await bench.connect();
  await takeServiceRole(transacted);

  const inScope = timed((values) => runScoped(scoped, { kind: 'tenant', tenantId }, { ...LOOK_UP, values }));
  const without = timed(async (values) => (await unscoped.query<object>({ ...LOOK_UP, values })).rows);
  const inTransaction = timed(async (values) => {
    await transacted.query('begin');
    await transacted.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
    const { rows } = await transacted.query<object>({ ...LOOK_UP, values });
    await transacted.query('commit');
    return rows;
  });
  printTable([
    await compare(['look-up in a scope', inScope], ['without isolation', without], ROUNDS),
    await compare(['look-up in a transaction', inTransaction], ['without isolation', without], ROUNDS),
  ]);

  function timed(lookUp: (values: unknown[]) => Promise<readonly object[]>): Way {
    return async (round) => {
      const start = performance.now();
      for (let number = 1; number <= LOOK_UPS; number += 1) {
        const rows = await lookUp([tenantId, `user-${((round * LOOK_UPS + number) % USERS) + 1}@acme.test`]);
        if (rows.length !== 1) throw new Error('Nobody was found.');
      }
      return performance.now() - start;
    };
  }
  await Promise.all([scoped, unscoped, transacted].map((client: pg.Client) => client.end()));
} finally {
  await bench.stop();
}
process.exit(0);
