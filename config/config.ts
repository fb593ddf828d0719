import type { Region } from './regions.js';

/** Where the data is: a PostgreSQL server, or the embedded one with its files. */
export type DatabaseConfig =
  | { readonly kind: 'server'; readonly url: string; readonly poolSize: number }
  | { readonly kind: 'embedded'; readonly dataDir: string };

/** So many requests at once, and so many a second for ever. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Everything that the environment decides, checked and frozen. The rooms get it handed down. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseConfig;
  /** How many processes serve one port. */
  readonly workers: number;
  readonly region: Region;
  /** The address that clients use, without a slash at its end. */
  readonly publicUrl: string;
  readonly operatorKey: string;
  readonly tokenPepper: string;
  /** How long an OAuth access token lives. */
  readonly accessTokenMinutes: number;
  readonly migrateOnStart: boolean;
  readonly logLevel: string;
  /** Where the counters of limits are shared by all instances; without it each counts for itself. */
  readonly redisUrl?: string;
  /** What a token may send, for tenants that have no limit of their own. */
  readonly rateLimit: RateLimit;
  /** Whose `X-Forwarded-For` is believed, as Express's `trust proxy` takes it. */
  readonly trustProxy: number | string | false;
}
