import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { v7 as makeUuid, validate as isUuid } from 'uuid';
import { Database, isUniqueViolation } from '../database/index.js';
import { SlugInUseError, TenantNotFoundError } from './tenant-errors.js';
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
      await this.database.entities((manager) => manager.insert(TenantEntity, tenant));
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
    return this.database.entities((manager) =>
      manager.find(TenantEntity, {
        ...(after !== undefined && { where: { id: MoreThan(after) } }),
        order: { id: 'ASC' },
        take: limit,
      }),
    );
  }

  /** @throws {@link TenantNotFoundError} */
  async find(idOrSlug: string): Promise<TenantEntity> {
    if (!/^[\w-]{1,63}$/.test(idOrSlug)) throw new TenantNotFoundError();
    const where = isUuid(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug };
    const tenant = await this.database.entities((manager) => manager.findOne(TenantEntity, { where }));
    if (tenant === null) throw new TenantNotFoundError();
    return tenant;
  }

  /** @throws {@link TenantNotFoundError} */
  async modify(idOrSlug: string, { settings, ...changes }: TenantChanges): Promise<TenantEntity> {
    const { id } = await this.find(idOrSlug);
    await this.database.query(
      `update tenants set name = coalesce($2, name), status = coalesce($3, status), settings = settings || $4::jsonb
       where id = $1`,
      [id, changes.name ?? null, changes.status ?? null, JSON.stringify(settings ?? {})],
    );
    return this.find(id);
  }

  /** Deletes a tenant and everything of it. */
  async remove(tenantId: string): Promise<void> {
    await this.database.entities((manager) => manager.delete(TenantEntity, { id: tenantId }));
  }
}
