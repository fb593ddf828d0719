import type { Region } from './regions.js';

/** Where the data is: a PostgreSQL server, or the embedded one with its files. */
export type DatabaseConfig =
  | { readonly kind: 'server'; readonly url: string; readonly poolSize: number }
  | { readonly kind: 'embedded'; readonly dataDir: string };

/** Everything that the environment decides, checked and frozen. The rooms get it handed down. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseConfig;
  readonly region: Region;
  /** The address that clients use, without a slash at its end. */
  readonly publicUrl: string;
  readonly operatorKey: string;
  readonly tokenPepper: string;
  /** How long an OAuth access token lives. */
  readonly accessTokenMinutes: number;
  readonly migrateOnStart: boolean;
  readonly logLevel: string;
}
