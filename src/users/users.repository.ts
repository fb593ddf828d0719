import { Inject, Injectable } from '@nestjs/common';
import {
  ResourceNotFoundError,
  TooManyError,
  UniquenessError,
  USER_RESOURCE_TYPE,
} from '@flosum/scim-schema';
import type { ResourcePage, ScimResource, StoredResource } from '@flosum/scim-schema';
import { scimBaseUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { Database, hasCode, isUniqueViolation, QUERY_CANCELED } from '../database/index.js';
import type { FilterColumns } from '../database/index.js';
import { userColumns } from './user-columns.js';
import { isUserId, makeUserId } from './user-id.js';
import { countUsers, selectUsers } from './user-query.js';
import type { ListPosition, Statement, UserQuery } from './user-query.js';
import { deriveColumns, fromRow, USER_COLUMNS } from './user-row.js';
import type { SortedUserRow, UserRow } from './user-row.js';

/** A page of users; with the place behind which the next page begins, if there is one. */
export interface UserPage extends ResourcePage {
  readonly next?: ListPosition;
}

/** The users of the tenants, in the database. Every statement names its tenant first. */
@Injectable()
export class UsersRepository {
  private readonly columns: FilterColumns;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.columns = userColumns(`${scimBaseUrl(config)}${USER_RESOURCE_TYPE.endpoint}`);
  }

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

  /**
   * Users in the order that is asked for, or else of their creation.
   *
   * @param knownTotal - The number of all that match, when an earlier page has told it.
   * @throws {@link TooManyError} when the query takes longer than a statement may.
   */
  async list(tenantId: string, query: UserQuery, knownTotal?: number): Promise<UserPage> {
    const { limit, offset = 0, after } = query;
    const rows =
      limit === 0 ? [] : await this.read<SortedUserRow>(selectUsers(tenantId, query, this.columns));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    // A first page that nothing follows tells the total already.
    const isAll = limit > 0 && after === undefined && last === undefined && (page.length > 0 || offset === 0);
    return {
      totalResults: knownTotal ?? (isAll ? offset + page.length : await this.count(tenantId, query)),
      resources: page.map(fromRow),
      ...(last && { next: { key: last.sort_key, id: last.id } }),
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
             (tenant_id, id, user_name_key, external_id, active, resource, comparable, version, created_at, last_modified,
              employee_number_key)
           values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8, $10)
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
          columns.employeeNumberKey,
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
             version = $9, last_modified = $10, employee_number_key = $12
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
          columns.employeeNumberKey,
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

  private async count(tenantId: string, { filter }: UserQuery): Promise<number> {
    const [row] = await this.read<{ total: number }>(countUsers(tenantId, filter, this.columns));
    return row?.total ?? 0;
  }

  private async read<Row extends object>({ sql, parameters }: Statement): Promise<readonly Row[]> {
    try {
      return await this.database.query<Row>(sql, parameters);
    } catch (error) {
      throw hasCode(error, QUERY_CANCELED) ? new TooManyError({ cause: error }) : error;
    }
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
