import { existsSync } from 'node:fs';
import { readDatabaseConfig } from '../config/index.js';
import { migrateDatabase } from './database/index.js';

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const names = await migrateDatabase(readDatabaseConfig(process.env));
  const done =
    names.length === 0 ? 'Nothing to do: the schema is up to date.' : `Migrated: ${names.join(', ')}.`;
  process.stdout.write(`${done}\n`);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
  process.exitCode = 1;
}
