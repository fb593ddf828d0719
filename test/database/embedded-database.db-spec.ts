import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, DataDirInUseError } from '../../src/database/index.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const TENANT = '01a20a8b-0000-7000-8000-000000000001';

describe('the embedded database', () => {
  let clone: TestDatabase;
  let dataDir: string;

  beforeEach(async () => {
    clone = await cloneDatabase();
    // A copy starts several times as fast as a new database; there is none where the tests run on a server.
    dataDir = clone.dataDir ?? mkdtempSync(join(tmpdir(), 'flosum-scim-embedded-'));
  });
  afterEach(async () => {
    await clone.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('keeps what was written, and refuses a second process on its files', async () => {
    const first = await Database.open({ kind: 'embedded', dataDir }, [], { migrate: true });
    await insertTenant(first, TENANT);
    await expect(Database.open({ kind: 'embedded', dataDir }, [])).rejects.toThrow(DataDirInUseError);
    await first.close();

    const second = await Database.open({ kind: 'embedded', dataDir }, []);
    expect(await second.query('select name from tenants where id = $1', [TENANT])).toEqual([{ name: '0' }]);
    await second.close();
  });

  it('keeps 100 interleaved read-modify-write transactions apart', async () => {
    const database = await Database.open({ kind: 'embedded', dataDir: 'memory://' }, [], { migrate: true });
    await insertTenant(database, TENANT);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        database
          .transaction(TENANT, async (manager) => {
            const [row] = await manager.query<{ name: string }[]>('select name from tenants');
            await manager.query('update tenants set name = $1', [String(Number(row?.name) + 1)]);
            if (index % 4 === 0) throw new Error('rolled back');
          })
          .catch(() => undefined),
      ),
    );

    expect(await database.query('select name from tenants where id = $1', [TENANT])).toEqual([
      { name: '75' },
    ]);
    await database.close();
  });
});

async function insertTenant(database: Database, id: string): Promise<void> {
  await database.query(
    `insert into tenants (id, slug, name, status, settings, created_at)
     values ($1, 'counter', '0', 'active', '{}', now())`,
    [id],
  );
}
