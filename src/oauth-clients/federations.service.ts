import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import { recordAct } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { Database, isUniqueViolation } from '../database/index.js';
import { lockLiveClient } from './lock-live-client.js';
import { FederationNotFoundError, OAuthClientConflictError } from './oauth-client-errors.js';
import type { Federation } from './oauth-client.js';

/** One per stage and place that a workload runs in. */
const MAX_FEDERATIONS = 10;

const COLUMNS = `id, client_id as "clientId", issuer, subject, audience, created_by as "createdBy",
  created_at as "createdAt"`;

/** The identities elsewhere that may stand for OAuth clients, and what they have shown. */
@Injectable()
export class FederationsService {
  constructor(private readonly database: Database) {}

  /**
   * @throws {@link OAuthClientNotFoundError}
   * @throws {@link OAuthClientConflictError} when the client is revoked, has this identity, or has as many as it may.
   */
  async add(
    tenantId: string,
    actor: Actor,
    clientId: string,
    { issuer, subject, audience }: Pick<Federation, 'issuer' | 'subject' | 'audience'>,
  ): Promise<Federation> {
    const identity = { issuer, subject, audience };
    const added = { id: makeUuid(), clientId, ...identity, createdBy: actor.name, createdAt: new Date() };
    try {
      await this.database.transaction(tenantId, async (manager) => {
        const name = await lockLiveClient(manager, tenantId, clientId);
        const [{ held }] = await manager.query<[{ held: number }]>(
          'select count(*)::int as held from oauth_federations where tenant_id = $1 and client_id = $2',
          [tenantId, clientId],
        );
        if (held >= MAX_FEDERATIONS) {
          throw new OAuthClientConflictError(
            `This OAuth client has ${MAX_FEDERATIONS} federations, and more are not kept. Remove one that is not used any more.`,
          );
        }
        await manager.query(
          `insert into oauth_federations
             (tenant_id, id, client_id, issuer, subject, audience, created_by, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [tenantId, added.id, clientId, issuer, subject, audience, added.createdBy, added.createdAt],
        );
        await recordAct(manager, actor, {
          tenantId,
          action: 'oauth-federation.added',
          target: { type: 'oauth-client', id: clientId, name },
          after: { federationId: added.id, ...identity },
        });
      });
    } catch (error) {
      if (!isUniqueViolation(error, 'oauth_federations_identity')) throw error;
      throw new OAuthClientConflictError('This OAuth client has this issuer, subject and audience already.', {
        cause: error,
      });
    }
    return added;
  }

  /** Those of all clients of a tenant or of one, newest first. */
  async list(tenantId: string, clientId?: string): Promise<readonly Federation[]> {
    return this.database.query<Federation>(
      `select ${COLUMNS} from oauth_federations
       where tenant_id = $1 and ($2::uuid is null or client_id = $2::uuid) order by id desc`,
      [tenantId, clientId ?? null],
    );
  }

  /** @throws {@link FederationNotFoundError} */
  async remove(tenantId: string, actor: Actor, clientId: string, id: string): Promise<void> {
    await this.database.transaction(tenantId, async (manager) => {
      const [[removed] = []] = [clientId, id].every(isUuid)
        ? await manager.query<[Federation[] | undefined, number]>(
            `delete from oauth_federations where tenant_id = $1 and client_id = $2 and id = $3 returning ${COLUMNS}`,
            [tenantId, clientId, id],
          )
        : [];
      if (removed === undefined) throw new FederationNotFoundError();
      const [client] = await manager.query<{ name: string }[]>(
        'select name from oauth_clients where tenant_id = $1 and id = $2',
        [tenantId, clientId],
      );
      const { issuer, subject, audience } = removed;
      await recordAct(manager, actor, {
        tenantId,
        action: 'oauth-federation.removed',
        target: { type: 'oauth-client', id: clientId, name: client?.name ?? '' },
        before: { federationId: id, issuer, subject, audience },
      });
    });
  }

  /**
   * Remembers an assertion until it expires, and forgets those of the client that have.
   *
   * @param jti - The id that its issuer gave it; unique per issuer (RFC 7519 section 4.1.7).
   * @returns Whether it is shown for the first time.
   */
  async noteAssertion(
    tenantId: string,
    clientId: string,
    { issuer, jti, expiresAt }: { readonly issuer: string; readonly jti: string; readonly expiresAt: Date },
  ): Promise<boolean> {
    const digest = createHash('sha256')
      .update(JSON.stringify([issuer, jti]))
      .digest();
    const noted = await this.database.query(
      `with forgotten as (
         delete from oauth_assertions
         where tenant_id = $1 and client_id = $2 and expires_at < $5 and digest <> $3
       ), noted as (
         insert into oauth_assertions (tenant_id, client_id, digest, expires_at) values ($1, $2, $3, $4)
         on conflict (tenant_id, client_id, digest) do nothing returning digest
       ) select digest from noted`,
      [tenantId, clientId, digest, expiresAt, new Date()],
    );
    return noted.length > 0;
  }
}
