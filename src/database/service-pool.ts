import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { ROLES } from './roles.js';
import { runScoped, SCOPES } from './scoped-query.js';
import type { Scope } from './scoped-query.js';
import { statementName } from './statement-client.js';

/**
 * Makes a new connection one of the service: it acts as the tenants' role, which sees nothing outside of a scope, and
 * tells times in UTC. The
 * scopes are prepared here, so that entering one costs two short messages later.
 */
export async function takeServiceRole(client: pg.ClientBase): Promise<void> {
  await client.query(`set role ${ROLES.tenant}; set time zone 'UTC'`);
  await client.query('begin');
  for (const { name, text, values } of Object.values(SCOPES)) {
    await client.query({ name, text, values: [...values] });
  }
  await client.query('rollback');
}

/** The connections behind TypeORM, for statements that enter their scope in the same round trip. */
export class ServicePool {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws `pg.DatabaseError`, or the error of a connection. */
  async run<Row extends object>(
    scope: Scope,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    const client = await this.pool().connect();
    let failure: unknown;
    try {
      const name = statementName(text);
      return await runScoped<Row>(client, scope, {
        text,
        values: values as unknown[],
        ...(name && { name }),
      });
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(isFatal(failure));
    }
  }

  /** There once TypeORM is connected. */
  private pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { readonly master: pg.Pool }).master;
  }
}

/** An error without a code of PostgreSQL came from the connection: it is not used again. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && !/^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code));
}
