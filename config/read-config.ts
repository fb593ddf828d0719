import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Config, DatabaseConfig } from './config.js';
import { keepSecrets, readKeptSecret } from './kept-secrets.js';
import { REGIONS } from './regions.js';
import { Settings } from './settings.js';

/** The settings are wrong. The message names every wrong setting and its rule, never a value. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The settings are not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/**
 * Reads, checks and freezes the settings.
 *
 * @param environment - The names and values of `.env.example`; an empty value counts as not set.
 * @throws {@link SettingsError} with every problem at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const settings = readSettings(environment);
  const production = settings.NODE_ENV === 'production';
  const embedded = settings.DATABASE_URL === undefined;
  const problems = checkSettings(settings);
  if (production) problems.push(...checkProduction(settings));
  if (embedded && settings.WORKERS > 1) {
    problems.push('WORKERS needs DATABASE_URL: the embedded database is for one process.');
  }
  if (problems.length > 0) throw new SettingsError(problems);

  const secrets = keepSecrets(settings.DATA_DIR, {
    'operator-key': settings.OPERATOR_KEY,
    'token-pepper': settings.TOKEN_PEPPER,
  });
  return Object.freeze({
    production,
    port: settings.PORT,
    host: settings.HOST,
    database: databaseOf(settings),
    workers: settings.WORKERS,
    region: settings.REGION,
    publicUrl: readPublicUrl(settings),
    operatorKey: secrets['operator-key'],
    tokenPepper: secrets['token-pepper'],
    accessTokenMinutes: settings.ACCESS_TOKEN_MINUTES,
    migrateOnStart: settings.MIGRATE_ON_START ?? embedded,
    logLevel: settings.LOG_LEVEL,
    ...(settings.REDIS_URL !== undefined && { redisUrl: settings.REDIS_URL }),
    rateLimit: Object.freeze({ perSecond: settings.RATE_LIMIT_PER_SECOND, burst: settings.RATE_LIMIT_BURST }),
    trustProxy: readTrustProxy(settings.TRUST_PROXY),
  });
}

/**
 * Reads only where the database is, for who migrates it.
 *
 * @throws {@link SettingsError} as {@link readConfig}.
 */
export function readDatabaseConfig(
  environment: Readonly<Record<string, string | undefined>>,
): DatabaseConfig {
  const settings = readSettings(environment);
  const problems = checkSettings(settings);
  if (problems.length > 0) throw new SettingsError(problems);
  return databaseOf(settings);
}

/**
 * Reads only what a client of the operator API needs: the server's address and the operator's key.
 *
 * @throws {@link SettingsError} when a setting is wrong, or there is no key yet.
 */
export function readOperatorAccess(environment: Readonly<Record<string, string | undefined>>): {
  readonly url: string;
  readonly operatorKey: string;
} {
  const settings = readSettings(environment);
  const problems = checkSettings(settings);
  if (problems.length > 0) throw new SettingsError(problems);
  const operatorKey = settings.OPERATOR_KEY ?? readKeptSecret(settings.DATA_DIR, 'operator-key');
  if (operatorKey === undefined) {
    throw new SettingsError([
      'OPERATOR_KEY is not set, and DATA_DIR has no file operator-key: start the server once in this folder, or set ' +
        'OPERATOR_KEY to the key of the server.',
    ]);
  }
  return { url: readPublicUrl(settings), operatorKey };
}

function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const known = Object.keys(new Settings());
  const optional = [
    'DATABASE_URL',
    'PUBLIC_URL',
    'OPERATOR_KEY',
    'TOKEN_PEPPER',
    'MIGRATE_ON_START',
    'REDIS_URL',
    'TRUST_PROXY',
  ];
  const set = [...known, ...optional].flatMap((name) => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return plainToInstance(Settings, Object.fromEntries(set), { exposeDefaultValues: true });
}

function checkSettings(settings: Settings): string[] {
  return validateSync(settings).map(
    ({ property, constraints = {} }) => `${property} ${Object.values(constraints)[0] ?? 'is not right'}.`,
  );
}

function checkProduction(settings: Settings): string[] {
  const problems: string[] = [];
  if (settings.DATABASE_URL === undefined) {
    problems.push(
      'DATABASE_URL must be set when NODE_ENV=production: the embedded database is for one process and for trying ' +
        'things out. Point it at PostgreSQL 15 or newer.',
    );
  }
  for (const name of ['OPERATOR_KEY', 'TOKEN_PEPPER'] as const) {
    if (settings[name] === undefined) {
      problems.push(`${name} must be set when NODE_ENV=production, to the same value on every instance.`);
    }
  }
  return problems;
}

/** Express takes a number of hops as a number, and anything else as addresses. */
function readTrustProxy(setting: string | undefined): number | string | false {
  if (setting === undefined) return false;
  return /^\d+$/.test(setting) ? Number(setting) : setting;
}

function databaseOf({ DATABASE_URL, DATABASE_POOL_SIZE, DATA_DIR }: Settings): DatabaseConfig {
  return Object.freeze(
    DATABASE_URL === undefined
      ? ({ kind: 'embedded', dataDir: DATA_DIR } as const)
      : ({ kind: 'server', url: DATABASE_URL, poolSize: DATABASE_POOL_SIZE } as const),
  );
}

function readPublicUrl({ PUBLIC_URL, NODE_ENV, REGION, PORT }: Settings): string {
  const url = PUBLIC_URL ?? (NODE_ENV === 'production' ? REGIONS[REGION] : `http://localhost:${PORT}`);
  return url.replace(/(?<!\/)\/+$/, '');
}
