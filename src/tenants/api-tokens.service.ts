import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { recordAct } from '../audit/index.js';
import type { Act, Actor } from '../audit/index.js';
import { Database } from '../database/index.js';
import { ApiTokenEntity } from './api-token.entity.js';
import { digestApiToken, displayApiToken, makeApiToken } from './api-token.js';
import type { Scope } from './scopes.js';
import {
  ApiTokenNotFoundError,
  ApiTokenNotRotatableError,
  TooManyApiTokensError,
} from './api-token-errors.js';
import { lockTenant } from './lock-tenant.js';
import { tellTenantChanged } from './tenant-changed.js';
import { withDefaults } from './tenant-settings.js';
import type { KnownCredential } from './known-credential.js';

export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Whole days from now; `null` for a token that does not expire. */
  readonly expiresInDays: number | null;
  /** The very moment, in place of the days. */
  readonly expiresAt?: Date | undefined;
}

/** A stored token and, this once, the token itself. */
export interface IssuedApiToken {
  readonly stored: ApiTokenEntity;
  readonly token: string;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Enough for a rotation in each of two applications, few enough to be kept an eye on. */
const MAX_LIVE = 5;

/** The API tokens of the tenants. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws {@link TooManyApiTokensError} when the tenant has as many live ones as it may.
   * @throws {@link TenantNotFoundError} when it was deleted meanwhile.
   */
  async issue(
    tenantId: string,
    actor: Actor,
    { name, scopes, expiresInDays, expiresAt }: NewApiToken,
  ): Promise<IssuedApiToken> {
    const lifetime = expiresInDays === null ? null : expiresInDays * DAY;
    const issued = this.make(tenantId, actor, { name, scopes, lifetime, expiresAt });
    await this.database.transaction(tenantId, async (manager) => {
      await lockTenant(manager, tenantId);
      await manager.insert(ApiTokenEntity, issued.stored);
      await refuseTooMany(manager, tenantId);
      await recordAct(manager, actor, {
        tenantId,
        action: 'api-token.created',
        target: targetOf(issued.stored),
        after: describe(issued.stored),
      });
    });
    return issued;
  }

  /** All tokens of a tenant, newest first, revoked and expired ones included. */
  async list(tenantId: string): Promise<readonly ApiTokenEntity[]> {
    return this.database.transaction(tenantId, (manager) =>
      manager.find(ApiTokenEntity, { where: { tenantId }, order: { id: 'DESC' } }),
    );
  }

  /**
   * @returns The token and, when it was rotated, the one in its place.
   * @throws {@link ApiTokenNotFoundError}
   */
  async find(
    tenantId: string,
    id: string,
  ): Promise<{ readonly token: ApiTokenEntity; readonly successor: ApiTokenEntity | null }> {
    if (!isUuid(id)) throw new ApiTokenNotFoundError();
    return this.database.transaction(tenantId, async (manager) => {
      const token = await manager.findOneBy(ApiTokenEntity, { tenantId, id });
      if (token === null) throw new ApiTokenNotFoundError();
      const { replacedBy } = token;
      const successor =
        replacedBy === null ? null : await manager.findOneBy(ApiTokenEntity, { tenantId, id: replacedBy });
      return { token, successor };
    });
  }

  /**
   * Makes a token with the same name, scopes and span of life. The old one works until the overlap or its own life
   * ends, whatever is sooner.
   *
   * @throws {@link ApiTokenNotFoundError}
   * @throws {@link ApiTokenNotRotatableError} when it is revoked, expired or rotated already.
   * @throws {@link TooManyApiTokensError} when both would be more live ones than the tenant may have.
   */
  async rotate(tenantId: string, actor: Actor, id: string, overlapMinutes: number): Promise<IssuedApiToken> {
    const issued = await this.database.transaction(tenantId, async (manager) => {
      await lockTenant(manager, tenantId);
      const old = await lockToken(manager, tenantId, id);
      refuseRotation(old);
      const lifetime = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
      const { stored, token } = this.make(tenantId, actor, { name: old.name, scopes: old.scopes, lifetime });
      const expiresAt = soonerOf(
        old.expiresAt,
        new Date(stored.createdAt.getTime() + overlapMinutes * MINUTE),
      );
      await manager.insert(ApiTokenEntity, stored);
      await manager.update(ApiTokenEntity, { tenantId, id }, { expiresAt, replacedBy: stored.id });
      await refuseTooMany(manager, tenantId);
      await recordAct(manager, actor, {
        tenantId,
        action: 'api-token.rotated',
        target: targetOf(old),
        before: { expiresAt: old.expiresAt },
        after: { expiresAt, replacedBy: { id: stored.id, ...describe(stored) } },
      });
      return { stored, token };
    });
    await tellTenantChanged(this.database, tenantId);
    return issued;
  }

