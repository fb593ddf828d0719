import { Injectable } from '@nestjs/common';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import { recordAct } from '../audit/index.js';
import type { Act, Actor } from '../audit/index.js';
import { Database, isUniqueViolation } from '../database/index.js';
import { lockTenant } from './lock-tenant.js';
import { findTenantDifferences } from './tenant-differences.js';
import type { TenantChanges } from './tenant-differences.js';
import { SlugInUseError, TenantBeingDeletedError, TenantNotFoundError } from './tenant-errors.js';
import { tellTenantChanged } from './tenant-changed.js';
import { withDefaults } from './tenant-settings.js';
import type { TenantSettings } from './tenant-settings.js';
import { TenantEntity } from './tenant.entity.js';

/** The tenants of this installation. */
@Injectable()
export class TenantsService {
  constructor(private readonly database: Database) {}

  /** @throws {@link SlugInUseError} */
  async create(
    actor: Actor,
    slug: string,
    name: string,
    settings: Partial<TenantSettings> = {},
  ): Promise<TenantEntity> {
    const tenant: TenantEntity = {
      id: makeUuid(),
      slug,
      name,
      status: 'active',
      settings: withDefaults(settings),
      createdAt: new Date(),
    };
    try {
      await this.database.transaction(tenant.id, async (manager) => {
        await manager.insert(TenantEntity, tenant);
        await recordAct(manager, actor, {
          tenantId: tenant.id,
          action: 'tenant.created',
          target: targetOf(tenant),
          after: { slug, name, status: tenant.status, settings: tenant.settings },
        });
      });
    } catch (error) {
      throw isUniqueViolation(error, 'tenants_slug') ? new SlugInUseError({ cause: error }) : error;
    }
    return tenant;
  }

  /**
   * @param after - The id of the last tenant of the page before.
   * @returns Up to `limit` tenants, oldest first.
   */
  async list(limit: number, after?: string): Promise<readonly TenantEntity[]> {
    const tenants = await this.database.operatorQuery<TenantEntity>('listTenants', [after ?? null, limit]);
    return tenants.map(complete);
  }

  /** @throws {@link TenantNotFoundError} */
  async find(idOrSlug: string): Promise<TenantEntity> {
    if (!/^[\w-]{1,63}$/.test(idOrSlug)) throw new TenantNotFoundError();
    const query = isUuid(idOrSlug) ? 'findTenantById' : 'findTenantBySlug';
    const [tenant] = await this.database.operatorQuery<TenantEntity>(query, [idOrSlug]);
    if (tenant === undefined) throw new TenantNotFoundError();
    return complete(tenant);
  }

  /**
   * A tenant that somebody wants to change.
   *
   * @throws {@link TenantNotFoundError} or {@link TenantBeingDeletedError}
   */
  async findAlive(idOrSlug: string): Promise<TenantEntity> {
    const tenant = await this.find(idOrSlug);
    if (tenant.status === 'deleting') throw new TenantBeingDeletedError();
    return tenant;
  }

  /**
   * What is as it was leaves no trace.
   *
   * @throws {@link TenantNotFoundError} or {@link TenantBeingDeletedError}
   */
  async modify(idOrSlug: string, actor: Actor, changes: TenantChanges): Promise<TenantEntity> {
    const { id } = await this.find(idOrSlug);
    const modified = await this.database.transaction(id, async (manager) => {
      const stored = await lockTenant(manager, id);
      if (stored.status === 'deleting') throw new TenantBeingDeletedError();
      const differences = findTenantDifferences(stored, changes);
      if (differences === undefined) return stored;
      const { action, before, after } = differences;
      await manager.query(
        `update tenants set name = coalesce($2, name), status = coalesce($3, status), settings = settings || $4::jsonb
         where id = $1`,
        [id, changes.name ?? null, changes.status ?? null, JSON.stringify(changes.settings ?? {})],
      );
      await recordAct(manager, actor, { tenantId: id, action, target: targetOf(stored), before, after });
      return {
        ...stored,
        name: changes.name ?? stored.name,
        status: changes.status ?? stored.status,
        settings: { ...stored.settings, ...changes.settings },
      };
    });
    await tellTenantChanged(this.database, id);
    return modified;
  }
}

function targetOf({ id, slug }: TenantEntity): Act['target'] {
  return { type: 'tenant', id, name: slug };
}

/** A tenant from an older version lacks the settings that have come since. */
function complete(tenant: TenantEntity): TenantEntity {
  return { ...tenant, settings: withDefaults(tenant.settings) };
}
