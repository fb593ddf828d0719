/** A SCIM server that is measured. */
export interface Target {
  readonly name: string;
  /** The base of its endpoints: `${url}/Users`. */
  readonly url: string;
  readonly token: string;
  /** How many users its directory holds before anything is measured. */
  readonly users: number;
  /**
   * Where groups are written, for a server on which they are a setting of the tenant that costs every answer about a user
   * something: a second tenant of the server, which has them.
   */
  readonly withGroups?: { readonly url: string; readonly token: string; readonly users: number };
  /** Whether it knows `cursor` (RFC 9865). */
  readonly hasCursors: boolean;
  /** The processes whose time and memory count; none for a server that somebody else runs. */
  readonly processIds: readonly number[];
  stop(): Promise<void>;
}
