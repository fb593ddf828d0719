import type { FilterColumn, FilterColumns } from '../database/index.js';
import { isUserId } from './user-id.js';

/** A column that holds the comparable form of a required or unique text. */
function column(expression: string): FilterColumn {
  return { exact: true, equals: (value, parameters) => `${expression} = ${parameters.add(value)}` };
}

const idColumn: FilterColumn = {
  exact: true,
  equals: (value, parameters) =>
    typeof value === 'string' && isUserId(value) ? `users.id = ${parameters.add(value)}::uuid` : 'false',
};

/** Leads to the users that have the address at all; which of a user's addresses it is, the document tells. */
const emailColumn: FilterColumn = {
  exact: false,
  equals: (value, parameters) =>
    `users.id in (select user_emails.user_id from user_emails
       where user_emails.tenant_id = users.tenant_id and user_emails.value_key = ${parameters.add(value)})`,
};

/** What a user is found by without reading the others. */
export const USER_FILTER_COLUMNS: FilterColumns = new Map([
  ['id', idColumn],
  ['userName', column('users.user_name_key')],
  ['externalId', column('users.external_id')],
  ['emails.value', emailColumn],
]);
