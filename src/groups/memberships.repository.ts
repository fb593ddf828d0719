import { Injectable } from '@nestjs/common';
import type { StoredResource } from '@flosum/scim-schema';
import { Database } from '../database/index.js';
import { isResourceId, RowResource, storedColumns } from '../resources/index.js';
import type { StoredRow } from '../resources/index.js';
import type { Member } from './membership.js';

/** A member with its name, as an answer shows it. */
export interface NamedMember extends Member {
  readonly groupId: string;
  readonly display: string | null;
}

/** A group that a user belongs to, itself or by another group. */
export interface GroupOfUser {
  readonly userId: string;
  readonly groupId: string;
  readonly display: string;
  readonly direct: boolean;
}

interface MemberRow {
  readonly group_id: string;
  readonly member_id: string;
  readonly member_type: Member['type'];
  readonly display: string | null;
}

const NAMED_MEMBERS = `
  select members.group_id, members.member_id, members.member_type,
    coalesce(users.resource ->> 'displayName', users.resource ->> 'userName', groups.resource ->> 'displayName')
      as display
  from group_members as members
  left join users on users.tenant_id = $1 and users.id = members.user_id
  left join groups on groups.tenant_id = $1 and groups.id = members.member_group_id`;

/** Who belongs to which group. Every statement names its tenant first. */
@Injectable()
export class MembershipsRepository {
  constructor(private readonly database: Database) {}

  /** The groups that have this member, as they are now. */
  async groupsWithMember(tenantId: string, { id, type }: Member): Promise<readonly StoredResource[]> {
    const rows = await this.database.query<StoredRow>(
      `select ${storedColumns('groups')} from group_members
       join groups on groups.tenant_id = group_members.tenant_id and groups.id = group_members.group_id
       where group_members.tenant_id = $1 and group_members.${COLUMN_OF[type]} = $2`,
      [tenantId, id],
    );
    return rows.map((row) => new RowResource(row));
  }

  /**
   * The members of a group, without their names.
   *
   * @param among - Only those of these ids; all members without it.
   */
  async listMembers(
    tenantId: string,
    groupId: string,
    among?: readonly string[],
  ): Promise<readonly Member[]> {
    const ids = among?.filter(isResourceId);
    if (ids?.length === 0) return [];
    const condition = ids === undefined ? '' : ' and member_id = any ($3::uuid[])';
    const rows = await this.database.query<MemberRow>(
      `select member_id, member_type from group_members where tenant_id = $1 and group_id = $2${condition}`,
      [tenantId, groupId, ...(ids === undefined ? [] : [ids])],
    );
    return rows.map(({ member_id: id, member_type: type }) => ({ id, type }));
  }

  /** All members of groups, with their names, in a stable order. */
  async membersOf(tenantId: string, groupIds: readonly string[]): Promise<readonly NamedMember[]> {
    const rows = await this.database.query<MemberRow>(
      `${NAMED_MEMBERS}
       where members.tenant_id = $1 and members.group_id = any ($2::uuid[])
       order by members.group_id, members.member_id`,
      [tenantId, groupIds],
    );
    return rows.map(toNamedMember);
  }

  /** A page of the members of a group, with their names, in the order of their ids. */
  async pageOfMembers(
    tenantId: string,
    groupId: string,
    limit: number,
    after?: string,
  ): Promise<readonly NamedMember[]> {
    const rows = await this.database.query<MemberRow>(
      `${NAMED_MEMBERS}
       where members.tenant_id = $1 and members.group_id = $2 and ($3::uuid is null or members.member_id > $3)
       order by members.member_id limit $4`,
      [tenantId, groupId, after ?? null, limit],
    );
    return rows.map(toNamedMember);
  }

  /** How many members each of some groups has; one without members is not in the answer. */
  async countEach(tenantId: string, groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ id: string; members: number }>(
      `select group_id as id, count(*)::int as members from group_members
       where tenant_id = $1 and group_id = any ($2::uuid[]) group by group_id`,
      [tenantId, groupIds],
    );
    return new Map(rows.map(({ id, members }) => [id, members]));
  }

  async countMembers(tenantId: string, groupIds: readonly string[]): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(
      'select count(*)::int as total from group_members where tenant_id = $1 and group_id = any ($2::uuid[])',
      [tenantId, groupIds],
    );
    return row?.total ?? 0;
  }

  /** What ids are, of those that are users or groups of the tenant. */
  async findKinds(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Member['type']>> {
    const known = ids.filter(isResourceId);
    if (known.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; type: Member['type'] }>(
      `select id, 'User' as type from users where tenant_id = $1 and id = any ($2::uuid[])
       union all select id, 'Group' from groups where tenant_id = $1 and id = any ($2::uuid[])`,
      [tenantId, known],
    );
    return new Map(rows.map(({ id, type }) => [id, type]));
  }

  /**
   * The groups of users, direct ones and those that contain them (RFC 7643 section 4.1.2). Each group is met once, so a
   * circle of groups comes to an end.
   */
  async groupsOfUsers(tenantId: string, userIds: readonly string[]): Promise<readonly GroupOfUser[]> {
    if (userIds.length === 0) return [];
    return this.database.query<GroupOfUser>(
      `with recursive containing (user_id, group_id, direct) as (
         select user_id, group_id, true from group_members
         where tenant_id = $1 and user_id = any ($2::uuid[])
         union
         select containing.user_id, members.group_id, false
         from containing
         join group_members as members
           on members.tenant_id = $1 and members.member_group_id = containing.group_id
       )
       select containing.user_id as "userId", containing.group_id as "groupId",
         groups.resource ->> 'displayName' as display, bool_or(containing.direct) as direct
       from containing join groups on groups.tenant_id = $1 and groups.id = containing.group_id
       group by 1, 2, 3 order by 1, 2`,
      [tenantId, userIds],
    );
  }
}

const COLUMN_OF = { User: 'user_id', Group: 'member_group_id' } as const;

function toNamedMember(row: MemberRow): NamedMember {
  return { groupId: row.group_id, id: row.member_id, type: row.member_type, display: row.display };
}
