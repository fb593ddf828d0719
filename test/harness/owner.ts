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
}
