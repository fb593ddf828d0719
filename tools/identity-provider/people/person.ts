/**
 * One user of the source directory, in the words of its own export.
 *
 * An empty cell is `undefined`: the identity provider never sends a null.
 */
export interface Person {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly mail: string | undefined;
  readonly displayName: string | undefined;
  readonly givenName: string | undefined;
  readonly surname: string | undefined;
  readonly jobTitle: string | undefined;
  readonly department: string | undefined;
  readonly accountEnabled: boolean;
}
