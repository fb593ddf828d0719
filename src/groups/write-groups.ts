import { toComparable } from '@flosum/scim-filter';
import { GROUP_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { StoredResource } from '@flosum/scim-schema';
import { recordChanges } from '../changes/index.js';
import type { Author, NewChange } from '../changes/index.js';
import { rowsAsTable, SqlParameters } from '../database/index.js';
import type { Statement } from '../database/index.js';
import { indexKey, nameKey, resourceText } from '../resources/index.js';
import { leaveGroups } from './leave-groups.js';
import type { Member, MemberChange, Membership } from './membership.js';

const GROUP_COLUMNS = {
  id: 'uuid',
  display_name_key: 'text',
  external_id: 'text',
  resource: 'json',
  comparable: 'jsonb',
  version: 'integer',
  created_at: 'timestamptz',
  last_modified: 'timestamptz',
} as const;

/**
 * The values of {@link GROUP_COLUMNS}, in their order.
 *
 * @throws {@link InvalidValueError} when the group, or a value that an index has to find, is too long.
 */
function toRow({ id, resource, version, createdAt, lastModified }: StoredResource): readonly unknown[] {
  const comparable = toComparable(GROUP_RESOURCE_TYPE, resource);
  const { displayName, externalId } = comparable;
  return [
    id,
    nameKey('displayName', typeof displayName === 'string' ? displayName : ''),
    typeof externalId === 'string' ? indexKey('externalId', externalId) : null,
    resourceText(GROUP_RESOURCE_TYPE.name, resource),
    JSON.stringify(comparable),
    version,
    createdAt,
    lastModified,
  ];
}

/** Creates a group with its members and its change, all or nothing. */
export function insertGroup(
  tenantId: string,
  group: StoredResource,
  members: readonly Member[],
  change: NewChange,
  author: Author,
): Statement {
  const parameters = new SqlParameters([tenantId]);
  const names = Object.keys(GROUP_COLUMNS).join(', ');
  const queries = [
    `written as (
       insert into groups (tenant_id, ${names})
       select $1::uuid, ${names} from ${rowsAsTable('given', GROUP_COLUMNS, [toRow(group)], parameters)} returning id
     )`,
    ...addMembers(members, parameters),
    `recorded as (${recordChanges('written', [change], author, parameters)})`,
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}

/**
 * Writes the next state of a group, on condition that it still has the version before. Of the members only those that
 * come or go are touched. The statement returns a row if the group had that version.
 */
export function updateGroup(
  tenantId: string,
  group: StoredResource,
  { came, left }: MemberChange,
  change: NewChange,
  author: Author,
): Statement {
  const parameters = new SqlParameters([tenantId, group.id, group.version - 1]);
  const given = rowsAsTable('given', GROUP_COLUMNS, [toRow(group)], parameters);
  const changing = Object.keys(GROUP_COLUMNS).filter((name) => name !== 'id' && name !== 'created_at');
  const queries = [
    `written as (
       update groups set ${changing.map((name) => `${name} = given.${name}`).join(', ')} from ${given}
       where groups.tenant_id = $1 and groups.id = $2 and groups.version = $3 returning groups.id
     )`,
    ...addMembers(came, parameters),
    ...removeMembers(left, parameters),
    `recorded as (${recordChanges('written', [change], author, parameters)})`,
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}

/** As `deleteUser`, for a group: it leaves the groups that it belongs to, and its own members go with it. */
export function deleteGroup(
  tenantId: string,
  group: StoredResource,
  change: NewChange,
  memberships: readonly Membership[],
  author: Author,
): Statement {
  const parameters = new SqlParameters([tenantId, group.id, group.version]);
  const queries = [
    'written as (delete from groups where tenant_id = $1 and id = $2 and version = $3 returning id)',
    `recorded as (${recordChanges('written', [change], author, parameters)})`,
    ...leaveGroups('written', { id: group.id, type: 'Group' }, memberships, author, parameters),
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}

function addMembers(members: readonly Member[], parameters: SqlParameters): readonly string[] {
  if (members.length === 0) return [];
  const rows = members.map(({ id, type }) => [id, type]);
  return [
    `members_added as (
       insert into group_members (tenant_id, group_id, member_id, member_type)
       select $1::uuid, written.id, member.id, member.type
       from written, ${rowsAsTable('member', { id: 'uuid', type: 'text' }, rows, parameters)}
     )`,
  ];
}

function removeMembers(members: readonly Member[], parameters: SqlParameters): readonly string[] {
  if (members.length === 0) return [];
  return [
    `members_removed as (
       delete from group_members using written
       where group_members.tenant_id = $1 and group_members.group_id = written.id
         and group_members.member_id = any (${parameters.add(members.map(({ id }) => id))}::uuid[])
     )`,
  ];
}
