import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements that one connection keeps prepared; further texts run unprepared. */
const MAX_NAMED_STATEMENTS = 500;

/** Begins a statement whose text differs with what callers ask for: it would only take the place of others. */
export const UNPREPARED = '/* unprepared */ ';

const names = new Map<string, string>();

/**
 * A `pg` client that gives every statement with parameters a name, so that PostgreSQL prepares it once per
 * connection. TypeORM never names one; through the pool's `Client` option its own statements profit as well.
 */
export class StatementClient extends pg.Client {
  // The driver's overloads cannot be repeated one by one: what they have in common is handed on.
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0
        ? statementName(text)
        : undefined;
    const query = super.query.bind(this) as (...passed: unknown[]) => never;
    return name === undefined ? query(...args) : query({ name, text, values }, ...rest);
  }
}

/** The name under which a connection keeps a statement prepared; `undefined` for one that is not worth it. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || text.startsWith(UNPREPARED) || names.size >= MAX_NAMED_STATEMENTS) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
