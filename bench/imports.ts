import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { BenchApp } from './bench-app.js';
import { compare, printTable, showProgress, time } from './comparison.js';
import type { Way } from './comparison.js';
import { entraPerson } from './entra-person.js';

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

  const singles: Way = async () => {
    file += 1;
    const people = Array.from({ length: SINGLES }, (_, index) => entraPerson(`s${file}-${index}`));
    const [milliseconds] = await time(async () => {
      for (const person of people) (await client.send('POST', '/Users', person)).expect(201);
    });
    expected += SINGLES;
    return (milliseconds * USERS) / SINGLES;
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
  const jsonLines = imported('application/jsonl', (names) =>
    names.map((name) => JSON.stringify(entraPerson(name))).join('\n'),
  );
  const csv = imported('text/csv', toCsv);
  const rows = [
    await compare(['POSTs, one after the other', singles], ['an import of JSON lines', jsonLines], ROUNDS),
    await compare(['POSTs, one after the other', singles], ['an import of CSV', csv], ROUNDS),
  ];
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

/** The same attributes as of {@link entraPerson}. */
function toCsv(names: readonly string[]): string {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const columns: readonly (readonly [heading: string, cell: (name: string) => string])[] = [
    ['externalId', (name) => `8aa1a0c0-c4c3-4bc0-${name}`],
    ['userName', (name) => `${name}@contoso.test`],
    ['active', () => 'true'],
    ['displayName', (name) => `Jane Doe ${name}`],
    ['title', () => 'Principal Engineer'],
    ['preferredLanguage', () => 'en-US'],
    ['name.formatted', (name) => `Jane Doe ${name}`],
    ['name.familyName', () => 'Doe'],
    ['name.givenName', () => 'Jane'],
    ['email', (name) => `${name}@contoso.test`],
    ['emails[type eq "work"].primary', () => 'true'],
    ['phoneNumbers[type eq "work"].value', () => '+1 425 555 0100'],
    ['phoneNumbers[type eq "work"].primary', () => 'true'],
    ['phoneNumbers[type eq "mobile"].value', () => '+1 425 555 0101'],
    ['phoneNumbers[type eq "fax"].value', () => '+1 425 555 0102'],
    ['addresses[type eq "work"].formatted', () => 'Building 40, 4567 Main Street, Redmond, WA 98052'],
    ['addresses[type eq "work"].streetAddress', () => '4567 Main Street'],
    ['addresses[type eq "work"].locality', () => 'Redmond'],
    ['addresses[type eq "work"].region', () => 'WA'],
    ['addresses[type eq "work"].postalCode', () => '98052'],
    ['addresses[type eq "work"].country', () => 'US'],
    ['addresses[type eq "work"].primary', () => 'true'],
    [`${enterprise}:employeeNumber`, (name) => name],
    [`${enterprise}:department`, () => 'Research and Development'],
    [`${enterprise}:costCenter`, () => '4130'],
    [`${enterprise}:organization`, () => 'Contoso'],
    [`${enterprise}:division`, () => 'Theme Park'],
  ];
  const quote = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [
    columns.map(([heading]) => quote(heading)).join(','),
    ...names.map((name) => columns.map(([, cell]) => quote(cell(name))).join(',')),
  ].join('\r\n');
}
