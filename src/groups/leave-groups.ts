import { recordChanges } from '../changes/index.js';
import type { Author } from '../changes/index.js';
import { rowsAsTable } from '../database/index.js';
import type { SqlParameters } from '../database/index.js';
import { nextState } from '../resources/index.js';
import { describeGroupWrite } from './group-change.js';
import type { Member, Membership } from './membership.js';

/**
 * The `with` queries that take a member out of its groups when it is deleted: each group gets a version and a change of
 * its own.
 *
 * A group that has another version by now than the one that was read keeps its member; then the foreign key refuses the
 * whole statement, and its writer computes it anew.
 *
 * @param deleted - Name of the `with` query that returns a row when the member is deleted.
 */
export function leaveGroups(
  deleted: string,
  member: Member,
  memberships: readonly Membership[],
  author: Author,
  parameters: SqlParameters,
): readonly string[] {
  if (memberships.length === 0) return [];
  const next = memberships.map((group) => nextState(group, group.resource));
  const changes = memberships.map((group, index) =>
    describeGroupWrite(group, next[index] ?? group, { came: [], left: [member] }),
  );
  const rows = rowsAsTable(
    'next',
    { id: 'uuid', version: 'integer', last_modified: 'timestamptz' },
    next.map(({ id, version, lastModified }) => [id, version, lastModified]),
    parameters,
  );
  return [
    `left_groups as (
       update groups set version = next.version, last_modified = next.last_modified
       from ${rows}, ${deleted}
       where groups.tenant_id = $1 and groups.id = next.id and groups.version = next.version - 1
       returning groups.id
     )`,
    `left_members as (
       delete from group_members using left_groups
       where group_members.tenant_id = $1 and group_members.group_id = left_groups.id
         and group_members.member_id = ${parameters.add(member.id)}::uuid
     )`,
    `left_recorded as (${recordChanges('left_groups', changes, author, parameters)})`,
  ];
}
