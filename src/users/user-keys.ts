import type { ResourceType } from '@flosum/scim-schema';
import { rowsAsTable } from '../database/index.js';
import type { SqlParameters } from '../database/index.js';
import type { DerivedColumns } from './user-row.js';
import { uniqueAttributesOf } from './unique-attributes.js';

/** What users are found by in tables of their own. */
export interface UserKeys {
  readonly userId: string;
  readonly columns: DerivedColumns;
}

const UNIQUE_COLUMNS = { user_id: 'uuid', attribute: 'text', value_key: 'text' } as const;

/** The `with` queries that write the keys of new users. */
export function insertKeys(users: readonly UserKeys[], parameters: SqlParameters): readonly string[] {
  const emails = users.flatMap(({ userId, columns }) => columns.emailKeys.map((key) => [userId, key]));
  const unique = uniqueRows(users);
  return [
    ...(emails.length === 0
      ? []
      : [
          `emails_added as (
             insert into user_emails (tenant_id, user_id, value_key)
             select $1::uuid, user_id, value_key
             from ${rowsAsTable('email', { user_id: 'uuid', value_key: 'text' }, emails, parameters)}
           )`,
        ]),
    ...(unique.length === 0
      ? []
      : [
          `unique_values_added as (
             insert into user_unique_values (tenant_id, user_id, attribute, value_key)
             select $1::uuid, user_id, attribute, value_key
             from ${rowsAsTable('value', UNIQUE_COLUMNS, unique, parameters)}
           )`,
        ]),
  ];
}

/**
 * The `with` queries that bring the keys of a changed user up to date.
 *
 * @param written - Name of the `with` query that returns the id of the user, if it was written.
 */
export function replaceKeys(
  written: string,
  type: ResourceType,
  user: UserKeys,
  parameters: SqlParameters,
): readonly string[] {
  const emails = parameters.add(user.columns.emailKeys);
  const queries = [
    `emails_removed as (
       delete from user_emails using ${written}
       where user_emails.tenant_id = $1 and user_emails.user_id = ${written}.id
         and user_emails.value_key <> all (${emails}::text[])
     )`,
    `emails_added as (
       insert into user_emails (tenant_id, user_id, value_key)
       select $1::uuid, ${written}.id, value_key from ${written}, unnest(${emails}::text[]) as value_key
       on conflict do nothing
     )`,
  ];
  if (uniqueAttributesOf(type).length === 0) return queries;

  const unique = uniqueRows([user]);
  const given = `select * from ${rowsAsTable('value', UNIQUE_COLUMNS, unique, parameters)}`;
  // What the user has already is not inserted again; what another user has is a violation, and is meant to be.
  return [
    ...queries,
    `given_values as (${given})`,
    `unique_values_removed as (
       delete from user_unique_values as present using ${written}
       where present.tenant_id = $1 and present.user_id = ${written}.id and not exists (
         select from given_values
         where given_values.attribute = present.attribute and given_values.value_key = present.value_key)
     )`,
    `unique_values_added as (
       insert into user_unique_values (tenant_id, user_id, attribute, value_key)
       select $1::uuid, ${written}.id, given_values.attribute, given_values.value_key
       from ${written}, given_values
       where not exists (
         select from user_unique_values as present
         where present.tenant_id = $1 and present.user_id = ${written}.id
           and present.attribute = given_values.attribute and present.value_key = given_values.value_key)
     )`,
  ];
}

/**
 * The same for many users. What they have already is not touched; what another user has is a violation, and is meant
 * to be.
 *
 * @param written - Name of the `with` query that returns the ids of those that were written.
 */
export function replaceKeysOfMany(
  written: string,
  type: ResourceType,
  users: readonly UserKeys[],
  parameters: SqlParameters,
): readonly string[] {
  const emails = users.flatMap(({ userId, columns }) => columns.emailKeys.map((key) => [userId, key]));
  const unique = uniqueRows(users);
  const emailTable = rowsAsTable('email', { user_id: 'uuid', value_key: 'text' }, emails, parameters);
  const queries = [
    `given_emails as (select * from ${emailTable})`,
    `emails_removed as (
       delete from user_emails using ${written}
       where user_emails.tenant_id = $1 and user_emails.user_id = ${written}.id and not exists (
         select from given_emails
         where given_emails.user_id = user_emails.user_id and given_emails.value_key = user_emails.value_key)
     )`,
    `emails_added as (
       insert into user_emails (tenant_id, user_id, value_key)
       select $1::uuid, given_emails.user_id, given_emails.value_key
       from given_emails join ${written} on ${written}.id = given_emails.user_id
       on conflict do nothing
     )`,
  ];
  if (uniqueAttributesOf(type).length === 0) return queries;
  return [
    ...queries,
    `given_values as (select * from ${rowsAsTable('value', UNIQUE_COLUMNS, unique, parameters)})`,
    `unique_values_removed as (
       delete from user_unique_values as present using ${written}
       where present.tenant_id = $1 and present.user_id = ${written}.id and not exists (
         select from given_values
         where given_values.user_id = present.user_id and given_values.attribute = present.attribute
           and given_values.value_key = present.value_key)
     )`,
    `unique_values_added as (
       insert into user_unique_values (tenant_id, user_id, attribute, value_key)
       select $1::uuid, given_values.user_id, given_values.attribute, given_values.value_key
       from given_values join ${written} on ${written}.id = given_values.user_id
       where not exists (
         select from user_unique_values as present
         where present.tenant_id = $1 and present.user_id = given_values.user_id
           and present.attribute = given_values.attribute and present.value_key = given_values.value_key)
     )`,
  ];
}

function uniqueRows(users: readonly UserKeys[]): readonly (readonly string[])[] {
  return users.flatMap(({ userId, columns }) =>
    columns.uniqueValues.map(({ attribute, key }) => [userId, attribute, key]),
  );
}
