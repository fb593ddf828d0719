import { GROUP_RESOURCE_TYPE } from '@flosum/scim-schema';
import { quoteLiteral, textColumn } from '../database/index.js';
import type { FilterColumn, FilterColumns, FilterLead, FilterList } from '../database/index.js';
import { commonColumns, isResourceId } from '../resources/index.js';

/** The groups that somebody belongs to, found by the member. */
const memberLead: FilterLead = {
  condition: (value, parameters) => {
    if (!isResourceId(String(value))) return 'false';
    const id = `${parameters.add(value)}::uuid`;
    return `groups.id = any (array(select group_id from group_members
      where tenant_id = $1 and (user_id = ${id} or member_group_id = ${id})))`;
  },
};

/** The members of a group in their comparable form, for whatever else is asked of them. */
function memberList(baseUrl: string): FilterList {
  return {
    all: membersWhere(baseUrl, 'true'),
    withValue: (value, parameters) =>
      isResourceId(String(value))
        ? membersWhere(baseUrl, `members.member_id = ${parameters.add(value)}::uuid`)
        : undefined,
  };
}

function membersWhere(baseUrl: string, condition: string): string {
  return `coalesce((
    select jsonb_agg(jsonb_build_object(
      'value', members.member_id, 'type', lower(members.member_type),
      '$ref', ${quoteLiteral(`${baseUrl}/`)} || members.member_type || 's/' || members.member_id,
      'display', coalesce(users.comparable ->> 'displayName', users.user_name_key, nested.display_name_key))
      order by members.member_id)
    from group_members as members
    left join users on users.tenant_id = groups.tenant_id and users.id = members.user_id
    left join groups as nested on nested.tenant_id = groups.tenant_id and nested.id = members.member_group_id
    where members.tenant_id = groups.tenant_id and members.group_id = groups.id and ${condition}), '[]'::jsonb)`;
}

/**
 * Which attributes of a group are columns.
 *
 * @param baseUrl - Of SCIM, without a slash at its end.
 */
export function groupColumns(baseUrl: string): FilterColumns {
  return {
    columns: new Map<string, FilterColumn>([
      ...commonColumns('groups', GROUP_RESOURCE_TYPE, `${baseUrl}${GROUP_RESOURCE_TYPE.endpoint}`),
      ['displayName', textColumn('groups.display_name_key')],
    ]),
    leads: new Map([['members.value', memberLead]]),
    lists: new Map([['members', memberList(baseUrl)]]),
  };
}
