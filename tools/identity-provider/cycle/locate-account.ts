import type { Person } from '../people/person.js';
import type { ScimUser } from '../protocol/scim-client.js';
import { ScimFailure } from '../protocol/scim-failure.js';
import type { CycleContext } from './cycle-context.js';
import { foldName } from './fold-name.js';

export type Located =
  | { readonly kind: 'absent' }
  /** `certain` when the account carries the person's own id or was linked before. */
  | { readonly kind: 'found'; readonly account: ScimUser; readonly certain: boolean }
  /** The account with the name that we want is that of another person of the source. */
  | { readonly kind: 'taken'; readonly owner: Person };

/** Finds a person's account as Entra does: by the remembered id, else by the matching attribute. */
export async function locateAccount(context: CycleContext, person: Person): Promise<Located> {
  const linked = await followLink(context, person);
  return linked ?? (await matchByAttribute(context, person, 'userName', person.mail));
}

/**
 * A link that leads nowhere is forgotten. So is one that leads to somebody else's account, which
 * happens when a server was set up anew and hands its ids out again.
 */
async function followLink(context: CycleContext, person: Person): Promise<Located | undefined> {
  const link = context.links.find(person.objectId);
  if (link === undefined) return undefined;
  const account = await context.client.getUser(link.id);
  if (account !== undefined && findOtherOwner(context, person.objectId, account) === undefined) {
    return { kind: 'found', account, certain: true };
  }
  context.links.forget(person.objectId);
  return undefined;
}

/** @throws {@link ScimFailure} when several accounts match, as Entra then touches none. */
export async function matchByAttribute(
  context: CycleContext,
  person: Person,
  attribute: 'userName' | 'externalId',
  value: string | undefined,
): Promise<Located> {
  if (value === undefined) return { kind: 'absent' };
  const [account, ...others] = await context.client.findUsers(attribute, value);
  if (account === undefined) return { kind: 'absent' };
  if (others.length > 0) {
    const problem = `${others.length + 1} users of the server match ${attribute} "${value}".`;
    throw new ScimFailure('GET', 200, problem, 'DuplicateTargetEntries');
  }
  refuseInexactMatch(attribute, value, account);
  const owner = findOtherOwner(context, person.objectId, account);
  if (owner !== undefined) return { kind: 'taken', owner };
  return { kind: 'found', account, certain: account.externalId === person.objectId };
}

/**
 * Who else in the source owns an account. What the account says of itself counts before what was
 * remembered; an owner whom the source does not know (any more) is none.
 */
export function findOtherOwner(
  { peopleById, links }: CycleContext,
  objectId: string,
  account: ScimUser,
): Person | undefined {
  const { externalId } = account;
  if (externalId === objectId) return undefined;
  const named = typeof externalId === 'string' ? peopleById.get(externalId) : undefined;
  const owner = named ?? peopleById.get(links.ownerOf(account.id) ?? '');
  return owner?.objectId === objectId ? undefined : owner;
}

/** Entra would link whomever a sloppy filter returns, and overwrite a stranger. */
function refuseInexactMatch(attribute: string, value: string, account: ScimUser): void {
  const found = account[attribute];
  if (typeof found !== 'string' || foldName(found) === foldName(value)) return;
  throw new ScimFailure('GET', 200, `The server answers a look-up of "${value}" with the user "${found}".`);
}
