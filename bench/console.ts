import type { AddressInfo } from 'node:net';
import { fetch } from 'undici';
import { SYSTEM } from '../src/audit/index.js';
import { ConsoleLinksService } from '../src/console-access/index.js';
import { BenchApp } from './bench-app.js';
import { compare, printTable, showProgress, time } from './comparison.js';
import type { Row } from './comparison.js';
import { fillRequestLog } from './fill-request-log.js';
import { fillUsers } from './fill-users.js';

/**
 * Measures what the pages of the console ask for in a large tenant, over real HTTP, beside the same in a small one:
 * `npm run bench:console`.
 *
 * DATABASE_URL names a PostgreSQL server on which a database may be made, and dropped again. USERS and LINES are the people
 * and the requests in the log of the large tenant, ROUNDS how often each page is asked for.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const LARGE = {
  users: Number(process.env.USERS ?? 100_000),
  lines: Number(process.env.LINES ?? 1_000_000),
};
const SMALL = { users: 1_000, lines: 1_000 };
const ROUNDS = Number(process.env.ROUNDS ?? 40);

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

/** An admin who is signed in to the console of one tenant. */
interface Admin {
  readonly size: typeof LARGE;
  get<Body>(path: string): Promise<Body>;
}

const bench = await BenchApp.start(SERVER);
try {
  const large = await enter('large', LARGE);
  const small = await enter('small', SMALL);
  const rows: Row[] = [];
  const measure = async (what: string, pathIn: (admin: Admin) => Promise<string>): Promise<void> => {
    const paths = { large: await pathIn(large), small: await pathIn(small) };
    rows.push(
      await compare(
        [what, async () => (await time(() => large.get(paths.large)))[0]],
        ['in the small tenant', async () => (await time(() => small.get(paths.small)))[0]],
        ROUNDS,
      ),
    );
  };
  const fixed = (path: string) => (): Promise<string> => Promise.resolve(path);

  await measure('overview', fixed('/overview'));
  await measure('log, first page', fixed('/requests?limit=100'));
  await measure('log, by cursor, in the middle', async (admin) => {
    const half = new Date(Date.now() - 15 * 86_400_000).toISOString();
    const { nextCursor } = await admin.get<Page>(`/requests?limit=1&to=${half}`);
    return `/requests?limit=100&cursor=${nextCursor ?? ''}`;
  });
  await measure('log, refused', fixed('/requests?limit=100&outcome=refused'));
  await measure('log, one verb', fixed('/requests?limit=100&method=PATCH'));
  await measure('log, about one person', async (admin) => {
    const { items } = await admin.get<Page>('/people?limit=1');
    return `/requests?limit=100&person=${items[0]?.id ?? ''}`;
  });
  await measure('log, words that are frequent', fixed('/requests?limit=100&text=Looked%20up'));
  await measure('log, words that are nowhere', fixed('/requests?limit=100&text=nowhere%20at%20all'));
  await measure('people, first page', fixed('/people?limit=100'));
  await measure('people, by cursor, page 5', async (admin) => {
    let cursor = '';
    for (let page = 0; page < 4; page += 1) {
      const { nextCursor } = await admin.get<Page>(`/people?limit=100${cursor}`);
      cursor = `&cursor=${encodeURIComponent(nextCursor ?? '')}`;
    }
    return `/people?limit=100${cursor}`;
  });
  await measure('people, a name', ({ size }) =>
    Promise.resolve(`/people?limit=100&q=user-${size.users - 1}`),
  );
  await measure('people, inactive', fixed('/people?limit=100&active=false'));
  printTable(rows);
} finally {
  showProgress('stopping');
  await bench.stop();
}
process.exit(0);

/** Makes a tenant of a size, and signs its admin in. */
async function enter(slug: string, size: typeof LARGE): Promise<Admin> {
  const { tenantId } = await bench.newTenant(slug);
  showProgress(`Filling ${slug} with ${size.users} people and ${size.lines} lines …`);
  await fillUsers(bench.filler, tenantId, size.users);
  await fillRequestLog(bench.filler, tenantId, size.lines);
  const { port } = bench.app.nest.getHttpServer().address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const { url } = await bench.app.nest
    .get(ConsoleLinksService)
    .issue(tenantId, SYSTEM, { adminEmail: `jo@${slug}.test`, role: 'owner' });
  const entered = await fetch(`${origin}${new URL(url).pathname}`);
  const [cookie = ''] = entered.headers.getSetCookie()[0]?.split(';') ?? [];
  return {
    size,
    async get<Body>(path: string): Promise<Body> {
      const response = await fetch(`${origin}/api/v1/console${path}`, { headers: { cookie } });
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Body;
    },
  };
}
