import type { Person } from '../people/person.js';

/** A person for a test, of whom only what matters there need be said. */
export function aPerson(name: string, differences: Partial<Person> = {}): Person {
  return {
    objectId: `oid-${name}`,
    userPrincipalName: `${name}@contoso.example`,
    mail: `${name}@contoso.example`,
    displayName: undefined,
    givenName: undefined,
    surname: 'Doe',
    jobTitle: undefined,
    department: undefined,
    accountEnabled: true,
    ...differences,
  };
}
