import { Injectable } from '@nestjs/common';
import { ResourceNotFoundError, UniquenessError, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { ResourceType, StoredResource } from '@flosum/scim-schema';
import type { Author, NewChange } from '../changes/index.js';
import { Database, isOvertaken, violatedUniqueness } from '../database/index.js';
import type { Statement } from '../database/index.js';
import type { Membership } from '../groups/index.js';
import { isResourceId, RowResource, storedColumns } from '../resources/index.js';
import type { StoredRow } from '../resources/index.js';
import { deriveColumns } from './user-row.js';
import type { UniqueValue } from './user-row.js';
import { deleteUser, insertUsers, updateUser, updateUsers } from './write-users.js';
import type { PreparedUser } from './write-users.js';

/**
 * Looks up many users one by one, each by the index of a column. A join might read all users of the tenant instead: how
 * many these are, PostgreSQL does not know while they are being imported.
 */
function findEach(column: 'user_name_key' | 'external_id', keys: string): string {
  return `select found.* from unnest(${keys}::text[]) as given (key)
    cross join lateral (
      select ${storedColumns('users')}, users.user_name_key, users.external_id from users
      where users.tenant_id = $1 and users.${column} = given.key offset 0
    ) as found`;
}

/** A user with what it is found by. */
export interface StoredUser extends StoredResource {
  readonly userNameKey: string;
  readonly externalId: string | null;
}

/** A value of a unique attribute, and who has it. */
export interface HeldValue extends UniqueValue {
  readonly userId: string;
}

/** The users of the tenants, in the database. Every statement names its tenant first. */
@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  /** @throws {@link ResourceNotFoundError} also for a user of another tenant and for what is no id. */
  async find(tenantId: string, id: string): Promise<StoredResource> {
    const [row] = isResourceId(id)
      ? await this.database.query<StoredRow>(
          `select ${storedColumns('users')} from users where users.tenant_id = $1 and users.id = $2`,
          [tenantId, id],
        )
      : [];
    if (row === undefined) throw new ResourceNotFoundError(USER_RESOURCE_TYPE.name);
    return new RowResource(row);
  }

  /** The user with a userName, in its comparable form. */
  async findByNameIfAny(tenantId: string, userNameKey: string): Promise<StoredResource | undefined> {
    const [row] = await this.database.query<StoredRow>(
      `select ${storedColumns('users')} from users where users.tenant_id = $1 and users.user_name_key = $2`,
      [tenantId, userNameKey],
    );
    return row && new RowResource(row);
  }

  /** Those who have one of these userNames, in the comparable form, or one of these externalIds. */
  async findByKeys(
    tenantId: string,
    userNameKeys: readonly string[],
    externalIds: readonly string[],
  ): Promise<readonly StoredUser[]> {
    const rows = await this.database.query<StoredRow & { user_name_key: string; external_id: string | null }>(
      `${findEach('user_name_key', '$2')} union all ${findEach('external_id', '$3')}`,
      [tenantId, userNameKeys, externalIds],
    );
    const users = rows.map((row) => {
      const keys = { userNameKey: row.user_name_key, externalId: row.external_id };
      return Object.assign(new RowResource(row), keys);
    });
    return [...new Map(users.map((user) => [user.id, user])).values()];
  }

  /** Who has these values of unique attributes. */
  async findHolders(tenantId: string, values: readonly UniqueValue[]): Promise<readonly HeldValue[]> {
    return this.database.query<HeldValue>(
      `select held.attribute, held.value_key as key, held.user_id as "userId"
       from unnest($2::text[], $3::text[]) as given (attribute, value_key)
       cross join lateral (
         select attribute, value_key, user_id from user_unique_values as present
         where present.tenant_id = $1 and present.attribute = given.attribute
           and present.value_key = given.value_key offset 0
       ) as held`,
      [tenantId, values.map(({ attribute }) => attribute), values.map(({ key }) => key)],
    );
  }

  /**
   * Creates all of them or none.
   *
   * @returns Whether they were written; not when others at the same rows were faster.
   * @throws {@link UniquenessError} when another user of the tenant has a userName, or another unique value.
   */
  async insert(
    tenantId: string,
    type: ResourceType,
    users: readonly PreparedUser[],
    author: Author,
  ): Promise<boolean> {
    const given = users.map(({ user }) => user);
    const written = await this.write(tenantId, type, given, insertUsers(tenantId, users, author));
    return written !== undefined && written.length > 0;
  }

  /**
   * Writes the next states of many; all that can be, or none.
   *
   * @returns The ids of those who still had the version before; `undefined` when others at the same rows were faster.
   * @throws {@link UniquenessError} as for `insert`.
   */
  async updateMany(
    tenantId: string,
    type: ResourceType,
    users: readonly PreparedUser[],
    author: Author,
  ): Promise<ReadonlySet<string> | undefined> {
    const given = users.map(({ user }) => user);
    const written = await this.write(tenantId, type, given, updateUsers(tenantId, type, users, author));
    return written && new Set(written.map(({ id }) => id));
  }

  /**
   * @param user - The next state; the one before has the version before.
   * @returns Whether it was written; not when the user has another version by now, or is gone.
   * @throws {@link UniquenessError} as for `insert`.
   */
  async update(
    tenantId: string,
    type: ResourceType,
    user: StoredResource,
    change: NewChange,
    author: Author,
  ): Promise<boolean> {
    const written = await this.write(
      tenantId,
      type,
      [user],
      updateUser(tenantId, type, user, change, author),
    );
    return written !== undefined && written.length > 0;
  }

  /** @returns Whether it was deleted; not when the user, or a group of it, has another version by now. */
  async remove(
    tenantId: string,
    type: ResourceType,
    user: StoredResource,
    change: NewChange,
    memberships: readonly Membership[],
    author: Author,
  ): Promise<boolean> {
    const statement = deleteUser(tenantId, user, change, memberships, author);
    const written = await this.write(tenantId, type, [], statement);
    return written !== undefined && written.length > 0;
  }

  /** @returns The ids that were written; `undefined` when others at the same rows were faster. */
  private async write(
    tenantId: string,
    type: ResourceType,
    users: readonly StoredResource[],
    { sql, parameters }: Statement,
  ): Promise<readonly { readonly id: string }[] | undefined> {
    try {
      return await this.database.query<{ id: string }>(sql, parameters);
    } catch (error) {
      if (isOvertaken(error)) return undefined;
      switch (violatedUniqueness(error)) {
        case 'users_user_name':
          throw new UniquenessError('userName', { cause: error });
        case 'user_unique_values_pkey': {
          const taken = await this.findTakenAttribute(tenantId, type, users);
          throw new UniquenessError(taken, { cause: error });
        }
        default:
          throw error;
      }
    }
  }

  /** Which unique attribute of the users another user has: the database tells it in words that hold the value. */
  private async findTakenAttribute(
    tenantId: string,
    type: ResourceType,
    users: readonly StoredResource[],
  ): Promise<string> {
    const values = users.flatMap(({ resource }) => deriveColumns(type, resource).uniqueValues);
    const own = new Set(users.map(({ id }) => id));
    const holders = await this.findHolders(tenantId, values);
    const row = holders.find(({ userId }) => !own.has(userId));
    return row?.attribute ?? values[0]?.attribute ?? 'value';
  }
}
