import type { Person } from '../people/person.js';

/**
 * The name that a person wants is still that of another person of the source, who has a new name
 * by now. It may come free later in the same cycle.
 */
export class AccountTakenError extends Error {
  constructor(mail: string | undefined, owner: Person) {
    super(
      `The user named "${mail}" belongs to ${owner.userPrincipalName}, whose name could not be changed yet.`,
    );
    this.name = new.target.name;
  }
}
