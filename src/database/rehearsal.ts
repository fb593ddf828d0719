import type { EntityManager } from 'typeorm';
import type { TenantParameters } from './sql-parameters.js';

/** Ends a transaction that has done what it was for. */
export class TakenBack extends Error {}

/** What stands in for the database while something is only rehearsed. */
export interface Rehearsal {
  query<Row extends object>(sql: string, parameters: TenantParameters): Promise<readonly Row[]>;
  transaction<T>(tenantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T>;
}

/**
 * Runs statements one after another on the connection of a transaction. One that fails takes only itself back, as it
 * would alone.
 */
export function rehearseOn(manager: EntityManager): Rehearsal {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => inSavepoint(manager, work));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    query: <Row extends object>(sql: string, parameters: TenantParameters) =>
      inTurn(async () => {
        const result = await manager.queryRunner?.query(sql, [...parameters], true);
        return (result?.records ?? []) as readonly Row[];
      }),
    transaction: (_tenantId, work) => inTurn(() => work(manager)),
  };
}

async function inSavepoint<T>(manager: EntityManager, work: () => Promise<T>): Promise<T> {
  await manager.query('savepoint rehearsed');
  try {
    const result = await work();
    await manager.query('release savepoint rehearsed');
    return result;
  } catch (error) {
    await manager.query('rollback to savepoint rehearsed');
    throw error;
  }
}
