import pg from 'pg';
import type { QueryConfig, QueryResult } from 'pg';
import { serialize } from 'pg-protocol';
import pgUtils from 'pg/lib/utils.js';
import { ROLES } from './roles.js';

/**
 * Enters a scope until the end of the transaction, whatever the connection was used for before. A connection prepares
 * both statements once, when it is made. They answer no row, for nobody reads it.
 */
export const SCOPES = {
  tenant: {
    name: 'scope_tenant',
    text: `select where set_config('role', '${ROLES.tenant}', true) || set_config('app.tenant_id', $1, true) is null`,
    values: ['00000000-0000-0000-0000-000000000000'],
  },
  operator: {
    name: 'scope_operator',
    text: `select where set_config('role', $1, true) is null`,
    values: [ROLES.operator],
  },
} as const;

/** Whose rows a statement sees: those of one tenant, or what the named operator queries may. */
export type Scope = { readonly kind: 'tenant'; readonly tenantId: string } | { readonly kind: 'operator' };

/** What of the driver's connection is needed to put a statement in front of another one. */
interface Connection {
  readonly stream: { write(bytes: Buffer): unknown };
}

interface RowDescription {
  readonly fields: readonly unknown[];
}

/** The members of the driver's query that are meant for subclasses, as `pg-cursor` uses them. */
interface DriverQuery {
  readonly name: string | undefined;
  readonly values: readonly unknown[];
  hasBeenParsed(connection: Connection): boolean;
  prepare(connection: Connection): void;
  handleRowDescription(message: RowDescription): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

const Query = pg.Query as unknown as new (
  config: QueryConfig,
  callback: (error: Error | null, result: QueryResult) => void,
) => DriverQuery;

const EXECUTE = serialize.execute({});
const EXECUTE_AND_SYNC = Buffer.concat([EXECUTE, serialize.sync()]);

/** What the rows of the prepared statements look like, by their names: the same on each connection. */
const descriptions = new Map<string, RowDescription>();

/**
 * A statement that runs in a scope, in one round trip: the scope is entered and the statement executed before the
 * server is told to end the (implicit) transaction. So nothing of the scope is left on the connection, and a
 * statement that nobody has put into a scope sees no row.
 *
 * A statement that the connection has prepared goes out in one piece, and is not described again.
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
    const entering = enter(this.scope);
    const binding = this.hasBeenParsed(connection) ? bindIfPossible(this) : undefined;
    const description = this.name === undefined ? undefined : descriptions.get(this.name);
    if (binding === undefined || description === undefined) {
      connection.stream.write(Buffer.concat(entering));
      super.prepare(connection);
    } else {
      super.handleRowDescription(description);
      connection.stream.write(Buffer.concat([...entering, binding, EXECUTE_AND_SYNC]));
    }
  }

  override handleRowDescription(message: RowDescription): void {
    if (this.name !== undefined) descriptions.set(this.name, message);
    super.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    if (this.entered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.entered) super.handleCommandComplete(message, connection);
    this.entered = true;
  }
}

function enter(scope: Scope): readonly Buffer[] {
  const { name, values } = SCOPES[scope.kind];
  const binding = { statement: name, values: scope.kind === 'tenant' ? [scope.tenantId] : [...values] };
  return [serialize.bind(binding), EXECUTE];
}

/** @returns `undefined` for values that cannot be sent: the driver tells who asked. */
function bindIfPossible({ name, values }: Pick<DriverQuery, 'name' | 'values'>): Buffer | undefined {
  try {
    return serialize.bind({
      statement: name ?? '',
      values: [...values],
      valueMapper: pgUtils.prepareValue,
    });
  } catch {
    return undefined;
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
