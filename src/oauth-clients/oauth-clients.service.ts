import { Injectable } from '@nestjs/common';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import { recordAct } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { Database } from '../database/index.js';
import { tellTenantChanged, withDefaults } from '../tenants/index.js';
import type { KnownCredential, Scope } from '../tenants/index.js';
import { OAuthClientConflictError, OAuthClientNotFoundError } from './oauth-client-errors.js';
import type { OAuthClient } from './oauth-client.js';

/** A tenant needs one per identity provider and stage. */
const MAX_LIVE_CLIENTS = 10;

/** Revoked clients stay in the list, the newest of them. */
const MAX_LISTED = 200;

const COLUMNS = `id, name, scopes, created_by as "createdBy", created_at as "createdAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt", revoked_by as "revokedBy"`;

/** The OAuth clients of the tenants. */
@Injectable()
export class OAuthClientsService {
  constructor(private readonly database: Database) {}

  /** @throws {@link OAuthClientConflictError} when the tenant has as many live clients as it may. */
  async create(
    tenantId: string,
    actor: Actor,
    { name, scopes }: { readonly name: string; readonly scopes: readonly Scope[] },
  ): Promise<OAuthClient> {
    const client: OAuthClient = {
      id: makeUuid(),
      name,
      scopes: [...scopes],
      createdBy: actor.name,
      createdAt: new Date(),
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
    };
    await this.database.transaction(tenantId, async (manager) => {
      // Whoever counts waits here, so that two at once do not both find room for one.
      await manager.query('select from tenants where id = $1 for update', [tenantId]);
      const [{ live }] = await manager.query<[{ live: number }]>(
        'select count(*)::int as live from oauth_clients where tenant_id = $1 and revoked_at is null',
        [tenantId],
      );
      if (live >= MAX_LIVE_CLIENTS) {
        throw new OAuthClientConflictError(
          `This tenant has ${MAX_LIVE_CLIENTS} OAuth clients, and more are not kept. Revoke one that is not used any more.`,
        );
      }
      await manager.query(
        `insert into oauth_clients (tenant_id, id, name, scopes, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [tenantId, client.id, name, client.scopes, client.createdBy, client.createdAt],
      );
      await recordAct(manager, actor, {
        tenantId,
        action: 'oauth-client.created',
        target: { type: 'oauth-client', id: client.id, name },
        after: { name, scopes },
      });
    });
    return client;
  }

  /** Newest first, the revoked ones too. */
  async list(tenantId: string): Promise<readonly OAuthClient[]> {
    return this.database.query<OAuthClient>(
      `select ${COLUMNS} from oauth_clients where tenant_id = $1 order by id desc limit ${MAX_LISTED}`,
      [tenantId],
    );
  }

  /** @throws {@link OAuthClientNotFoundError} */
  async find(tenantId: string, id: string): Promise<OAuthClient> {
    const [client] = isUuid(id)
      ? await this.database.query<OAuthClient>(
          `select ${COLUMNS} from oauth_clients where tenant_id = $1 and id = $2`,
          [tenantId, id],
        )
      : [];
    if (client === undefined) throw new OAuthClientNotFoundError();
    return client;
  }

  /**
   * Revokes a client with all that it has: it gets no more access tokens, and those that it has are refused from the
   * next request on. Revoking it again changes nothing.
   *
   * @throws {@link OAuthClientNotFoundError}
   */
  async revoke(tenantId: string, actor: Actor, id: string): Promise<void> {
    const { name, revokedAt } = await this.find(tenantId, id);
    if (revokedAt !== null) return;
    await this.database.transaction(tenantId, async (manager) => {
      const now = new Date();
      const [, count] = await manager.query<[unknown, number]>(
        `update oauth_clients set revoked_at = $3, revoked_by = $4
         where tenant_id = $1 and id = $2 and revoked_at is null`,
        [tenantId, id, now, actor.name],
      );
      if (count === 0) return;
      await recordAct(manager, actor, {
        tenantId,
        action: 'oauth-client.revoked',
        target: { type: 'oauth-client', id, name },
        before: { revokedAt: null },
        after: { revokedAt: now },
      });
    });
    await tellTenantChanged(this.database, tenantId);
  }

  /** Whether the tenant has a client that could get access tokens. */
  async hasAnyLive(tenantId: string): Promise<boolean> {
    const found = await this.database.query(
      'select id from oauth_clients where tenant_id = $1 and revoked_at is null limit 1',
      [tenantId],
    );
    return found.length > 0;
  }

  /**
   * Looks a client up by its id alone, with what the guard needs to know of its tenant, in one round trip.
   *
   * @param clientId - As a caller named it; what is no id is unknown.
   */
  async findIfAny(clientId: string): Promise<KnownCredential | undefined> {
    if (!isUuid(clientId)) return undefined;
    const [known] = await this.database.operatorQuery<KnownCredential>('findOAuthClient', [clientId]);
    return known && { ...known, settings: withDefaults(known.settings) };
  }
}
