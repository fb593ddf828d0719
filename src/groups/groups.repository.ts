import { Injectable } from '@nestjs/common';
import { GROUP_RESOURCE_TYPE, ResourceNotFoundError, UniquenessError } from '@flosum/scim-schema';
import type { StoredResource } from '@flosum/scim-schema';
import type { Author, NewChange } from '../changes/index.js';
import { Database, isOvertaken, violatedUniqueness } from '../database/index.js';
import type { Statement } from '../database/index.js';
import { isResourceId, RowResource, storedColumns } from '../resources/index.js';
import type { StoredRow } from '../resources/index.js';
import type { Member, MemberChange, Membership } from './membership.js';
import { deleteGroup, insertGroup, updateGroup } from './write-groups.js';

/** The groups of the tenants, in the database, without their members. Every statement names its tenant first. */
@Injectable()
export class GroupsRepository {
  constructor(private readonly database: Database) {}

  /** @throws {@link ResourceNotFoundError} also for a group of another tenant and for what is no id. */
  async find(tenantId: string, id: string): Promise<StoredResource> {
    const [row] = isResourceId(id)
      ? await this.database.query<StoredRow>(
          `select ${storedColumns('groups')} from groups where groups.tenant_id = $1 and groups.id = $2`,
          [tenantId, id],
        )
      : [];
    if (row === undefined) throw new ResourceNotFoundError(GROUP_RESOURCE_TYPE.name);
    return new RowResource(row);
  }

  /** The group with a displayName, in its comparable form. */
  async findByNameIfAny(tenantId: string, displayNameKey: string): Promise<StoredResource | undefined> {
    const [row] = await this.database.query<StoredRow>(
      `select ${storedColumns('groups')} from groups
       where groups.tenant_id = $1 and groups.display_name_key = $2`,
      [tenantId, displayNameKey],
    );
    return row && new RowResource(row);
  }

  /**
   * @returns Whether it was written; not when a member was deleted meanwhile.
   * @throws {@link UniquenessError} when another group of the tenant has the displayName.
   */
  async insert(
    tenantId: string,
    group: StoredResource,
    members: readonly Member[],
    change: NewChange,
    author: Author,
  ): Promise<boolean> {
    return this.write(insertGroup(tenantId, group, members, change, author));
  }

  /**
   * @param group - The next state; the one before has the version before.
   * @returns Whether it was written; not when the group has another version by now, or a member was deleted meanwhile.
   * @throws {@link UniquenessError} when another group of the tenant has the displayName.
   */
  async update(
    tenantId: string,
    group: StoredResource,
    members: MemberChange,
    change: NewChange,
    author: Author,
  ): Promise<boolean> {
    return this.write(updateGroup(tenantId, group, members, change, author));
  }

  /** @returns Whether it was deleted; not when the group, or one that it belongs to, has another version by now. */
  async remove(
    tenantId: string,
    group: StoredResource,
    change: NewChange,
    memberships: readonly Membership[],
    author: Author,
  ): Promise<boolean> {
    return this.write(deleteGroup(tenantId, group, change, memberships, author));
  }

  private async write({ sql, parameters }: Statement): Promise<boolean> {
    try {
      return (await this.database.query(sql, parameters)).length > 0;
    } catch (error) {
      if (isOvertaken(error)) return false;
      throw violatedUniqueness(error) === 'groups_display_name'
        ? new UniquenessError('displayName', { cause: error })
        : error;
    }
  }
}