  /**
   * Revokes a token; it is refused from the next request on, on every instance. Revoking it again changes nothing.
   *
   * @throws {@link ApiTokenNotFoundError}
   */
  async revoke(tenantId: string, actor: Actor, id: string): Promise<void> {
    await this.database.transaction(tenantId, async (manager) => {
      const stored = await lockToken(manager, tenantId, id);
      if (stored.revokedAt !== null) return;
      const revokedAt = new Date();
      await manager.update(ApiTokenEntity, { tenantId, id }, { revokedAt, revokedBy: actor.name });
      await recordAct(manager, actor, {
        tenantId,
        action: 'api-token.revoked',
        target: targetOf(stored),
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

  private make(
    tenantId: string,
    actor: Actor,
    {
      name,
      scopes,
      lifetime,
      expiresAt,
    }: Pick<NewApiToken, 'name' | 'scopes'> & {
      readonly lifetime: number | null;
      readonly expiresAt?: Date | undefined;
    },
  ): IssuedApiToken {
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
      expiresAt: expiresAt ?? (lifetime === null ? null : new Date(createdAt.getTime() + lifetime)),
      lastUsedAt: null,
      lastUsedAddress: null,
      lastUsedAgent: null,
      revokedAt: null,
      revokedBy: null,
      replacedBy: null,
    };
    return { stored, token };
  }
}

/** @throws {@link ApiTokenNotFoundError} */
async function lockToken(manager: EntityManager, tenantId: string, id: string): Promise<ApiTokenEntity> {
  const token = isUuid(id)
    ? await manager.findOne(ApiTokenEntity, {
        where: { tenantId, id },
        lock: { mode: 'for_no_key_update' },
      })
    : null;
  if (token === null) throw new ApiTokenNotFoundError();
  return token;
}

/** Counts what the transaction has made of the tokens; the lock of the tenant makes the number exact. */
async function refuseTooMany(manager: EntityManager, tenantId: string): Promise<void> {
  const live = await manager.query<object[]>(
    `select id from api_tokens
     where tenant_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2) limit $3`,
    [tenantId, new Date(), MAX_LIVE + 1],
  );
  if (live.length > MAX_LIVE) throw new TooManyApiTokensError(MAX_LIVE);
}

function refuseRotation({ revokedAt, expiresAt, replacedBy }: ApiTokenEntity): void {
  if (revokedAt !== null) {
    throw new ApiTokenNotRotatableError('This API token is revoked. Make a new one instead of rotating it.');
  }
  if (expiresAt !== null && expiresAt.getTime() <= Date.now()) {
    throw new ApiTokenNotRotatableError('This API token has expired. Make a new one instead of rotating it.');
  }
  if (replacedBy !== null) {
    throw new ApiTokenNotRotatableError(
      `This API token was rotated already, and works until its overlap ends. Rotate ${replacedBy}, which has its place.`,
    );
  }
}

function soonerOf(one: Date | null, other: Date): Date {
  return one !== null && one < other ? one : other;
}

function targetOf({ id, name }: ApiTokenEntity): Act['target'] {
  return { type: 'api-token', id, name };
}

/** What the audit tells of a new token. */
function describe({ display, scopes, expiresAt }: ApiTokenEntity): object {
  return { display, scopes, expiresAt };
}
