import type { Person } from '../people/person.js';
import { foldName } from './fold-name.js';

/**
 * Puts people with the same mail together, in the order of the source, since only one of them can
 * have the account; nearly always a person stands alone.
 */
export function groupByMail(people: readonly Person[]): Person[][] {
  const groups: Person[][] = [];
  const byMail = new Map<string, Person[]>();
  for (const person of people) {
    const key = person.mail === undefined ? undefined : foldName(person.mail);
    const group = key === undefined ? undefined : byMail.get(key);
    if (group !== undefined) {
      group.push(person);
      continue;
    }
    const begun = [person];
    groups.push(begun);
    if (key !== undefined) byMail.set(key, begun);
  }
  return groups;
}
