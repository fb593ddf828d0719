import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import type { Config } from '../../config/index.js';
import { recordAct } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { Database } from '../database/index.js';
import {
  digestCredential,
  displayCredential,
  makeCredential,
  readCredentialRegion,
} from '../tenants/index.js';
import { lockLiveClient } from './lock-live-client.js';
import { ClientSecretNotFoundError, OAuthClientConflictError } from './oauth-client-errors.js';
import type { ClientSecret, KnownClientSecret } from './oauth-client.js';

/** One in use, the next one, and some to spare. */
const MAX_LIVE_SECRETS = 5;

/** Of each client, the newest. */
const MAX_LISTED = 50;

const DAY = 86_400_000;

const COLUMNS = `id, client_id as "clientId", display, created_by as "createdBy", created_at as "createdAt",
  expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt", revoked_by as "revokedBy"`;

/** @returns The region that a client secret names; `undefined` when it is none or was not copied whole. */
export function readClientSecretRegion(secret: string): string | undefined {
  return readCredentialRegion('flc', secret);
}

/** The secrets of OAuth clients. A client may have several, so that one follows the other without a gap. */
@Injectable()
export class ClientSecretsService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @returns The stored secret and, this once, the secret itself: `flc_<region>_<public id>_<secret><checksum>`.
   * @throws {@link OAuthClientNotFoundError}
   * @throws {@link OAuthClientConflictError} when the client is revoked, or has as many live secrets as it may.
   */
  async add(
    tenantId: string,
    actor: Actor,
    clientId: string,
    expiresInDays: number,
  ): Promise<{ readonly stored: ClientSecret; readonly secret: string }> {
    const secret = makeCredential('flc', this.config.region);
    const createdAt = new Date();
    const stored: ClientSecret = {
      id: makeUuid(),
      clientId,
      display: displayCredential(secret),
      createdBy: actor.name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY),
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
    };
    await this.database.transaction(tenantId, async (manager) => {
      const name = await lockLiveClient(manager, tenantId, clientId);
      const [{ live }] = await manager.query<[{ live: number }]>(
        `select count(*)::int as live from oauth_client_secrets
         where tenant_id = $1 and client_id = $2 and revoked_at is null and expires_at > $3`,
        [tenantId, clientId, createdAt],
      );
      if (live >= MAX_LIVE_SECRETS) {
        throw new OAuthClientConflictError(
          `This OAuth client has ${MAX_LIVE_SECRETS} secrets that work, and more are not kept. Revoke one that is not used any more.`,
        );
      }
      await manager.query(
        `insert into oauth_client_secrets
           (tenant_id, id, client_id, digest, display, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          tenantId,
          stored.id,
          clientId,
          digestCredential(secret, this.config.tokenPepper),
          stored.display,
          stored.createdBy,
          createdAt,
          stored.expiresAt,
        ],
      );
      await recordAct(manager, actor, {
        tenantId,
        action: 'oauth-client-secret.created',
        target: { type: 'oauth-client', id: clientId, name },
        after: { secretId: stored.id, display: stored.display, expiresAt: stored.expiresAt },
      });
    });
    return { stored, secret };
  }

  /** The secrets of all clients of a tenant or of one, newest first, revoked and expired ones too. */
  async list(tenantId: string, clientId?: string): Promise<readonly ClientSecret[]> {
    return this.database.query<ClientSecret>(
      `select ${COLUMNS} from (
         select *, row_number() over (partition by client_id order by id desc) as place
         from oauth_client_secrets where tenant_id = $1 and ($2::uuid is null or client_id = $2::uuid)
       ) as secrets where place <= ${MAX_LISTED} order by id desc`,
      [tenantId, clientId ?? null],
    );
  }

  /**
   * Revokes a secret: it gets no more access tokens. Those that it got work until they expire. Revoking it again
   * changes nothing.
   *
   * @throws {@link ClientSecretNotFoundError}
   */
  async revoke(tenantId: string, actor: Actor, clientId: string, id: string): Promise<void> {
    await this.database.transaction(tenantId, async (manager) => {
      const [found] = [clientId, id].every(isUuid)
        ? await manager.query<{ name: string; display: string; revokedAt: Date | null }[]>(
            `select clients.name, secrets.display, secrets.revoked_at as "revokedAt"
             from oauth_client_secrets as secrets
             join oauth_clients as clients on clients.tenant_id = $1 and clients.id = secrets.client_id
             where secrets.tenant_id = $1 and secrets.client_id = $2 and secrets.id = $3
             for update of secrets`,
            [tenantId, clientId, id],
          )
        : [];
      if (found === undefined) throw new ClientSecretNotFoundError();
      if (found.revokedAt !== null) return;
      const now = new Date();
      await manager.query(
        `update oauth_client_secrets set revoked_at = $3, revoked_by = $4 where tenant_id = $1 and id = $2`,
        [tenantId, id, now, actor.name],
      );
      await recordAct(manager, actor, {
        tenantId,
        action: 'oauth-client-secret.revoked',
        target: { type: 'oauth-client', id: clientId, name: found.name },
        before: { secretId: id, display: found.display, revokedAt: null },
        after: { secretId: id, display: found.display, revokedAt: now },
      });
    });
  }

  /** Looks up whether a secret is one of this client, live or not, in one round trip. */
  async findIfAny(
    tenantId: string,
    clientId: string,
    secret: string,
  ): Promise<KnownClientSecret | undefined> {
    const digest = digestCredential(secret, this.config.tokenPepper);
    const [known] = await this.database.query<KnownClientSecret & { readonly digest: Buffer }>(
      `select id as "secretId", digest, expires_at as "expiresAt", revoked_at as "revokedAt"
       from oauth_client_secrets where tenant_id = $1 and client_id = $2 and digest = $3`,
      [tenantId, clientId, digest],
    );
    return known !== undefined && timingSafeEqual(known.digest, digest) ? known : undefined;
  }

  /** Writes down that a client got an access token, by this secret or without one. */
  async noteUse(tenantId: string, clientId: string, secretId: string | null): Promise<void> {
    await this.database.query(
      `with secret as (
         update oauth_client_secrets set last_used_at = $3 where tenant_id = $1 and id = $4::uuid returning id
       ), client as (
         update oauth_clients set last_used_at = $3 where tenant_id = $1 and id = $2 returning id
       ) select id from client`,
      [tenantId, clientId, new Date(), secretId],
    );
  }
}
