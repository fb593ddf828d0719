import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { lockDataDir } from './data-dir-lock.js';
import type { DataDirLock } from './data-dir-lock.js';

/** How the `pg` driver reaches a database. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly target: ConnectionTarget;
  stop(): Promise<void>;
}

const IN_MEMORY = 'memory://';

/**
 * Starts PostgreSQL inside of this process (PGlite), for one client: all its connections would be one session.
 *
 * The client comes through a Unix socket in a private folder, so that nobody else on the machine can reach the
 * data; on Windows, through a free loopback port.
 *
 * @param dataDir - The folder of the service's data; the database's files go into `postgres` below it.
 * @param loadDataDir - A dump to start from instead of an empty database, for tests.
 * @throws {@link DataDirInUseError} when another process has the folder.
 */
export async function startEmbeddedPostgres(dataDir: string, loadDataDir?: Blob): Promise<EmbeddedPostgres> {
  const lock = dataDir === IN_MEMORY ? undefined : await lockDataDir(dataDir);
  try {
    const pglite = await PGlite.create({
      dataDir: dataDir === IN_MEMORY ? IN_MEMORY : join(dataDir, 'postgres'),
      ...(loadDataDir && { loadDataDir }),
    });
    return await serve(pglite, lock);
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function serve(pglite: PGlite, lock: DataDirLock | undefined): Promise<EmbeddedPostgres> {
  const folder = process.platform === 'win32' ? undefined : mkdtempSync(join(tmpdir(), 'flosum-scim-'));
  // A second place lets the pool replace a broken connection before the old one is quite gone.
  const server = new PGLiteSocketServer({
    db: pglite,
    maxConnections: 2,
    ...(folder === undefined ? { host: '127.0.0.1', port: 0 } : { path: join(folder, '.s.PGSQL.5432') }),
  });
  await server.start();
  const port = folder === undefined ? Number(server.getServerConn().split(':').at(-1)) : 5432;
  return {
    target: { host: folder ?? '127.0.0.1', port, username: 'postgres', database: 'postgres' },
    async stop() {
      await server.stop();
      await pglite.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      await lock?.release();
    },
  };
}
