import { entraPerson } from '../entra-person.js';

/** Who number `n` of a directory is; the same in the directory of every server. */
export interface Person {
  readonly userName: string;
  readonly externalId: string;
}

export function nameOf(index: number): string {
  return `person-${index}`;
}

export function personOf(index: number): Person {
  const { userName, externalId } = entraPerson(nameOf(index)) as Person;
  return { userName, externalId };
}
