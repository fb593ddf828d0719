import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { readConfig } from '../config/index.js';
import type { RateLimit } from '../config/index.js';
import { SYSTEM } from '../src/audit/index.js';
import { createApp } from '../src/create-app.js';
import type { App } from '../src/create-app.js';
import { createLogger } from '../src/observability/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../src/tenants/index.js';
import { HttpClient } from './http-client.js';

/** The real application, listening, over a database of its own on a PostgreSQL server. */
export class BenchApp {
  private readonly clients: HttpClient[] = [];

  private constructor(
    readonly app: App,
    readonly operatorKey: string,
    /** A connection beside those of the application, without its time limit: for filling tables. */
    readonly filler: pg.Client,
    private readonly server: pg.Client,
    private readonly databaseName: string,
    private readonly url: string,
  ) {}

  /** @param serverUrl - Any database of the server; its role has to be able to create others. */
  static async start(serverUrl: string): Promise<BenchApp> {
    const databaseName = `flosum_scim_bench_${randomBytes(8).toString('hex')}`;
    const url = new URL(serverUrl);
    url.pathname = `/${databaseName}`;
    const server = await connect(serverUrl);
    await server.query(`create database ${databaseName}`);
    const config = readConfig({
      ...process.env,
      DATABASE_URL: url.toString(),
      DATA_DIR: 'memory://',
      MIGRATE_ON_START: 'true',
      LOG_LEVEL: 'silent',
    });
    const app = await createApp(config, createLogger('silent'));
    await app.nest.listen(0, '127.0.0.1');
    // Connections wait for their turn, and shall not be closed meanwhile.
    app.nest.getHttpServer().keepAliveTimeout = 600_000;
    return new BenchApp(
      app,
      config.operatorKey,
      await connect(url.toString()),
      server,
      databaseName,
      url.toString(),
    );
  }

  /** A new tenant with groups. */
  async newTenant(
    slug: string,
    // What is measured is how fast it is, not how fast it may be.
    rateLimit: RateLimit | null = { perSecond: 10_000, burst: 10_000 },
  ): Promise<{ readonly tenantId: string; readonly token: string }> {
    const settings = { groupProvisioning: true, rateLimit };
    const { id: tenantId } = await this.app.nest.get(TenantsService).create(SYSTEM, slug, slug, settings);
    const { token } = await this.app.nest
      .get(ApiTokensService)
      .issue(tenantId, SYSTEM, { name: 'bench', scopes: DEFAULT_SCOPES, expiresInDays: 1 });
    return { tenantId, token };
  }

  /** A connection of one's own, as the role that owns the tables; to be ended before {@link stop}. */
  connect(): Promise<pg.Client> {
    return connect(this.url);
  }

  clientOf(token: string, connections: number): HttpClient {
    const { port } = this.app.nest.getHttpServer().address() as AddressInfo;
    const client = new HttpClient(port, token, connections);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.app.close();
    await this.filler.end();
    await this.server.query(`drop database ${this.databaseName} with (force)`);
    await this.server.end();
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
