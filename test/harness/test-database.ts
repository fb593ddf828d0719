import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConfig } from '../../config/index.js';
import { openThings } from './open-things.js';
import { onServer, withDatabase } from './server-databases.js';

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly config: DatabaseConfig;
  /** Where an embedded database has its files; `undefined` on a server. */
  readonly dataDir: string | undefined;
  /** Fails when something is still connected. */
  drop(): Promise<void>;
}

/** Copies the migrated template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const template = process.env.TEST_TEMPLATE;
  if (template === undefined) throw new Error('The global set-up has not run.');
  const url = process.env.TEST_DATABASE_URL;
  const database = url === undefined ? cloneFolder(template) : await cloneOnServer(url, template);
  const forget = openThings.note(`the database of ${expect.getState().testPath ?? 'a test'}`);
  return {
    ...database,
    async drop() {
      await database.drop();
      forget();
    },
  };
}

async function cloneOnServer(url: string, template: string): Promise<TestDatabase> {
  const name = `flosum_scim_test_${randomBytes(8).toString('hex')}`;
  await onServer(url, `create database ${name} template ${template}`);
  return {
    config: { kind: 'server', url: withDatabase(url, name), poolSize: 5 },
    dataDir: undefined,
    drop: () => onServer(url, `drop database ${name}`),
  };
}

function cloneFolder(template: string): TestDatabase {
  const dataDir = mkdtempSync(join(tmpdir(), 'flosum-scim-test-'));
  cpSync(template, dataDir, { recursive: true, filter: (source) => !source.endsWith('.sock') });
  return {
    config: { kind: 'embedded', dataDir },
    dataDir,
    drop: () => {
      rmSync(dataDir, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
