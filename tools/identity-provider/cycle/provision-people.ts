import type { Person } from '../people/person.js';
import { attempt, describeFailure, type Outcome } from './attempt.js';
import { chooseOwner, type Candidate } from './choose-owner.js';
import type { CycleContext } from './cycle-context.js';
import { locateAccount } from './locate-account.js';
import type { Action, LogEntry } from './log-entry.js';
import { settleAccessOnly, settlePerson } from './settle-person.js';

/** Provisions people who have the same mail, one after another; nearly always that is one person. */
export async function provisionPeople(
  context: CycleContext,
  people: readonly Person[],
): Promise<Outcome<Person>[]> {
  const outcomes: Outcome<Person>[] = [];
  const candidates: Candidate[] = [];
  for (const person of people) {
    const found = await search(context, person);
    if ('located' in found) candidates.push(found);
    else outcomes.push(found);
  }
  const owner = chooseOwner(candidates);
  for (const candidate of candidates) {
    const { person } = candidate;
    const isOwner = owner === undefined || candidate === owner;
    outcomes.push(
      await attempt(person, expectAction(candidate), () =>
        isOwner ? settleNamed(context, candidate) : settleDuplicate(context, candidate, owner.person),
      ),
    );
  }
  return outcomes;
}

async function search(context: CycleContext, person: Person): Promise<Candidate | Outcome<Person>> {
  try {
    return { person, located: await locateAccount(context, person) };
  } catch (error) {
    return describeFailure(person, 'Other', error);
  }
}

function settleNamed(context: CycleContext, { person, located }: Candidate): Promise<LogEntry> {
  if (person.mail !== undefined) return settlePerson(context, person, located);
  return settleAccessOnly(context, person, located.kind === 'found' ? located.account : undefined, {
    reason: 'The matching attribute is empty: userName is mapped to mail, and this person has none.',
  });
}

function settleDuplicate(
  context: CycleContext,
  { person, located }: Candidate,
  owner: Person,
): Promise<LogEntry> {
  const own = located.kind === 'found' && located.certain ? located.account : undefined;
  return settleAccessOnly(context, person, own, {
    code: 'DuplicateSourceEntries',
    reason: `Two people in the source have the mail ${person.mail}; the user is that of ${owner.userPrincipalName}.`,
  });
}

function expectAction({ person, located }: Candidate): Action {
  if (located.kind === 'absent') return 'Create';
  return person.accountEnabled ? 'Update' : 'Disable';
}
