import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own on a server, dropped at the end. */
export class ScratchDatabase {
  private constructor(
    readonly url: string,
    private readonly name: string,
    private readonly serverUrl: string,
  ) {}

  /** @param serverUrl - Any database of the server; its role has to be able to create others. */
  static async create(serverUrl: string): Promise<ScratchDatabase> {
    const name = `flosum_scim_bench_${randomBytes(8).toString('hex')}`;
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    await runOn(serverUrl, `create database ${name}`);
    return new ScratchDatabase(url.toString(), name, serverUrl);
  }

  /** Runs statements as the role that owns the tables. */
  async run(sql: string): Promise<pg.QueryResult> {
    return runOn(this.url, sql);
  }

  async drop(): Promise<void> {
    await runOn(this.serverUrl, `drop database ${this.name} with (force)`);
  }
}

async function runOn(connectionString: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
