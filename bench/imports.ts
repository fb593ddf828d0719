import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { BenchApp } from './bench-app.js';
import { compare, printTable, showProgress, time } from './comparison.js';
import type { Way } from './comparison.js';
import { PEOPLE, toCsv, toJsonLines } from './people-files.js';
import type { People } from './people-files.js';

/**
 * Measures an import of new users against the same users sent as single POSTs, one after the other, over real HTTP:
 * `npm run bench:imports`.
 *
 * DATABASE_URL names a PostgreSQL server on which a database may be made, and dropped again. USERS is how many are
 * imported, SINGLES how many of them are sent one by one, ROUNDS how often. Both ways create people with the same
 * bodies, and each user of the last round is counted in the database.
 */
const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const USERS = Number(process.env.USERS ?? 20_000);
const SINGLES = Number(process.env.SINGLES ?? USERS);
const ROUNDS = Number(process.env.ROUNDS ?? 3);

const bench = await BenchApp.start(SERVER);
try {
  const { tenantId, token } = await bench.newTenant('imports');
  const client = bench.clientOf(token, 1);
  let file = 0;
  let expected = 0;

  const singles = (people: People): Way => {
    return async () => {
      file += 1;
      const bodies = Array.from({ length: SINGLES }, (_, index) => people.person(`s${file}-${index}`));
      const [milliseconds] = await time(async () => {
        for (const body of bodies) (await client.send('POST', '/Users', body)).expect(201);
      });
      expected += SINGLES;
      return (milliseconds * USERS) / SINGLES;
    };
  };
  const imported = (type: string, toFile: (names: readonly string[]) => string): Way => {
    return async () => {
      file += 1;
      const names = Array.from({ length: USERS }, (_, index) => `i${file}-${index}`);
      const bytes = Buffer.from(toFile(names));
      const [milliseconds, summary] = await time(() => send(type, bytes));
      if (summary.created !== USERS) throw new Error(`Not all were created: ${JSON.stringify(summary)}`);
      expected += USERS;
      return milliseconds;
    };
  };
  const rows = [];
  for (const people of PEOPLE) {
    const posts = [`POSTs of people with ${people.what}`, singles(people)] as const;
    const jsonLines = imported('application/jsonl', (names) => toJsonLines(people, names));
    const csv = imported('text/csv', (names) => toCsv(people, names));
    rows.push(
      await compare(posts, ['an import of JSON lines', jsonLines], ROUNDS),
      await compare(posts, ['an import of CSV', csv], ROUNDS),
    );
  }
  const { rows: counted } = await bench.filler.query<{ users: number; changes: number }>(
    `select (select count(*) from users where tenant_id = $1)::int as users,
       (select count(*) from changes where tenant_id = $1)::int as changes`,
    [tenantId],
  );
  if (counted[0]?.users !== expected || counted[0].changes !== expected) {
    throw new Error(`${expected} users were to be there, with a change each: ${JSON.stringify(counted[0])}`);
  }
  printTable(rows);
} finally {
  showProgress('Dropping the database …', true);
  await bench.stop();
}
process.exit(0);

interface Summary {
  readonly created: number;
}

function send(type: string, bytes: Buffer): Promise<Summary> {
  const { port } = bench.app.nest.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/v1/operator/tenants/imports/user-imports',
        method: 'POST',
        headers: { Authorization: `Bearer ${bench.operatorKey}`, 'Content-Type': type },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const last = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}') as {
            readonly summary?: Summary;
          };
          if (last.summary === undefined) reject(new Error(`The import ended early: ${text.slice(-500)}`));
          else resolve(last.summary);
        });
      },
    ).on('error', reject);
    Readable.from(pieces(bytes)).pipe(sent);
  });
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}
