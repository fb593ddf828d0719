import type { Person } from '../people/person.js';
import { foldName } from './fold-name.js';
import type { Located } from './locate-account.js';

export interface Candidate {
  readonly person: Person;
  readonly located: Located;
}

/**
 * Decides who of several people with the same mail has the account.
 *
 * Whoever has it already keeps it, or the data of two people would take turns in one account;
 * otherwise it is the first one in the source, whatever the order in which answers arrive.
 */
export function chooseOwner(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(holdsName) ?? candidates.find((candidate) => mayHaveName(candidate, candidates));
}

function holdsName({ person, located }: Candidate): boolean {
  if (located.kind !== 'found' || !located.certain) return false;
  const { userName } = located.account;
  return typeof userName === 'string' && foldName(userName) === foldName(person.mail ?? '');
}

function mayHaveName({ person, located }: Candidate, candidates: readonly Candidate[]): boolean {
  switch (located.kind) {
    case 'found':
      return true;
    case 'absent':
      return person.accountEnabled;
    case 'taken':
      return !candidates.some((candidate) => candidate.person === located.owner);
  }
}
