import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { DatabaseConfig } from '../../config/index.js';
import { createOwnerDataSource, createServiceDataSource, locate } from './data-source.js';
import type { DatabaseLocation } from './data-source.js';
import { DatabaseUnavailableError, hasCode, isConnectionFailure } from './database-errors.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { LocalNotices, ServerNotices } from './notices/index.js';
import type { Notices } from './notices/index.js';
import { OPERATOR_QUERIES } from './operator-queries.js';
import type { OperatorQueryName } from './operator-queries.js';
import { rehearseOn, TakenBack } from './rehearsal.js';
import { isMigrated, runMigrations } from './run-migrations.js';
import { SCOPES } from './scoped-query.js';
import type { TenantParameters } from './sql-parameters.js';
import { ServicePool } from './service-pool.js';
import { MissingRoleError, SchemaNotMigratedError, ServerTooOldError } from './start-errors.js';

const OLDEST_SERVER = 150_000;
const UNDEFINED_TABLE = '42P01';
const UNDEFINED_ROLE = '22023';
const INSUFFICIENT_PRIVILEGE = '42501';

export interface OpenOptions {
  /** Brings the schema up to this version first. */
  readonly migrate?: boolean;
}

/**
 * The connection pool, and the only way to it.
 *
 * A statement sees the rows of one tenant, whatever its text says: row-level security keeps it there (decision 0017).
 * What is about several tenants is one of the named operator queries.
 */
export class Database {
  private readonly pool: ServicePool;

  private constructor(
    private readonly dataSource: DataSource,
    private readonly embedded: EmbeddedPostgres | undefined,
    /** What the instances of the service tell each other. */
    readonly notices: Notices,
  ) {
    this.pool = new ServicePool(dataSource);
  }

  /**
   * Starts the embedded database if there is no server, and connects.
   *
   * @param entities - The entity classes of all rooms.
   * @throws {@link DataDirInUseError}, {@link DatabaseUnavailableError}, {@link SchemaNotMigratedError},
   *   {@link MissingRoleError} or {@link ServerTooOldError}.
   */
  static async open(
    config: DatabaseConfig,
    entities: readonly EntityTarget<ObjectLiteral>[],
    { migrate = false }: OpenOptions = {},
  ): Promise<Database> {
    const embedded = config.kind === 'embedded' ? await startEmbeddedPostgres(config.dataDir) : undefined;
    try {
      const location = locate(config, embedded);
      if (migrate) await migrateLocation(location);
      return await Database.connect(location, entities, embedded);
    } catch (error) {
      await embedded?.stop();
      throw error;
    }
  }

  private static async connect(
    location: DatabaseLocation,
    entities: readonly EntityTarget<ObjectLiteral>[],
    embedded: EmbeddedPostgres | undefined,
  ): Promise<Database> {
    const dataSource = createServiceDataSource(location, entities);
    let notices: Notices | undefined;
    try {
      await guard(() => dataSource.initialize());
      await refuseOldServer(dataSource);
      notices = 'url' in location ? await ServerNotices.connect(location.url) : new LocalNotices();
      const database = new Database(dataSource, embedded, notices);
      await database.refuseOldSchema();
      return database;
    } catch (error) {
      await notices?.close();
      if (dataSource.isInitialized) await dataSource.destroy();
      if (hasCode(error, UNDEFINED_ROLE)) throw new SchemaNotMigratedError({ cause: error });
      throw hasCode(error, INSUFFICIENT_PRIVILEGE) ? new MissingRoleError({ cause: error }) : error;
    }
  }

  /**
   * Runs one statement in the scope of the tenant that is its first parameter.
   *
   * @throws {@link DatabaseUnavailableError} when the connection fails; otherwise the driver's `DatabaseError`.
   */
  async query<Row extends object>(sql: string, parameters: TenantParameters): Promise<readonly Row[]> {
    return guard(() => this.pool.run<Row>({ kind: 'tenant', tenantId: parameters[0] }, sql, parameters));
  }

  /**
   * Runs one of the statements that are about no single tenant.
   *
   * @throws as {@link query}.
   */
  async operatorQuery<Row extends object>(
    name: OperatorQueryName,
    parameters: readonly unknown[],
  ): Promise<readonly Row[]> {
    return guard(() => this.pool.run<Row>({ kind: 'operator' }, OPERATOR_QUERIES[name], parameters));
  }

  /**
   * Runs several statements in one transaction, in the scope of a tenant. Only what cannot be one statement needs it:
   * with the embedded database nobody else is served meanwhile, and `work` must use no other way to the database than
   * the manager that it is handed.
   *
   * @throws as {@link query}; then nothing of the transaction has happened.
   */
  async transaction<T>(tenantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return guard(() =>
      this.dataSource.transaction(async (manager) => {
        await manager.query(SCOPES.tenant.text, [tenantId]);
        return work(manager);
      }),
    );
  }

  /**
   * Does something for a tenant as it would be done now, and takes it back: nothing of it is stored.
   *
   * @param work - Uses only the database that it is handed.
   * @throws as {@link query}, and what `work` throws.
   */
  async rehearse<T>(tenantId: string, work: (rehearsed: Database) => Promise<T>): Promise<T> {
    const done: T[] = [];
    try {
      await this.transaction(tenantId, async (manager) => {
        done.push(await work(Object.assign(Object.create(this) as Database, rehearseOn(manager))));
        throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
    }
    return done[0] as T;
  }

  /** @throws {@link SchemaNotMigratedError} when a migration has not run. */
  async refuseOldSchema(): Promise<void> {
    if (!isMigrated(await this.listMigrations())) throw new SchemaNotMigratedError();
  }

  /** Closing twice does no harm. */
  async close(): Promise<void> {
    if (!this.dataSource.isInitialized) return;
    await this.notices.close();
    await this.dataSource.destroy();
    await this.embedded?.stop();
  }

  private async listMigrations(): Promise<readonly string[]> {
    try {
      const rows = await this.operatorQuery<{ name: string }>('listMigrations', [true]);
      return rows.map(({ name }) => name);
    } catch (error) {
      if (hasCode(error, UNDEFINED_TABLE) || hasCode(error, INSUFFICIENT_PRIVILEGE)) return [];
      throw error;
    }
  }
}

/**
 * Brings the schema up to this version, as the login role. Several processes may do it at once.
 *
 * @returns The names of the migrations that ran.
 * @throws as {@link Database.open}.
 */
export async function migrateDatabase(config: DatabaseConfig): Promise<readonly string[]> {
  const embedded = config.kind === 'embedded' ? await startEmbeddedPostgres(config.dataDir) : undefined;
  try {
    return await migrateLocation(locate(config, embedded));
  } finally {
    await embedded?.stop();
  }
}

async function migrateLocation(location: DatabaseLocation): Promise<readonly string[]> {
  const dataSource = createOwnerDataSource(location);
  try {
    return await guard(async () => {
      await dataSource.initialize();
      await refuseOldServer(dataSource);
      return runMigrations(dataSource);
    });
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isConnectionFailure(error) ? new DatabaseUnavailableError({ cause: error }) : error;
  }
}

async function refuseOldServer(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ version: string; number: number }[]>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  if (row !== undefined && row.number < OLDEST_SERVER) throw new ServerTooOldError(row.version);
}
