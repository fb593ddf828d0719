import { v7 as makeUuid } from 'uuid';
import type { Actor } from './actor.js';

/** An administrative act on something of a tenant. */
export interface Act {
  readonly tenantId: string;
  /** What was done, as `<thing>.<past participle>`, such as `api-token.revoked`. */
  readonly action: string;
  /** What it was done to. */
  readonly target: { readonly type: string; readonly id: string; readonly name: string };
  /** What changed, as it was. Never a secret, a digest or a token. */
  readonly before?: object;
  /** What changed, as it is now. Never a secret, a digest or a token. */
  readonly after?: object;
}

/** Runs statements of the transaction of the act, such as TypeORM's entity manager. */
interface Transaction {
  query(sql: string, parameters: readonly unknown[]): Promise<unknown>;
}

/**
 * Writes down an act in the transaction that does it: both happen, or neither. The database lets the service add
 * acts, not change or remove them.
 */
export async function recordAct(
  transaction: Transaction,
  { type, name, address, requestId }: Actor,
  { tenantId, action, target, before, after }: Act,
): Promise<void> {
  await transaction.query(
    `insert into audit_events (tenant_id, id, at, actor_type, actor_name, address, request_id, action,
       target_type, target_id, target_name, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tenantId,
      makeUuid(),
      new Date(),
      type,
      name,
      address,
      requestId,
      action,
      target.type,
      target.id,
      target.name,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
    ],
  );
}
