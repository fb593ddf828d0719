import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Another process uses the data folder. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string) {
    super(
      `The data folder ${dataDir} is in use by another process of this service. Stop that one first, or give this one ` +
        `a folder of its own with DATA_DIR, or let both use a PostgreSQL server with DATABASE_URL.`,
    );
    this.name = 'DataDirInUseError';
  }
}

export interface DataDirLock {
  release(): Promise<void>;
}

/** Longest path of a Unix socket that every platform takes. */
const MAX_SOCKET_PATH = 90;

/** How long processes that take over at the same moment wait to see which of them was last, in milliseconds. */
const SETTLING_TIME = 100;

/**
 * Makes this process the only one on a data folder, for two processes on the files of one database destroy it.
 *
 * The lock is a local socket that the process listens on: the operating system ends it with the process, however
 * that dies, and a process id that is used again (as in containers) cannot be mistaken for it.
 *
 * @throws {@link DataDirInUseError} when another process has it.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = socketPathOf(realpathSync(dataDir));
  const server = (await listen(path)) ?? (await takeOver(path));
  if (server === undefined) throw new DataDirInUseError(dataDir);
  const own = inodeOf(path);
  return {
    async release() {
      if (process.platform !== 'win32' && inodeOf(path) === own) rmSync(path, { force: true });
      await close(server);
    },
  };
}

/**
 * Replaces a socket that nobody answers on, which a killed process has left behind, by one of our own. Of several
 * processes that do so at once, the last one stays, and the others see that.
 */
async function takeOver(path: string): Promise<Server | undefined> {
  if (process.platform === 'win32') return undefined;
  const ownPath = `${path}.${randomBytes(4).toString('hex')}`;
  const server = await listen(ownPath);
  if (server === undefined) return undefined;
  const own = inodeOf(ownPath);
  if (!(await isAnswered(path))) {
    renameSync(ownPath, path);
    await setTimeout(SETTLING_TIME);
    if (inodeOf(path) === own) return server;
  }
  await close(server);
  return undefined;
}

function inodeOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

function socketPathOf(dataDir: string): string {
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\flosum-scim-${digest}`;
  const inside = join(dataDir, 'lock.sock');
  return inside.length <= MAX_SOCKET_PATH ? inside : join(tmpdir(), `flosum-scim-${digest}.sock`);
}

async function listen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  try {
    server.listen(path);
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
