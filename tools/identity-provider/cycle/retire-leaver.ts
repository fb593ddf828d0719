import { findDifferences } from '../mapping/find-differences.js';
import { ACTIVE } from '../mapping/mapped-attribute.js';
import { writePatchBody } from '../mapping/write-patch-body.js';
import type { Person } from '../people/person.js';
import type { ScimUser } from '../protocol/scim-client.js';
import { attempt, type Outcome } from './attempt.js';
import type { CycleContext } from './cycle-context.js';
import type { Link } from './link-table.js';
import { findOtherOwner } from './locate-account.js';
import { writeLogEntry, type LogEntry, type Subject } from './log-entry.js';

/** Somebody who was provisioned once and is not in the source any more. */
export interface Leaver extends Subject {
  readonly link: Link;
}

/**
 * Takes access away once from somebody who left, or deletes the user when the source has deleted
 * the person for good.
 */
export function retireLeaver(context: CycleContext, leaver: Leaver): Promise<Outcome<Leaver>> {
  return attempt(leaver, context.purge ? 'Delete' : 'Disable', async () => {
    if (leaver.link.disabled && !context.purge)
      return skip(leaver, 'Left the scope earlier and is disabled.');
    const account = await context.client.getUser(leaver.link.id);
    if (account === undefined) {
      context.links.forget(leaver.objectId);
      return skip(leaver, 'Left the scope; the server does not know this user any more.');
    }
    const owner = findOtherOwner(context, leaver.objectId, account);
    if (owner !== undefined) {
      context.links.forget(leaver.objectId);
      return skip(leaver, `Left the scope; the user belongs to ${owner.userPrincipalName} now.`);
    }
    return context.purge ? deleteAccount(context, leaver) : disableAccount(context, leaver, account);
  });
}

async function deleteAccount(context: CycleContext, leaver: Leaver): Promise<LogEntry> {
  await context.client.deleteUser(leaver.link.id);
  context.links.forget(leaver.objectId);
  return writeLogEntry(leaver, 'Delete', 'Success', { targetId: leaver.link.id });
}

async function disableAccount(context: CycleContext, leaver: Leaver, account: ScimUser): Promise<LogEntry> {
  const { id } = account;
  const differences = findDifferences(outOfScope(leaver), account, [ACTIVE]);
  if (differences.length > 0) {
    await context.client.patchUser(id, writePatchBody(differences, context.dialect));
  }
  context.links.keep(leaver.objectId, { ...leaver.link, disabled: true });
  return differences.length > 0
    ? writeLogEntry(leaver, 'Disable', 'Success', { targetId: id, differences })
    : skip(leaver, 'Left the scope; the user is disabled already.');
}

/** `IsSoftDeleted` is true for whoever is out of scope, so the mapping of `active` yields false. */
function outOfScope({ objectId, userPrincipalName }: Leaver): Person {
  return {
    objectId,
    userPrincipalName,
    mail: undefined,
    displayName: undefined,
    givenName: undefined,
    surname: undefined,
    jobTitle: undefined,
    department: undefined,
    accountEnabled: false,
  };
}

function skip(leaver: Leaver, reason: string): LogEntry {
  return writeLogEntry(leaver, 'Other', 'Skipped', { targetId: leaver.link.id, reason });
}
