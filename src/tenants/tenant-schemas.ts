import { Injectable } from '@nestjs/common';
import { extendType, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { ResourceType } from '@flosum/scim-schema';
import { Database } from '../database/index.js';
import { readSchemas } from './read-schemas.js';
import type { TenantSchemaState } from './read-schemas.js';

interface CachedType {
  readonly version: number;
  readonly userType: ResourceType;
}

/** Far more tenants than call one instance within minutes, and some ten megabytes. */
const MAX_TENANTS = 1_000;

/**
 * The resource types of the tenants, kept in memory. An entry counts for exactly one version, and the version comes
 * with every look-up of a token: so a change counts from the next request on, on every instance.
 */
@Injectable()
export class TenantSchemas {
  /** By tenant; the one that was not used for the longest time stands first. */
  private readonly cache = new Map<string, CachedType>();

  constructor(private readonly database: Database) {}

  /**
   * User as a tenant has it. The same object as long as the version is the same, for the libs keep their indexes by
   * the identity of what they are given.
   *
   * @param schemaVersion - `tenants.schema_version`, as this request read it.
   */
  async userTypeOf(tenantId: string, schemaVersion: number): Promise<ResourceType> {
    if (schemaVersion === 0) return USER_RESOURCE_TYPE;
    const cached = this.cache.get(tenantId);
    if (cached?.version === schemaVersion) return this.keep(tenantId, cached);
    return this.presentUserTypeOf(tenantId);
  }

  /** User as a tenant has it at this moment, for work that no token begins. */
  async presentUserTypeOf(tenantId: string): Promise<ResourceType> {
    const state = await readSchemas(this.database, tenantId);
    // The tenant was deleted after its token was looked up: nothing of it will be found.
    if (state === undefined || state.version === 0) return USER_RESOURCE_TYPE;
    return this.adopt(tenantId, state);
  }

  /** What was read may be newer than what was asked for, and older than what another request read meanwhile. */
  private adopt(tenantId: string, state: TenantSchemaState): ResourceType {
    const cached = this.cache.get(tenantId);
    if (cached?.version === state.version) return this.keep(tenantId, cached);
    const made = { version: state.version, userType: extendType(USER_RESOURCE_TYPE, state.extensions) };
    return cached !== undefined && cached.version > state.version ? made.userType : this.keep(tenantId, made);
  }

  private keep(tenantId: string, entry: CachedType): ResourceType {
    this.cache.delete(tenantId);
    this.cache.set(tenantId, entry);
    const [oldest] = this.cache.keys();
    if (this.cache.size > MAX_TENANTS && oldest !== undefined) this.cache.delete(oldest);
    return entry.userType;
  }
}
