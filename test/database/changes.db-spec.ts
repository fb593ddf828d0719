import pg from 'pg';
import { ChangesRepository } from '../../src/changes/index.js';
import type { PlacedChange } from '../../src/changes/index.js';
import { Database } from '../../src/database/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { openThings } from '../harness/open-things.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const TENANT = '01a20a8b-0000-7000-8000-000000000001';
const OTHER_TENANT = '01a20a8b-0000-7000-8000-000000000002';

const INSERT = `insert into changes (tenant_id, resource_id, version, resource_type, kind, attributes, actor_type,
    request_id, at)
  values ($1, $2, $3, 'User', 'updated', '[]', 'system', 'test', now())`;

function resource(number: number): string {
  return `01a20a8b-1111-7000-8000-${String(number).padStart(12, '0')}`;
}

describe('following the changes of a tenant', () => {
  let clone: TestDatabase;
  let database: Database;
  let changes: ChangesRepository;

  beforeEach(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
    changes = new ChangesRepository(database);
    for (const id of [TENANT, OTHER_TENANT]) {
      await database.query(
        `insert into tenants (id, slug, name, status, settings, created_at) values ($1::uuid, $1::uuid::text, 'x', 'active', '{}', now())`,
        [id],
      );
    }
  });
  afterEach(async () => {
    await database.close();
    await clone.drop();
  });

  async function write(number: number, version = 1, tenant = TENANT): Promise<void> {
    await database.query(INSERT, [tenant, resource(number), version]);
  }

  /** Reads on from a position, in small pages, to the end. */
  async function follow(after: number): Promise<readonly PlacedChange[]> {
    const found: PlacedChange[] = [];
    for (;;) {
      const page = await changes.listInOrder(TENANT, found.at(-1)?.position ?? after, 2);
      if (page.length === 0) return found;
      found.push(...page);
    }
  }

  it('meets each change once, in the order of writing, and of its own tenant only', async () => {
    for (const number of [1, 2, 3, 4, 5]) await write(number);
    await write(6, 1, OTHER_TENANT);

    const all = await follow(0);

    expect(all.map(({ resourceId }) => resourceId)).toEqual([1, 2, 3, 4, 5].map(resource));
    expect(all.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(await follow(3)).toEqual(all.slice(3));
    expect(await follow(5)).toEqual([]);
  });

  it('never skips a change that was written early and committed late', async () => {
    // The embedded database has one connection: there, nothing commits late.
    if (clone.config.kind !== 'server') return;
    const slow = new pg.Client({ connectionString: clone.config.url });
    const forget = openThings.note('a slow transaction');
    await slow.connect();
    await slow.query('begin');
    await slow.query(INSERT, [TENANT, resource(1), 1]);
    await write(2);

    const before = await follow(0);
    expect(before.map(({ resourceId }) => resourceId)).toEqual([resource(2)]);

    await slow.query('commit');
    await slow.end();
    forget();
    await write(3);

    const after = await follow(before.at(-1)?.position ?? 0);
    expect(after.map(({ resourceId }) => resourceId)).toEqual([1, 3].map(resource));
    expect((await follow(0)).map(({ position }) => position)).toEqual([1, 2, 3]);
  });

  it('gives no position twice, and skips none, when many read while many write', async () => {
    const writers = Array.from({ length: 8 }, async (_writer, lane) => {
      for (let version = 1; version <= 10; version += 1) await write(lane, version);
    });
    const readers = Array.from({ length: 4 }, async () => {
      const seen: PlacedChange[] = [];
      while (seen.length < 80) {
        seen.push(...(await changes.listInOrder(TENANT, seen.at(-1)?.position ?? 0, 7)));
      }
      return seen;
    });
    await Promise.all(writers);
    const [first, ...others] = await Promise.all(readers);

    expect(first?.map(({ position }) => position)).toEqual(Array.from({ length: 80 }, (_, n) => n + 1));
    for (const other of others) expect(other).toEqual(first);
    for (let lane = 0; lane < 8; lane += 1) {
      const own = first?.filter(({ resourceId }) => resourceId === resource(lane));
      expect(own?.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });

  it('has one change for a version of a resource, and no second', async () => {
    await write(1, 7);
    await expect(write(1, 7)).rejects.toThrow(/changes_pkey/);
  });
});
