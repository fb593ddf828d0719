import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { migrateDatabase } from '../../src/database/index.js';
import { showProgress } from '../comparison.js';
import { ScratchDatabase } from './scratch-database.js';
import type { Imported } from './service.js';

export interface ImportResult {
  readonly rows: number;
  readonly importPerSecond: number;
  /** The same rows of `users`, `user_emails` and `changes`, copied into empty tables with the same indexes. */
  readonly copyPerSecond: number;
}

const TABLES = ['users', 'user_emails', 'changes'] as const;

/**
 * Copies the rows that an import has written, to tell what they cost at best.
 *
 * @param sourceUrl - The database with the tenant that was filled.
 */
export async function compareWithCopy(
  serverUrl: string,
  sourceUrl: string,
  tenantId: string,
  imported: Imported,
): Promise<ImportResult> {
  const target = await ScratchDatabase.create(serverUrl);
  try {
    await migrateDatabase({ kind: 'server', url: target.url, poolSize: 1 });
    const { people, seconds } = await copyAll(sourceUrl, target.url, tenantId);
    return {
      rows: imported.users,
      importPerSecond: imported.users / imported.seconds,
      copyPerSecond: people / seconds,
    };
  } finally {
    await target.drop();
  }
}

/** @returns How many people went from one database straight into the other, and in how many seconds. */
async function copyAll(
  fromUrl: string,
  intoUrl: string,
  tenantId: string,
): Promise<{ readonly people: number; readonly seconds: number }> {
  const source = new pg.Client({ connectionString: fromUrl });
  const target = new pg.Client({ connectionString: intoUrl });
  await Promise.all([source.connect(), target.connect()]);
  try {
    await target.query(`insert into tenants (id, slug, name, status, settings, created_at)
      values ('${tenantId}', 'copied', 'Copied', 'active', '{}', now())`);
    let seconds = 0;
    for (const table of TABLES) {
      showProgress(`copying ${table}`);
      const rows = `select * from ${table} where tenant_id = '${tenantId}'`;
      const start = performance.now();
      await pipeline(
        source.query(copyTo(`copy (${rows}) to stdout`)),
        target.query(copyFrom(`copy ${table} from stdin`)),
      );
      seconds += (performance.now() - start) / 1000;
    }
    const { rows } = await target.query<{ people: number }>('select count(*)::int as people from users');
    return { people: rows[0]?.people ?? 0, seconds };
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
