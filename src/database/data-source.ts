import { DataSource } from 'typeorm';
import type { DataSourceOptions, EntityTarget, MixedList, ObjectLiteral } from 'typeorm';
import type { DatabaseConfig } from '../../config/index.js';
import type { ConnectionTarget, EmbeddedPostgres } from './embedded-postgres.js';
import { MIGRATIONS } from './migrations/index.js';
import { takeServiceRole } from './service-pool.js';
import { StatementClient } from './statement-client.js';

/** How long a request waits for a free connection, in milliseconds. Longer means a mistake or an overload. */
const ACQUIRE_TIMEOUT = 10_000;

/** How long one statement may take on a server, in milliseconds. The embedded database cannot be interrupted. */
const STATEMENT_TIMEOUT = 5_000;

/** Where a database is: a server, or the embedded one that was started for it. */
export type DatabaseLocation =
  { readonly url: string; readonly poolSize: number } | { readonly target: ConnectionTarget };

export function locate(config: DatabaseConfig, embedded: EmbeddedPostgres | undefined): DatabaseLocation {
  if (embedded !== undefined) return { target: embedded.target };
  if (config.kind === 'embedded') throw new Error('The embedded database has not been started.');
  return { url: config.url, poolSize: config.poolSize };
}

/** TypeORM's view of the database for the service: every connection acts as the tenants' role. */
export function createServiceDataSource(
  location: DatabaseLocation,
  entities: readonly EntityTarget<ObjectLiteral>[],
): DataSource {
  const embedded = 'target' in location;
  return new DataSource({
    ...connectionOptions(location),
    poolSize: embedded ? 1 : location.poolSize,
    entities: [...entities] as MixedList<EntityTarget<ObjectLiteral>> as never,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    extra: {
      Client: StatementClient,
      onConnect: takeServiceRole,
      connectionTimeoutMillis: ACQUIRE_TIMEOUT,
      ...(embedded ? { idleTimeoutMillis: 0 } : { statement_timeout: STATEMENT_TIMEOUT }),
    },
  });
}

/** TypeORM's view of the database for who owns the tables: one connection as the login role, for migrations. */
export function createOwnerDataSource(location: DatabaseLocation): DataSource {
  return new DataSource({
    ...connectionOptions(location),
    poolSize: 1,
    migrations: [...MIGRATIONS],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    extra: {
      connectionTimeoutMillis: ACQUIRE_TIMEOUT,
      // All connections of the embedded database are one session, which may have taken another role before.
      onConnect: (client: { query(text: string): Promise<unknown> }) => client.query('reset role'),
    },
  });
}

function connectionOptions(location: DatabaseLocation): DataSourceOptions & { readonly type: 'postgres' } {
  return {
    type: 'postgres',
    ...('target' in location ? location.target : { url: location.url }),
    applicationName: 'flosum-scim',
    installExtensions: false,
    logging: false,
  };
}
