import { Injectable } from '@nestjs/common';
import { ResourceNotFoundError, UniquenessError, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { ResourceType, StoredResource } from '@flosum/scim-schema';
import type { Author, NewChange } from '../changes/index.js';
import { Database, isOvertaken, violatedUniqueness } from '../database/index.js';
import type { Statement } from '../database/index.js';
import type { Membership } from '../groups/index.js';
import { fromStoredRow, isResourceId, storedColumns } from '../resources/index.js';
import type { StoredRow } from '../resources/index.js';
import { deriveColumns } from './user-row.js';
import { deleteUser, insertUsers, updateUser } from './write-users.js';

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
    return fromStoredRow(row);
  }

  /** The user with a userName, in its comparable form. */
  async findByNameIfAny(tenantId: string, userNameKey: string): Promise<StoredResource | undefined> {
    const [row] = await this.database.query<StoredRow>(
      `select ${storedColumns('users')} from users where users.tenant_id = $1 and users.user_name_key = $2`,
      [tenantId, userNameKey],
    );
    return row && fromStoredRow(row);
  }

  /**
   * Creates all of them or none.
   *
   * @param changes - One for each user.
   * @returns Whether they were written; not when others at the same rows were faster.
   * @throws {@link UniquenessError} when another user of the tenant has a userName, or another unique value.
   */
  async insert(
    tenantId: string,
    type: ResourceType,
    users: readonly StoredResource[],
    changes: readonly NewChange[],
    author: Author,
  ): Promise<boolean> {
    return this.write(tenantId, type, users, insertUsers(tenantId, type, users, changes, author));
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
    return this.write(tenantId, type, [user], updateUser(tenantId, type, user, change, author));
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
    return this.write(tenantId, type, [], deleteUser(tenantId, user, change, memberships, author));
  }

  private async write(
    tenantId: string,
    type: ResourceType,
    users: readonly StoredResource[],
    { sql, parameters }: Statement,
  ): Promise<boolean> {
    try {
      return (await this.database.query(sql, parameters)).length > 0;
    } catch (error) {
      if (isOvertaken(error)) return false;
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
    const [row] = await this.database.query<{ attribute: string }>(
      `select held.attribute from user_unique_values as held
       join unnest($2::text[], $3::text[]) as given (attribute, value_key)
         on given.attribute = held.attribute and given.value_key = held.value_key
       where held.tenant_id = $1 and held.user_id <> all ($4::uuid[]) limit 1`,
      [
        tenantId,
        values.map(({ attribute }) => attribute),
        values.map(({ key }) => key),
        users.map(({ id }) => id),
      ],
    );
    return row?.attribute ?? values[0]?.attribute ?? 'value';
  }
}
