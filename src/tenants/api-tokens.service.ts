import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { recordAct } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { Database } from '../database/index.js';
import { ApiTokenEntity } from './api-token.entity.js';
import { digestApiToken, displayApiToken, makeApiToken } from './api-token.js';
import type { Scope } from './scopes.js';
import { ApiTokenNotFoundError } from './tenant-errors.js';
import { tellTenantChanged } from './tenant-changed.js';
import { withDefaults } from './tenant-settings.js';
import type { KnownCredential } from './known-credential.js';

export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Whole days from now; `null` for a token that does not expire. */
  readonly expiresInDays: number | null;
}

const DAY = 86_400_000;

/** The API tokens of the tenants. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns The stored token and, this once, the token itself. */
  async issue(
    tenantId: string,
    actor: Actor,
    { name, scopes, expiresInDays }: NewApiToken,
  ): Promise<{ readonly stored: ApiTokenEntity; readonly token: string }> {
    const token = makeApiToken(this.config.region);
    const createdAt = new Date();
    const stored: ApiTokenEntity = {
      tenantId,
      id: makeUuid(),
      name,
      digest: this.digest(token),
      display: displayApiToken(token),
      scopes: [...scopes],
      createdBy: actor.name,
      createdAt,
      expiresAt: expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * DAY),
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.database.transaction(tenantId, async (manager) => {
      await manager.insert(ApiTokenEntity, stored);
      await recordAct(manager, actor, {
        tenantId,
        action: 'api-token.created',
        target: { type: 'api-token', id: stored.id, name },
        after: { display: stored.display, scopes, expiresAt: stored.expiresAt },
      });
    });
    return { stored, token };
  }

  /** All tokens of a tenant, newest first, revoked and expired ones included. */
  async list(tenantId: string): Promise<readonly ApiTokenEntity[]> {
    return this.database.transaction(tenantId, (manager) =>
      manager.find(ApiTokenEntity, { where: { tenantId }, order: { id: 'DESC' } }),
    );
  }

  /**
   * Revokes a token; it is refused from the next request on, on every instance. Revoking it again changes nothing.
   *
   * @throws {@link ApiTokenNotFoundError}
   */
  async revoke(tenantId: string, actor: Actor, id: string): Promise<void> {
    if (!isUuid(id)) throw new ApiTokenNotFoundError();
    await this.database.transaction(tenantId, async (manager) => {
      const stored = await manager.findOne(ApiTokenEntity, {
        where: { tenantId, id },
        lock: { mode: 'pessimistic_write' },
      });
      if (stored === null) throw new ApiTokenNotFoundError();
      if (stored.revokedAt !== null) return;
      const revokedAt = new Date();
      await manager.update(ApiTokenEntity, { tenantId, id }, { revokedAt });
      await recordAct(manager, actor, {
        tenantId,
        action: 'api-token.revoked',
        target: { type: 'api-token', id, name: stored.name },
        before: { revokedAt: null },
        after: { revokedAt },
      });
    });
    await tellTenantChanged(this.database, tenantId);
  }

  /** The only form of a token that is stored, and by which it is found. */
  digest(token: string): Buffer {
    return digestApiToken(token, this.config.tokenPepper);
  }

  /** Looks a token up, in one round trip. */
  async findByDigestIfAny(digest: Buffer): Promise<KnownCredential | undefined> {
    const [known] = await this.database.operatorQuery<KnownCredential & { readonly digest: Buffer }>(
      'findApiToken',
      [digest],
    );
    if (known === undefined || !timingSafeEqual(known.digest, digest)) return undefined;
    return { ...known, settings: withDefaults(known.settings) };
  }
}
