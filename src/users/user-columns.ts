import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';
import { instantColumn, textColumn } from '../database/index.js';
import type { FilterColumn, FilterColumns, FilterLead } from '../database/index.js';
import { isUserId } from './user-id.js';

const idAsText = textColumn('users.id::text collate "C"');

/** Equality goes to the primary key; the rest is seldom asked for, and compares the text. */
const idColumn: FilterColumn = {
  ...idAsText,
  condition(operator, value, parameters) {
    if (operator !== 'eq') return idAsText.condition(operator, value, parameters);
    return isUserId(String(value)) ? `users.id = ${parameters.add(value)}::uuid` : 'false';
  },
  sortKey: 'users.id::text collate "C"',
};

/**
 * The ids are read first, as one array, so that also a plan that PostgreSQL keeps for any value goes to the primary key.
 * The tenant is the first parameter of every statement.
 */
const emailLead: FilterLead = {
  condition: (value, parameters) =>
    `users.id = any (array(select user_emails.user_id from user_emails
       where user_emails.tenant_id = $1 and user_emails.value_key = ${parameters.add(value)}))`,
};

/**
 * Which attributes of a user are columns: what it is found by without reading the others, and what only the store
 * knows.
 *
 * @param endpoint - The URL of `/Users`, of which `meta.location` is made.
 */
export function userColumns(endpoint: string): FilterColumns {
  return {
    columns: new Map([
      ['id', idColumn],
      ['userName', textColumn('users.user_name_key')],
      ['externalId', textColumn('users.external_id', 'users.external_id is not null')],
      [
        `${ENTERPRISE_USER_URN}.employeeNumber`,
        textColumn('users.employee_number_key', 'users.employee_number_key is not null'),
      ],
      ['meta', textColumn('null::text')],
      ['meta.resourceType', textColumn(`'User'::text collate "C"`)],
      ['meta.created', instantColumn('users.created_at')],
      ['meta.lastModified', instantColumn('users.last_modified')],
      ['meta.location', textColumn(`(${quote(`${endpoint}/`)} || users.id::text) collate "C"`)],
      ['meta.version', textColumn(`('W/"' || users.version::text || '"') collate "C"`)],
    ]),
    leads: new Map([['emails.value', emailLead]]),
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
