import type { Database } from '../../src/database/index.js';

const NO_TENANT = '00000000-0000-0000-0000-000000000000';

/**
 * Statements as the owner of the tables, for what no statement of the service may do: look into all tenants, change the
 * schema. The login role of the tests owns the tables.
 */
export class Owner {
  constructor(private readonly database: Database) {}

  async query<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return this.database.transaction(NO_TENANT, async (manager) => {
      await manager.query('set local role none');
      return manager.query<Row[]>(sql, [...parameters]);
    });
  }

  /** @param settings - Of PostgreSQL, for this statement. */
  async explain(sql: string, settings: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.database.transaction(NO_TENANT, async (manager) => {
      await manager.query('set local role none');
      for (const [name, value] of Object.entries(settings))
        await manager.query(`set local ${name} = ${value}`);
      const rows = await manager.query<Record<string, string>[]>(`explain ${sql}`);
      return rows.map((row) => Object.values(row)[0]).join('\n');
    });
  }
}
