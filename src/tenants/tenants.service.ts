import { Injectable } from '@nestjs/common';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import { Database, isUniqueViolation } from '../database/index.js';
import { SlugInUseError, TenantNotFoundError } from './tenant-errors.js';
import { tellTenantChanged } from './tenant-changed.js';
import { withDefaults } from './tenant-settings.js';
import type { TenantSettings } from './tenant-settings.js';
import { TenantEntity } from './tenant.entity.js';
import type { TenantStatus } from './tenant.entity.js';

export interface TenantChanges {
  readonly name?: string;
  readonly status?: TenantStatus;
  readonly settings?: Partial<TenantSettings>;
}

/** The tenants of this installation. */
@Injectable()
export class TenantsService {
  constructor(private readonly database: Database) {}

  /** @throws {@link SlugInUseError} */
  async create(slug: string, name: string, settings: Partial<TenantSettings> = {}): Promise<TenantEntity> {
    const tenant: TenantEntity = {
      id: makeUuid(),
      slug,
      name,
      status: 'active',
      settings: withDefaults(settings),
      createdAt: new Date(),
    };
    try {
      await this.database.transaction(tenant.id, (manager) => manager.insert(TenantEntity, tenant));
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

  /** @throws {@link TenantNotFoundError} */
  async modify(idOrSlug: string, { settings, ...changes }: TenantChanges): Promise<TenantEntity> {
    const { id } = await this.find(idOrSlug);
    await this.database.query(
      `update tenants set name = coalesce($2, name), status = coalesce($3, status), settings = settings || $4::jsonb
       where id = $1`,
      [id, changes.name ?? null, changes.status ?? null, JSON.stringify(settings ?? {})],
    );
    await tellTenantChanged(this.database, id);
    return this.find(id);
  }

  /** Deletes a tenant and everything of it. */
  async remove(tenantId: string): Promise<void> {
    await this.database.query('delete from tenants where id = $1', [tenantId]);
    await tellTenantChanged(this.database, tenantId);
  }
}

/** A tenant from an older version lacks the settings that have come since. */
function complete(tenant: TenantEntity): TenantEntity {
  return { ...tenant, settings: withDefaults(tenant.settings) };
}
