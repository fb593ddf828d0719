import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from '../config/index.js';
import { serveApiDocs } from './api-docs.js';
import { AppModule } from './app.module.js';
import { Database } from './database/index.js';
import { ErrorFilter } from './error.filter.js';
import { AnswerAdapter } from './http/index.js';
import { GuardedFetch } from './oauth/index.js';
import { Lifecycle, logRequests, NestLogger } from './observability/index.js';
import type { AppLogger } from './observability/index.js';
import { LiveRequests } from './request-log/index.js';
import { ApiTokenEntity, TenantEntity } from './tenants/index.js';

/** The entity classes of all rooms. */
export const ENTITIES = [TenantEntity, ApiTokenEntity] as const;

export interface App {
  readonly nest: NestExpressApplication;
  readonly database: Database;
  readonly lifecycle: Lifecycle;
  /** Answers what is under way, writes what is buffered, and lets go of everything. */
  close(): Promise<void>;
}

/**
 * Builds the whole application, ready to listen. The server and the tests use this one function.
 *
 * @param guardedFetch - Tests hand in one that reaches their own server.
 * @param consoleFolder - The folder of the console as a program in the browser.
 * @throws {@link SchemaNotMigratedError}, {@link DatabaseUnavailableError} or {@link DataDirInUseError}
 */
export async function createApp(
  config: Config,
  logger: AppLogger,
  guardedFetch: GuardedFetch = new GuardedFetch(),
  consoleFolder?: string,
): Promise<App> {
  const database = await Database.open(config.database, ENTITIES, { migrate: config.migrateOnStart });
  try {
    const lifecycle = new Lifecycle();
    const nest = await createNest({ config, database, lifecycle, guardedFetch, consoleFolder }, logger);
    return {
      nest,
      database,
      lifecycle,
      async close() {
        const server = nest.getHttpServer();
        server.close();
        nest.get(LiveRequests).endAll();
        await lifecycle.drain();
        server.closeAllConnections();
        await nest.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function createNest(
  surroundings: Parameters<typeof AppModule.of>[0],
  logger: AppLogger,
): Promise<NestExpressApplication> {
  const nest = await NestFactory.create<NestExpressApplication>(
    AppModule.of(surroundings),
    new AnswerAdapter(),
    {
      logger: new NestLogger(logger),
      bodyParser: false,
      abortOnError: false,
      forceCloseConnections: false,
    },
  );
  // Express would add headers of its own: a version that is not ours, and its name.
  nest.disable('etag').disable('x-powered-by');
  nest.set('query parser', 'simple').set('trust proxy', surroundings.config.trustProxy);
  nest.use(logRequests(logger));
  nest.use(surroundings.lifecycle.followRequest);
  nest.useGlobalFilters(new ErrorFilter());
  serveApiDocs(nest);
  await nest.init();
  return nest;
}
