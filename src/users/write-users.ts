import type { ResourceType, StoredResource } from '@flosum/scim-schema';
import { recordChanges } from '../changes/index.js';
import type { Author, NewChange } from '../changes/index.js';
import { rowsAsTable, SqlParameters } from '../database/index.js';
import type { Statement } from '../database/index.js';
import { leaveGroups } from '../groups/index.js';
import type { Membership } from '../groups/index.js';
import { keepText } from '../resources/index.js';
import { describeUserWrite } from './user-change.js';
import { insertKeys, replaceKeys, replaceKeysOfMany } from './user-keys.js';
import type { UserKeys } from './user-keys.js';
import { deriveColumns } from './user-row.js';
import type { DerivedColumns } from './user-row.js';

const USER_COLUMNS = {
  id: 'uuid',
  user_name_key: 'text',
  external_id: 'text',
  employee_number_key: 'text',
  active: 'boolean',
  resource: 'json',
  comparable: 'jsonb',
  version: 'integer',
  created_at: 'timestamptz',
  last_modified: 'timestamptz',
} as const;

const ASSIGNMENTS = Object.keys(USER_COLUMNS)
  .filter((name) => name !== 'id' && name !== 'created_at')
  .map((name) => `${name} = given.${name}`)
  .join(', ');

/** A state of a user that is ready to be written: what is derived from it, and the change that it leaves. */
export interface PreparedUser {
  readonly user: StoredResource;
  readonly columns: DerivedColumns;
  readonly change: NewChange;
}

/** What is derived from a user, which keeps its text for the answer. */
function columnsOf(type: ResourceType, user: StoredResource): DerivedColumns {
  const columns = deriveColumns(type, user.resource);
  keepText(user, columns.resource);
  return columns;
}

/** The values of {@link USER_COLUMNS}, in their order. */
function toRow({ user, columns }: Pick<PreparedUser, 'user' | 'columns'>): readonly unknown[] {
  return [
    user.id,
    columns.userNameKey,
    columns.externalId,
    columns.employeeNumberKey,
    columns.active,
    columns.resource,
    columns.comparable,
    user.version,
    user.createdAt,
    user.lastModified,
  ];
}

/**
 * @param before - The state before; `undefined` for a new user.
 * @throws {@link InvalidValueError} when the user does not fit into its columns.
 */
export function prepareUser(
  type: ResourceType,
  before: StoredResource | undefined,
  user: StoredResource,
): PreparedUser {
  return { user, columns: columnsOf(type, user), change: describeUserWrite(type, before, user) };
}

/** Creates users, each with its keys and its change, all or none. */
export function insertUsers(tenantId: string, users: readonly PreparedUser[], author: Author): Statement {
  const parameters = new SqlParameters([tenantId]);
  const names = Object.keys(USER_COLUMNS).join(', ');
  const queries = [
    `written as (
       insert into users (tenant_id, ${names})
       select $1::uuid, ${names} from ${rowsAsTable('given', USER_COLUMNS, users.map(toRow), parameters)}
       returning id, resource
     )`,
    ...insertKeys(users.map(toKeys), parameters),
    `recorded as (${recordChanges('written', users.map(changeOf), author, parameters, sourceOf(users))})`,
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}

/**
 * Writes the next states of users with their keys and changes: of those that still have the version before, whose ids
 * the statement returns. When it fails, none is written.
 */
export function updateUsers(
  tenantId: string,
  type: ResourceType,
  users: readonly PreparedUser[],
  author: Author,
): Statement {
  const parameters = new SqlParameters([tenantId]);
  const given = rowsAsTable('given', USER_COLUMNS, users.map(toRow), parameters);
  const queries = [
    `written as (
       update users set ${ASSIGNMENTS} from ${given}
       where users.tenant_id = $1 and users.id = given.id and users.version = given.version - 1
       returning users.id, users.resource
     )`,
    ...replaceKeysOfMany('written', type, users.map(toKeys), parameters),
    `recorded as (${recordChanges('written', users.map(changeOf), author, parameters, sourceOf(users))})`,
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}

function toKeys({ user, columns }: PreparedUser): UserKeys {
  return { userId: user.id, columns };
}

/** Most tenants have nothing to hide: then the change keeps the very resource. */
function sourceOf(users: readonly PreparedUser[]): 'given' | 'written' {
  return users.every(({ user, change }) => change.resource === user.resource) ? 'written' : 'given';
}

function changeOf({ change }: PreparedUser): NewChange {
  return change;
}

/**
 * Writes the next state of a user with its keys and its change, on condition that the user still has the version before.
 * The statement returns a row if it had.
 *
 * @throws {@link InvalidValueError} when the user does not fit into its columns.
 */
export function updateUser(
  tenantId: string,
  type: ResourceType,
  user: StoredResource,
  change: NewChange,
  author: Author,
): Statement {
  const parameters = new SqlParameters([tenantId, user.id, user.version - 1]);
  const columns = columnsOf(type, user);
  const given = rowsAsTable('given', USER_COLUMNS, [toRow({ user, columns })], parameters);
  const queries = [
    `written as (
       update users set ${ASSIGNMENTS} from ${given}
       where users.tenant_id = $1 and users.id = $2 and users.version = $3 returning users.id
     )`,
    ...replaceKeys('written', type, { userId: user.id, columns }, parameters),
    `recorded as (${recordChanges('written', [change], author, parameters)})`,
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}

/**
 * Deletes a user and takes it out of its groups, each with its change, on condition that the user and all of the groups
 * still have the versions that were read. The statement returns a row if the user had; a group that had not makes it
 * fail.
 */
export function deleteUser(
  tenantId: string,
  user: StoredResource,
  change: NewChange,
  memberships: readonly Membership[],
  author: Author,
): Statement {
  const parameters = new SqlParameters([tenantId, user.id, user.version]);
  const queries = [
    `written as (
       delete from users where tenant_id = $1 and id = $2 and version = $3 returning id
     )`,
    `recorded as (${recordChanges('written', [change], author, parameters)})`,
    ...leaveGroups('written', { id: user.id, type: 'User' }, memberships, author, parameters),
  ];
  return { sql: `with ${queries.join(', ')} select id from written`, parameters: parameters.values };
}
