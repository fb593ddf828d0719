import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { showProgress } from '../comparison.js';
import { fillByImport } from './fill.js';
import type { BenchOptions } from './options.js';
import { OURS } from './parts.js';
import { ScratchDatabase } from './scratch-database.js';
import { Service } from './service.js';

export interface ImportResult {
  readonly rows: number;
  readonly importPerSecond: number;
  /** The same rows of `users`, `user_emails` and `changes`, copied into empty tables with the same indexes. */
  readonly copyPerSecond: number;
}

const TABLES = ['users', 'user_emails', 'changes'] as const;

/** An import of people through the operator API, against a bare `COPY` of the rows that it has written. */
export async function measureImport({
  serverUrl,
  imported,
}: BenchOptions): Promise<ImportResult | undefined> {
  if (imported === 0) return undefined;
  const source = await ScratchDatabase.create(serverUrl);
  const target = await ScratchDatabase.create(serverUrl);
  const service = await Service.start({ name: OURS, databaseUrl: source.url });
  try {
    const { seconds } = await fillByImport(service, imported);
    const empty = await Service.start({ name: OURS, databaseUrl: target.url });
    await empty.stop();
    const copySeconds = await copyAll(source.url, target.url, service.tenantId);
    return { rows: imported, importPerSecond: imported / seconds, copyPerSecond: imported / copySeconds };
  } finally {
    await service.stop();
    await source.drop();
    await target.drop();
  }
}

/** @returns How long the rows took from one database straight into the other, in seconds. */
async function copyAll(fromUrl: string, intoUrl: string, tenantId: string): Promise<number> {
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
    return seconds;
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
