import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { readConfig } from '../config/index.js';
import { createApp } from '../src/create-app.js';
import { SYSTEM } from '../src/audit/index.js';
import { createLogger } from '../src/observability/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantDeletion, TenantsService } from '../src/tenants/index.js';
import { fillUsers } from './fill-users.js';
import { HttpClient } from './http-client.js';
import { quantile } from './quantile.js';

/**
 * Measures how long a query takes in one large tenant, over real HTTP, beside a look-up by id: `npm run bench:lists`.
 *
 * DATABASE_URL names an empty database of a PostgreSQL server; without it the embedded one is measured, in memory.
 * USERS is the number of users, ROUNDS how often each query is sent; the kinds of query take turns.
 */
const USERS = Number(process.env.USERS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 200);

const SLOW_ROUNDS = 3;

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly rounds: number;
  /** What the answer has to be, so that nothing is measured that is wrong. */
  readonly expected: (status: number, body: Body) => boolean;
}

interface Body {
  readonly totalResults?: number;
  readonly scimType?: string;
  readonly nextCursor?: string;
  readonly Resources?: readonly { readonly id: string }[];
}

const config = readConfig({
  ...process.env,
  DATA_DIR: 'memory://',
  MIGRATE_ON_START: 'true',
  LOG_LEVEL: 'silent',
});
const app = await createApp(config, createLogger('silent'));
await app.nest.listen(0, '127.0.0.1');
const { port } = app.nest.getHttpServer().address() as AddressInfo;
const rateLimit = { perSecond: 10_000, burst: 10_000 };
const { id: tenantId } = await app.nest
  .get(TenantsService)
  .create(SYSTEM, `bench-${Date.now()}`, 'Bench', { rateLimit });
const { token } = await app.nest
  .get(ApiTokensService)
  .issue(tenantId, SYSTEM, { name: 'bench', scopes: DEFAULT_SCOPES, expiresInDays: 1 });

const client = new HttpClient(port, token, 1);
print(`Filling the tenant with ${USERS} users …`);
const filler = new pg.Client({ connectionString: process.env.DATABASE_URL });
await filler.connect();
await fillUsers(filler, tenantId, USERS);
await filler.end();
const found = (_status: number, body: Body): boolean => body.totalResults === 1;
const page = (status: number, body: Body): boolean => status === 200 && body.Resources?.length === 10;
const answered = (status: number, body: Body): boolean => status === 200 || body.scimType === 'tooMany';
const first = await get('/Users?count=1');
const [someone] = first.body.Resources ?? [];
const n = Math.floor(USERS / 2);

const kinds: Kind[] = [
  {
    name: 'by id',
    path: `/Users/${someone?.id ?? ''}`,
    rounds: ROUNDS,
    expected: (status) => status === 200,
  },
  lookUp('userName eq', `userName eq "user-${n}@acme.test"`),
  lookUp('externalId eq', `externalId eq "external-${n}"`),
  lookUp('work e-mail eq', `emails[type eq "work"].value eq "user-${n}@acme.test"`),
  lookUp(
    'employeeNumber eq',
    `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq "${n}"`,
  ),
  await cursorPage('cursor page 2', 1),
  await cursorPage(`cursor page ${Math.floor(USERS / 100 / 2)}`, Math.floor(USERS / 100 / 2) - 1),
  await cursorPage(`cursor page ${Math.floor(USERS / 100) - 1}`, Math.floor(USERS / 100) - 2),
  slow('title co', 'title co "le 7"'),
  slow('not (title eq)', 'not (title eq "title 7")'),
  slow('emails.value co', 'emails.value co "99@acme"'),
  slow('or of many', Array.from({ length: 50 }, (_, index) => `title eq "title ${index}"`).join(' or ')),
];

const times = new Map<string, number[]>(kinds.map(({ name }) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { name, path, rounds, expected } of kinds) {
    if (round >= rounds) continue;
    const start = performance.now();
    const { status, body } = await get(path);
    times.get(name)?.push(performance.now() - start);
    if (!expected(status, body))
      throw new Error(`${name} answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
  }
}
const byId = quantile(times.get('by id') ?? [], 0.5);
print(`\n| query, ${USERS} users | median ms | times by id |\n| --- | ---: | ---: |`);
for (const [name, measured] of times) {
  const middle = quantile(measured, 0.5);
  print(`| ${name} | ${middle.toFixed(2)} | ${(middle / byId).toFixed(2)} |`);
}
const tenant = await app.nest.get(TenantsService).find(tenantId);
let gone = 0;
for await (const { deleted } of app.nest.get(TenantDeletion).run(tenant, SYSTEM)) gone = deleted;
print(`\nDeleted ${gone} rows.`);
client.close();
await app.close();
process.exit(0);

function lookUp(name: string, filter: string): Kind {
  return { name, path: `/Users?filter=${encodeURIComponent(filter)}`, rounds: ROUNDS, expected: found };
}

function slow(name: string, filter: string): Kind {
  return {
    name: `${name} (no index)`,
    path: `/Users?filter=${encodeURIComponent(filter)}`,
    rounds: SLOW_ROUNDS,
    expected: answered,
  };
}

/** Walks in steps of 100 to a depth, and goes on from there with pages of 10, of which one is measured. */
async function cursorPage(name: string, depth: number): Promise<Kind> {
  const { cursorAt } = await walkTo(depth);
  return { name, path: `/Users?count=10&cursor=${cursorAt}`, rounds: ROUNDS, expected: page };
}

async function walkTo(pages: number): Promise<{ cursorAt: string }> {
  // The place in the list decides, not the way to it: cursors of another page size are made by skipping by index.
  const skipped = pages * 100;
  const { body } = await get(`/Users?count=1&startIndex=${skipped}&attributes=id`);
  const id = body.Resources?.[0]?.id ?? '';
  const { Cursors } = await import('../src/scim/cursor.js');
  const query = JSON.stringify([['User'], null, [null], 'ascending']);
  return {
    cursorAt: new Cursors(config.tokenPepper).make(
      { key: null, id, total: USERS },
      { tenantId, query, count: 10 },
    ),
  };
}

async function get(path: string): Promise<{ status: number; body: Body }> {
  const answer = await client.get(path);
  return { status: answer.status, body: answer.json() as Body };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
