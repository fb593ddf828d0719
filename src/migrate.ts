import { existsSync } from 'node:fs';
import { readDatabaseConfig } from '../config/index.js';
import { ENTITIES } from './create-app.js';
import { Database } from './database/index.js';

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const database = await Database.open(readDatabaseConfig(process.env), ENTITIES);
  try {
    const names = await database.migrate();
    const done =
      names.length === 0 ? 'Nothing to do: the schema is up to date.' : `Migrated: ${names.join(', ')}.`;
    process.stdout.write(`${done}\n`);
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
  process.exitCode = 1;
}
