import { MigrationExecutor } from 'typeorm';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';

/** Any number that no other program of this database uses as an advisory lock. */
const MIGRATION_LOCK = 7_264_901;

/**
 * Runs what is pending of the migrations, each in a transaction of its own. Processes that do this at the same time
 * wait for each other; the second finds nothing left to do.
 *
 * @returns The names of the migrations that ran.
 */
export async function runMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    const done = await executor.executePendingMigrations();
    return done.map(({ name }) => name);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}

/** @param done - The names of the migrations that have run. */
export function isMigrated(done: readonly string[]): boolean {
  return MIGRATIONS.every((migration) => done.includes(migration.name));
}
