import { Injectable } from '@nestjs/common';
import type { CheckedFilter } from '@flosum/scim-filter';
import { ResourceNotFoundError, UniquenessError } from '@flosum/scim-schema';
import type { ResourcePage, ScimResource, StoredResource } from '@flosum/scim-schema';
import { compileFilter, Database, isUniqueViolation, SqlParameters } from '../database/index.js';
import { USER_FILTER_COLUMNS } from './user-filter-columns.js';
import { isUserId, makeUserId } from './user-id.js';
import { deriveColumns, fromRow, USER_COLUMNS } from './user-row.js';
import type { UserRow } from './user-row.js';

/** Which part of a list to read. */
export interface Page {
  /** How many to pass over. */
  readonly offset: number;
  /** How many at most; 0 for the total alone. */
  readonly limit: number;
}

/** The users of the tenants, in the database. Every statement names its tenant first. */
@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  /** @throws {@link ResourceNotFoundError} also for a user of another tenant and for what is no id. */
  async find(tenantId: string, id: string): Promise<StoredResource> {
    const [row] = isUserId(id)
      ? await this.database.query<UserRow>(
          `select ${USER_COLUMNS} from users where users.tenant_id = $1 and users.id = $2`,
          [tenantId, id],
        )
      : [];
    if (row === undefined) throw new ResourceNotFoundError('User');
    return fromRow(row);
  }

  /** Users in the order of their creation, with the total of all that match. */
  async list(
    tenantId: string,
    filter: CheckedFilter | undefined,
    { offset, limit }: Page,
  ): Promise<ResourcePage> {
    const parameters = new SqlParameters([tenantId]);
    const condition =
      filter === undefined
        ? ''
        : ` and (${compileFilter(filter, 'users.comparable', USER_FILTER_COLUMNS, parameters)})`;
    const matching = `from users where users.tenant_id = $1${condition}`;
    const { values } = parameters;
    const rows =
      limit === 0
        ? []
        : await this.database.query<UserRow>(
            `select ${USER_COLUMNS} ${matching} order by users.id limit $${values.length + 1} offset $${values.length + 2}`,
            [...values, limit, offset],
          );
    // A page that is not full, and not beyond the end, has told the total already.
    const isLast = rows.length < limit && (rows.length > 0 || offset === 0);
    return {
      totalResults: isLast ? offset + rows.length : await this.count(matching, values),
      resources: rows.map(fromRow),
    };
  }

  /** @throws {@link UniquenessError} when another user of the tenant has the userName. */
  async insert(tenantId: string, resource: ScimResource): Promise<StoredResource> {
    const user = { id: makeUserId(), resource, version: 1, createdAt: new Date() };
    const columns = deriveColumns(resource);
    await this.refuseTakenNames(
      this.database.query(
        `with inserted as (
           insert into users
             (tenant_id, id, user_name_key, external_id, active, resource, comparable, version, created_at, last_modified)
           values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)
         )
         insert into user_emails (tenant_id, user_id, value_key)
         select $1::uuid, $2::uuid, value_key from unnest($9::text[]) as value_key`,
        [
          tenantId,
          user.id,
          columns.userNameKey,
          columns.externalId,
          columns.active,
          columns.resource,
          columns.comparable,
          user.createdAt,
          columns.emailKeys,
        ],
      ),
    );
    return { ...user, lastModified: user.createdAt };
  }

  /**
   * Writes the next state of a user, unless somebody was faster.
   *
   * @param before - The state that `resource` was computed from.
   * @returns `undefined` when the user has another version by now, or is gone.
   * @throws {@link UniquenessError} when another user of the tenant has the userName.
   */
  async replace(
    tenantId: string,
    before: StoredResource,
    resource: ScimResource,
  ): Promise<StoredResource | undefined> {
    const columns = deriveColumns(resource);
    const version = before.version + 1;
    const lastModified = new Date(Math.max(Date.now(), before.lastModified.getTime() + 1));
    const updated = await this.refuseTakenNames(
      this.database.query(
        `with updated as (
           update users set user_name_key = $4, external_id = $5, active = $6, resource = $7, comparable = $8,
             version = $9, last_modified = $10
           where tenant_id = $1 and id = $2 and version = $3
           returning id
         ), removed as (
           delete from user_emails using updated
           where tenant_id = $1 and user_id = updated.id and value_key <> all ($11::text[])
         ), added as (
           insert into user_emails (tenant_id, user_id, value_key)
           select $1::uuid, updated.id, value_key from updated, unnest($11::text[]) as value_key
           on conflict do nothing
         )
         select id from updated`,
        [
          tenantId,
          before.id,
          before.version,
          columns.userNameKey,
          columns.externalId,
          columns.active,
          columns.resource,
          columns.comparable,
          version,
          lastModified,
          columns.emailKeys,
        ],
      ),
    );
    return updated.length === 0 ? undefined : { ...before, resource, version, lastModified };
  }

  /**
   * Deletes a user for good.
   *
   * @param version - Only if it has this version.
   * @returns Whether it was there.
   */
  async remove(tenantId: string, id: string, version?: number): Promise<boolean> {
    if (!isUserId(id)) return false;
    const removed = await this.database.query(
      `with removed as (
         delete from users where tenant_id = $1 and id = $2 and ($3::int is null or version = $3) returning id
       ) select id from removed`,
      [tenantId, id, version ?? null],
    );
    return removed.length > 0;
  }

  private async count(matching: string, parameters: readonly unknown[]): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(
      `select count(*)::int as total ${matching}`,
      parameters,
    );
    return row?.total ?? 0;
  }

  private async refuseTakenNames<T>(write: Promise<T>): Promise<T> {
    try {
      return await write;
    } catch (error) {
      throw isUniqueViolation(error, 'users_user_name')
        ? new UniquenessError('userName', { cause: error })
        : error;
    }
  }
}
