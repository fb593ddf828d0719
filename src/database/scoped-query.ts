import pg from 'pg';
import type { QueryConfig, QueryResult } from 'pg';
import { ROLES } from './roles.js';

/**
 * Enters a scope until the end of the transaction, whatever the connection was used for before. A connection prepares
 * both statements once, when it is made.
 */
export const SCOPES = {
  tenant: {
    name: 'scope_tenant',
    text: `select set_config('role', '${ROLES.tenant}', true), set_config('app.tenant_id', $1, true)`,
    values: ['00000000-0000-0000-0000-000000000000'],
  },
  operator: { name: 'scope_operator', text: `select set_config('role', $1, true)`, values: [ROLES.operator] },
} as const;

/** Whose rows a statement sees: those of one tenant, or what the named operator queries may. */
export type Scope = { readonly kind: 'tenant'; readonly tenantId: string } | { readonly kind: 'operator' };

/** What of the driver's connection is needed to put a statement in front of another one. */
interface Connection {
  bind(message: {
    readonly portal: string;
    readonly statement: string;
    readonly values: readonly string[];
  }): void;
  execute(message: { readonly portal: string }): void;
}

/** The members of the driver's query that are meant for subclasses, as `pg-cursor` uses them. */
interface DriverQuery {
  prepare(connection: Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

const Query = pg.Query as unknown as new (
  config: QueryConfig,
  callback: (error: Error | null, result: QueryResult) => void,
) => DriverQuery;

/**
 * A statement that runs in a scope, in one round trip: the scope is entered and the statement executed before the
 * server is told to end the (implicit) transaction. So nothing of the scope is left on the connection, and a
 * statement that nobody has put into a scope sees no row.
 */
class ScopedQuery extends Query {
  private entered = false;

  constructor(
    private readonly scope: Scope,
    config: QueryConfig,
    callback: (error: Error | null, result: QueryResult) => void,
  ) {
    super({ ...config, queryMode: 'extended' } as QueryConfig, callback);
  }

  override prepare(connection: Connection): void {
    const { name, values } = SCOPES[this.scope.kind];
    connection.bind({
      portal: '',
      statement: name,
      values: this.scope.kind === 'tenant' ? [this.scope.tenantId] : values,
    });
    connection.execute({ portal: '' });
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.entered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.entered) super.handleCommandComplete(message, connection);
    this.entered = true;
  }
}

/** @throws `pg.DatabaseError`, or a connection's error. */
export function runScoped<Row extends object>(
  client: pg.ClientBase,
  scope: Scope,
  config: QueryConfig,
): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const query = new ScopedQuery(scope, config, (error, result) => {
      if (error) reject(error);
      else resolve(result.rows as Row[]);
    });
    client.query(query as never);
  });
}
