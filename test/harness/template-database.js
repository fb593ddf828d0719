import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../dist/src/database/index.js';
import { onServer, withDatabase } from './server-databases.js';

/**
 * Makes the migrated, empty database that every test file copies: a database on the server of TEST_DATABASE_URL, or
 * else the data folder of an embedded one. Jest runs this outside of its own module loader, hence from the build.
 *
 * @param {string | undefined} testDatabaseUrl
 * @returns {Promise<string>} The name of the database, or the folder.
 */
export async function makeTemplate(testDatabaseUrl) {
  if (testDatabaseUrl === undefined) {
    const dataDir = mkdtempSync(join(tmpdir(), 'flosum-scim-template-'));
    await migrateDatabase({ kind: 'embedded', dataDir });
    return dataDir;
  }
  const name = `flosum_scim_template_${process.pid}`;
  await onServer(testDatabaseUrl, `create database ${name}`);
  await migrateDatabase({ kind: 'server', url: withDatabase(testDatabaseUrl, name), poolSize: 1 });
  return name;
}

/**
 * @param {string | undefined} testDatabaseUrl
 * @param {string} template
 * @returns {Promise<void>}
 */
export async function removeTemplate(testDatabaseUrl, template) {
  if (testDatabaseUrl === undefined) rmSync(template, { recursive: true, force: true });
  else await onServer(testDatabaseUrl, `drop database if exists ${template}`);
}
