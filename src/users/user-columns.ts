import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';
import type { ResourceType } from '@flosum/scim-schema';
import { quoteLiteral, textColumn } from '../database/index.js';
import type { FilterColumn, FilterColumns, FilterLead, FilterList } from '../database/index.js';
import { commonColumns, isResourceId } from '../resources/index.js';
import { uniqueAttributesOf } from './unique-attributes.js';

/**
 * The ids are read first, as one array, so that also a plan that PostgreSQL keeps for any value goes to the primary key.
 * The tenant is the first parameter of every statement.
 */
const emailLead: FilterLead = {
  condition: (value, parameters) =>
    `users.id = any (array(select user_emails.user_id from user_emails
       where user_emails.tenant_id = $1 and user_emails.value_key = ${parameters.add(value)}))`,
};

/** Those who belong to a group, themselves or by a group in it. */
const groupLead: FilterLead = {
  condition: (value, parameters) => {
    if (!isResourceId(String(value))) return 'false';
    return `users.id = any (array(
      with recursive contained (group_id) as (
        select ${parameters.add(value)}::uuid
        union
        select members.member_group_id from contained
        join group_members as members on members.tenant_id = $1 and members.group_id = contained.group_id
        where members.member_group_id is not null
      )
      select members.user_id from contained
      join group_members as members on members.tenant_id = $1 and members.group_id = contained.group_id
      where members.user_id is not null))`;
  },
};

/** The groups of a user in their comparable form, for whatever else is asked of them. */
function groupList(endpoint: string): FilterList {
  return {
    all: groupsWhere(endpoint, 'true'),
    withValue: (value, parameters) =>
      isResourceId(String(value))
        ? groupsWhere(endpoint, `groups.id = ${parameters.add(value)}::uuid`)
        : undefined,
  };
}

/** Nobody belongs to any group. */
const NO_GROUPS: FilterList = { all: `'[]'::jsonb`, withValue: () => undefined };

function groupsWhere(groupsEndpoint: string, condition: string): string {
  return `coalesce((
    with recursive containing (group_id, direct) as (
      select members.group_id, true from group_members as members
      where members.tenant_id = users.tenant_id and members.user_id = users.id
      union
      select members.group_id, false from containing
      join group_members as members
        on members.tenant_id = users.tenant_id and members.member_group_id = containing.group_id
    )
    select jsonb_agg(jsonb_build_object(
      'value', groups.id, '$ref', ${quoteLiteral(`${groupsEndpoint}/`)} || groups.id,
      'display', groups.display_name_key, 'type', case when direct then 'direct' else 'indirect' end) order by groups.id)
    from (select group_id, bool_or(direct) as direct from containing group by group_id) as found
    join groups on groups.tenant_id = users.tenant_id and groups.id = found.group_id
    where ${condition}), '[]'::jsonb)`;
}

/** A unique attribute is found by its own table. */
function uniqueLead(attribute: string): FilterLead {
  return {
    condition: (value, parameters) =>
      `users.id = any (array(select held.user_id from user_unique_values as held
         where held.tenant_id = $1 and held.attribute = ${parameters.add(attribute)}
           and held.value_key = ${parameters.add(String(value))}))`,
  };
}

export interface UserEndpoints {
  readonly users: string;
  readonly groups: string;
}

/**
 * Which attributes of a user are columns: what it is found by without reading the others, and what only the store
 * knows.
 *
 * @param type - User, with what the tenant has added.
 * @param hasGroups - Whether the tenant has groups switched on; otherwise nobody belongs to any.
 */
export function userColumns(type: ResourceType, endpoints: UserEndpoints, hasGroups: boolean): FilterColumns {
  const columns = new Map<string, FilterColumn>([
    ...commonColumns('users', type, endpoints.users),
    ['userName', textColumn('users.user_name_key')],
    [
      `${ENTERPRISE_USER_URN}.employeeNumber`,
      textColumn('users.employee_number_key', 'users.employee_number_key is not null'),
    ],
  ]);
  const unique = uniqueAttributesOf(type).map(({ urn, attribute, name }): [string, FilterLead] => {
    return [`${urn}.${attribute}`, uniqueLead(name)];
  });
  return {
    columns,
    leads: new Map([
      ['emails.value', emailLead],
      ...(hasGroups ? ([['groups.value', groupLead]] as const) : []),
      ...unique,
    ]),
    lists: new Map([['groups', hasGroups ? groupList(endpoints.groups) : NO_GROUPS]]),
  };
}
