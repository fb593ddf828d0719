import { findDifferences, type Difference } from '../mapping/find-differences.js';
import { ACTIVE } from '../mapping/mapped-attribute.js';
import { writeCreateBody } from '../mapping/write-create-body.js';
import { writePatchBody } from '../mapping/write-patch-body.js';
import type { Person } from '../people/person.js';
import type { ScimUser } from '../protocol/scim-client.js';
import { ScimFailure } from '../protocol/scim-failure.js';
import { AccountTakenError } from './account-taken-error.js';
import type { CycleContext } from './cycle-context.js';
import { matchByAttribute, type Located } from './locate-account.js';
import { REDUNDANT, writeLogEntry, type Action, type Ending, type LogEntry } from './log-entry.js';

/** Makes the account of a person what the source says: created, brought up to date, or left alone. */
export async function settlePerson(
  context: CycleContext,
  person: Person,
  located: Located,
): Promise<LogEntry> {
  switch (located.kind) {
    case 'found':
      return updateAccount(context, person, located.account);
    case 'taken':
      throw new AccountTakenError(person.mail, located.owner);
    case 'absent':
      if (person.accountEnabled) return createAccount(context, person);
      return writeLogEntry(person, 'Other', 'Skipped', {
        reason: 'Disabled in the source and not known to the server: such a user is never created.',
      });
  }
}

/**
 * For a person whose attributes must not be written because the name is missing or somebody
 * else's: taking access away (or giving it back) must not wait for that to be put right.
 */
export async function settleAccessOnly(
  context: CycleContext,
  person: Person,
  account: ScimUser | undefined,
  ending: Ending,
): Promise<LogEntry> {
  const differences = account === undefined ? [] : findDifferences(person, account, [ACTIVE]);
  if (account === undefined || differences.length === 0) {
    return writeLogEntry(person, 'Other', 'Skipped', { targetId: account?.id, ...ending });
  }
  await patchAccount(context, person, account, differences);
  return writeLogEntry(person, nameAction(differences), 'Success', {
    targetId: account.id,
    differences,
    ...ending,
  });
}

/** A 409 means that somebody else made the user meanwhile, or that an answer of ours was lost. */
async function createAccount(context: CycleContext, person: Person): Promise<LogEntry> {
  try {
    const { id } = await context.client.createUser(writeCreateBody(person));
    rememberAccount(context, person, id, !person.accountEnabled);
    return writeLogEntry(person, 'Create', 'Success', { targetId: id });
  } catch (error) {
    if (!(error instanceof ScimFailure) || error.status !== 409) throw error;
    const located = await matchAgain(context, person);
    if (located.kind === 'absent') throw error;
    return settlePerson(context, person, located);
  }
}

async function matchAgain(context: CycleContext, person: Person): Promise<Located> {
  const byName = await matchByAttribute(context, person, 'userName', person.mail);
  return byName.kind === 'absent' ? matchByAttribute(context, person, 'externalId', person.objectId) : byName;
}

async function updateAccount(context: CycleContext, person: Person, account: ScimUser): Promise<LogEntry> {
  const differences = findDifferences(person, account);
  const ending = { targetId: account.id, differences };
  if (differences.length > 0) {
    await patchAccount(context, person, account, differences);
    return writeLogEntry(person, nameAction(differences), 'Success', ending);
  }
  rememberAccount(context, person, account.id, !person.accountEnabled);
  return writeLogEntry(person, 'Other', 'Skipped', { ...ending, code: REDUNDANT });
}

async function patchAccount(
  context: CycleContext,
  person: Person,
  { id }: ScimUser,
  differences: readonly Difference[],
): Promise<void> {
  // Until the server has acknowledged it, nobody counts as disabled.
  rememberAccount(context, person, id, false);
  await context.client.patchUser(id, writePatchBody(differences, context.dialect));
  rememberAccount(context, person, id, !person.accountEnabled);
}

function rememberAccount({ links }: CycleContext, person: Person, id: string, disabled: boolean): void {
  links.keep(person.objectId, { id, disabled, userPrincipalName: person.userPrincipalName });
}

function nameAction(differences: readonly Difference[]): Action {
  const access = differences.find(({ attribute }) => attribute === ACTIVE);
  if (access?.after === false) return 'Disable';
  return access?.before === false ? 'Enable' : 'Update';
}
