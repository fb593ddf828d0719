import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { DatabaseConfig } from '../../config/index.js';
import { createDataSource } from './data-source.js';
import { DatabaseUnavailableError, isConnectionFailure } from './database-errors.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { hasPendingMigrations, runMigrations } from './run-migrations.js';

/** The schema of the database is older than this version of the service. */
export class SchemaNotMigratedError extends Error {
  constructor() {
    super(
      'The database is not migrated to this version. Run "npm run migrate" with the same DATABASE_URL, then start ' +
        'again (or set MIGRATE_ON_START=true).',
    );
    this.name = 'SchemaNotMigratedError';
  }
}

/** The server is older than what the statements of this service need. */
export class ServerTooOldError extends Error {
  constructor(version: string) {
    super(`The database server is PostgreSQL ${version}. This service needs PostgreSQL 15 or newer.`);
    this.name = 'ServerTooOldError';
  }
}

const OLDEST_SERVER = 150_000;

/** The connection pool, and the only way to it. */
export class Database {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly embedded: EmbeddedPostgres | undefined,
  ) {}

  /**
   * Starts the embedded database if there is no server, and connects.
   *
   * @param entities - The entity classes of all rooms.
   * @throws {@link DataDirInUseError} or {@link DatabaseUnavailableError}.
   */
  static async open(
    config: DatabaseConfig,
    entities: readonly EntityTarget<ObjectLiteral>[],
  ): Promise<Database> {
    const embedded = config.kind === 'embedded' ? await startEmbeddedPostgres(config.dataDir) : undefined;
    const dataSource = createDataSource(
      embedded ?? (config as Extract<DatabaseConfig, { kind: 'server' }>),
      entities,
    );
    try {
      await dataSource.initialize();
      await refuseOldServer(dataSource);
    } catch (error) {
      if (dataSource.isInitialized) await dataSource.destroy();
      await embedded?.stop();
      throw isConnectionFailure(error) ? new DatabaseUnavailableError({ cause: error }) : error;
    }
    return new Database(dataSource, embedded);
  }

  /**
   * Runs one statement with parameters.
   *
   * @throws {@link DatabaseUnavailableError} when the connection fails; otherwise TypeORM's `QueryFailedError`.
   */
  async query<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return this.guard(() => this.dataSource.query<Row[]>(sql, [...parameters]));
  }

  /**
   * Runs several statements in one transaction. Only what cannot be one statement needs it: with the embedded database
   * nobody else is served meanwhile, and `work` must use no other way to the database than the one it is handed.
   *
   * @throws as {@link query}; then nothing of the transaction has happened.
   */
  async transaction<T>(
    work: (query: (sql: string, parameters: readonly unknown[]) => Promise<unknown>) => Promise<T>,
  ): Promise<T> {
    return this.guard(() =>
      this.dataSource.transaction((manager) =>
        work((sql, parameters) => manager.query(sql, [...parameters])),
      ),
    );
  }

  /** Runs `work` with TypeORM's entity manager; every statement stands alone. */
  async entities<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.guard(() => work(this.dataSource.manager));
  }

  /** Brings the schema up to this version. Several processes may do it at once. */
  async migrate(): Promise<readonly string[]> {
    return runMigrations(this.dataSource);
  }

  /** @throws {@link SchemaNotMigratedError} when `migrate` has something to do. */
  async refuseOldSchema(): Promise<void> {
    if (await hasPendingMigrations(this.dataSource)) throw new SchemaNotMigratedError();
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.embedded?.stop();
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw isConnectionFailure(error) ? new DatabaseUnavailableError({ cause: error }) : error;
    }
  }
}

async function refuseOldServer(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ version: string; number: number }[]>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  if (row !== undefined && row.number < OLDEST_SERVER) throw new ServerTooOldError(row.version);
}
