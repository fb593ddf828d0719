import { DataSource } from 'typeorm';
import type { EntityTarget, MixedList, ObjectLiteral } from 'typeorm';
import type { ConnectionTarget } from './embedded-postgres.js';
import { MIGRATIONS } from './migrations/index.js';
import { StatementClient } from './statement-client.js';

/** How long a request waits for a free connection, in milliseconds. Longer means a mistake or an overload. */
const ACQUIRE_TIMEOUT = 10_000;

interface Server {
  readonly url: string;
  readonly poolSize: number;
}
interface Embedded {
  readonly target: ConnectionTarget;
}

/** How long one statement may take on a server, in milliseconds. The embedded database cannot be interrupted. */
const STATEMENT_TIMEOUT = 5_000;

/** TypeORM's view of the database: a server with a pool, or the embedded one with exactly one connection. */
export function createDataSource(
  database: Server | Embedded,
  entities: readonly EntityTarget<ObjectLiteral>[],
): DataSource {
  const embedded = 'target' in database;
  return new DataSource({
    type: 'postgres',
    ...(embedded ? { ...database.target } : { url: database.url }),
    poolSize: embedded ? 1 : database.poolSize,
    applicationName: 'flosum-scim',
    installExtensions: false,
    entities: [...entities] as MixedList<EntityTarget<ObjectLiteral>> as never,
    migrations: [...MIGRATIONS],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    logging: false,
    extra: {
      Client: StatementClient,
      connectionTimeoutMillis: ACQUIRE_TIMEOUT,
      ...(embedded ? { idleTimeoutMillis: 0 } : { statement_timeout: STATEMENT_TIMEOUT }),
    },
  });
}
