import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { readConfig, SettingsError } from '../config/index.js';
import { locateConsole } from './console/index.js';
import { createApp } from './create-app.js';
import {
  DatabaseUnavailableError,
  DataDirInUseError,
  MissingRoleError,
  SchemaNotMigratedError,
  ServerTooOldError,
} from './database/index.js';
import { createLogger } from './observability/index.js';
import { stopOnSignals } from './stop-on-signals.js';
import { welcome, welcomeToServer } from './welcome.js';
import { endWithPrimary, runWorkers } from './workers.js';

if (existsSync('.env')) process.loadEnvFile('.env');

/** Failures of the start that their message explains; the stack would only hide it. */
const EXPLAINED = [
  SettingsError,
  MissingRoleError,
  SchemaNotMigratedError,
  ServerTooOldError,
  DatabaseUnavailableError,
  DataDirInUseError,
];

try {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  if (config.workers > 1 && cluster.isPrimary) {
    await runWorkers(config, logger);
    process.stdout.write(welcomeToServer(config));
  } else {
    const app = await createApp(config, logger, undefined, locateConsole());
    stopOnSignals(app, logger);
    endWithPrimary();
    await app.nest.listen(config.port, config.host);
    if (cluster.isPrimary) process.stdout.write(await welcome(app, config));
  }
  logger.info(
    { host: config.host, port: config.port, ...(cluster.worker && { worker: cluster.worker.id }) },
    'ready',
  );
} catch (error) {
  process.stderr.write(`\n${describe(error)}\n\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPLAINED.some((explained) => error instanceof explained)) {
    const cause = error.cause instanceof Error ? `\n  ${error.cause.message}` : '';
    return `${error.message}${cause}`;
  }
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program. Stop that one, or choose another port with PORT.';
  }
  // PostgreSQL and the network say themselves what is wrong: an unknown database, a wrong password, no TLS.
  if ('code' in error) return `The start failed: ${error.message}`;
  return error.stack ?? error.message;
}
