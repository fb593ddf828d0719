import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirInUseError, lockDataDir } from '../../src/database/data-dir-lock.js';
import type { DataDirLock } from '../../src/database/data-dir-lock.js';

describe('lockDataDir', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'flosum-scim-lock-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('gives the folder to one at a time, and to the next when it is released', async () => {
    const lock = await lockDataDir(dataDir);
    await expect(lockDataDir(dataDir)).rejects.toThrow(DataDirInUseError);
    await lock.release();
    await (await lockDataDir(dataDir)).release();
  });

  it('takes over what a killed process has left, and gives it to one only', async () => {
    // A file that nobody answers on is what is left of the socket.
    writeFileSync(join(dataDir, 'lock.sock'), '');

    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dataDir)));

    const locks = attempts.filter((attempt) => attempt.status === 'fulfilled').map(({ value }) => value);
    expect(locks).toHaveLength(1);
    await Promise.all(locks.map((lock: DataDirLock) => lock.release()));
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const deep = join(dataDir, 'd'.repeat(90));
    mkdirSync(deep);
    const lock = await lockDataDir(deep);
    await expect(lockDataDir(deep)).rejects.toThrow(DataDirInUseError);
    await lock.release();
  });
});
