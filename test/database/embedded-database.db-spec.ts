import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, DataDirInUseError } from '../../src/database/index.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

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
    const first = await Database.open({ kind: 'embedded', dataDir }, []);
    await first.query('create table kept (n int)', []);
    await first.query('insert into kept values ($1)', [7]);
    await expect(Database.open({ kind: 'embedded', dataDir }, [])).rejects.toThrow(DataDirInUseError);
    await first.close();

    const second = await Database.open({ kind: 'embedded', dataDir }, []);
    expect(await second.query('select n from kept', [])).toEqual([{ n: 7 }]);
    await second.close();
  });

  it('keeps 100 interleaved read-modify-write transactions apart', async () => {
    const database = await Database.open({ kind: 'embedded', dataDir: 'memory://' }, []);
    await database.query('create table counter (n int)', []);
    await database.query('insert into counter values (0)', []);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        database
          .entities((manager) =>
            manager.transaction(async (transaction) => {
              const [row] = await transaction.query<{ n: number }[]>('select n from counter', []);
              await transaction.query('update counter set n = $1', [(row?.n ?? 0) + 1]);
              if (index % 4 === 0) throw new Error('rolled back');
            }),
          )
          .catch(() => undefined),
      ),
    );

    expect(await database.query('select n from counter', [])).toEqual([{ n: 75 }]);
    await database.close();
  });
});
