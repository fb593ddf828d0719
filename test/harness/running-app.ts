import type { AddressInfo } from 'node:net';
import type { Config } from '../../config/index.js';
import { SYSTEM } from '../../src/audit/index.js';
import type { GuardedFetch } from '../../src/oauth/index.js';
import { createApp } from '../../src/create-app.js';
import type { App } from '../../src/create-app.js';
import { createLogger } from '../../src/observability/index.js';
import { RequestLogWriter } from '../../src/request-log/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../../src/tenants/index.js';
import type { Scope, TenantSettings } from '../../src/tenants/index.js';
import { openThings } from './open-things.js';
import { Owner } from './owner.js';
import { ScimClient } from './scim-client.js';
import { cloneDatabase } from './test-database.js';
import type { TestDatabase } from './test-database.js';

export const OPERATOR_KEY = 'operator-key-of-the-tests-0123456789';

/** Not where the test server listens: what stands in answers must come from the settings. */
export const PUBLIC_URL = 'https://scim.example.test';

/** The settings of the tests. */
export function testConfig(database: Config['database'], changes: Partial<Config> = {}): Config {
  return {
    production: false,
    port: 0,
    host: '127.0.0.1',
    database,
    workers: 1,
    region: 'us',
    publicUrl: PUBLIC_URL,
    operatorKey: OPERATOR_KEY,
    tokenPepper: 'token-pepper-of-the-tests-0123456789',
    accessTokenMinutes: 60,
    migrateOnStart: false,
    logLevel: 'silent',
    // Tests that are not about limits do not meet them.
    rateLimit: { perSecond: 1_000_000, burst: 1_000_000 },
    trustProxy: false,
    ...changes,
  };
}

export interface NewTenant {
  readonly tenantId: string;
  readonly token: string;
  readonly client: ScimClient;
}

/** The real application on a free port, over a database of its own. */
export class RunningApp {
  private constructor(
    readonly app: App,
    readonly url: string,
    private readonly database: TestDatabase,
    private readonly forget: () => void,
  ) {}

  /**
   * @param log - Takes the log lines; without it nothing is logged.
   * @param guardedFetch - The way to servers of others; without it only to those on the internet.
   * @param consoleFolder - The console as a program in the browser; without it the console is pages of the server.
   */
  static async start(
    changes: Partial<Config> = {},
    log?: { write(line: string): void },
    guardedFetch?: GuardedFetch,
    consoleFolder?: string,
  ): Promise<RunningApp> {
    return RunningApp.startOn(await cloneDatabase(), changes, log, guardedFetch, consoleFolder);
  }

  /** Another instance of the service on the database of this one; to be stopped before this one. Servers only. */
  async startBeside(changes: Partial<Config> = {}): Promise<RunningApp> {
    return RunningApp.startOn({ ...this.database, drop: () => Promise.resolve() }, changes);
  }

  private static async startOn(
    database: TestDatabase,
    changes: Partial<Config>,
    log?: { write(line: string): void },
    guardedFetch?: GuardedFetch,
    consoleFolder?: string,
  ): Promise<RunningApp> {
    const config = testConfig(database.config, { ...changes, ...(log && { logLevel: 'info' }) });
    const app = await createApp(config, createLogger(config.logLevel, log), guardedFetch, consoleFolder);
    await app.nest.listen(config.port, config.host);
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    return new RunningApp(app, `http://127.0.0.1:${port}`, database, openThings.note('the application'));
  }

  /** For statements that the service itself may not run. */
  get owner(): Owner {
    return new Owner(this.app.database);
  }

  /** By the services that the operator API uses too. */
  async newTenant(slug: string, settings: Partial<TenantSettings> = {}): Promise<NewTenant> {
    const { id } = await this.app.nest.get(TenantsService).create(SYSTEM, slug, slug, settings);
    const token = await this.issueToken(id);
    return { tenantId: id, token, client: this.clientOf(token) };
  }

  async clientOfNewTenant(slug: string, settings: Partial<TenantSettings> = {}): Promise<ScimClient> {
    return (await this.newTenant(slug, settings)).client;
  }

  async issueToken(tenantId: string, scopes: readonly Scope[] = DEFAULT_SCOPES): Promise<string> {
    const { token } = await this.app.nest
      .get(ApiTokensService)
      .issue(tenantId, SYSTEM, { name: 'Test', scopes, expiresInDays: 30 });
    return token;
  }

  clientOf(token: string | undefined): ScimClient {
    return new ScimClient(this.url, token);
  }

  /** Writes the lines of the request log that wait, which happens every half second anyway. */
  async writeLog(): Promise<void> {
    const writer = this.app.nest.get(RequestLogWriter);
    // One that is under way already does not take what came since.
    await writer.flush();
    await writer.flush();
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    this.forget();
  }
}
