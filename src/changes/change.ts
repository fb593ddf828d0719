import type { AttributeChange, ScimResource } from '@flosum/scim-schema';

/** What happened to a resource, in a word. */
export type ChangeKind =
  'created' | 'updated' | 'deactivated' | 'reactivated' | 'members-added' | 'members-removed' | 'deleted';

/** By which door a change came, and whose hand opened it. */
export interface Actor {
  readonly type: 'api-token' | 'oauth-client' | 'sign-in' | 'admin' | 'operator' | 'import' | 'system';
  /** The id of the token, client, person or admin; for an import the name of who runs it. */
  readonly id?: string;
}

/** Who changes something, and in which request. */
export interface Author {
  readonly actor: Actor;
  readonly requestId: string;
  /** Takes what was written indeed, for whoever tells of it later. */
  readonly written?: NewChange[];
}

/** What a write leaves behind: one for each version of a resource. */
export interface NewChange {
  readonly resourceId: string;
  /** The version that the write made; for a deletion, the one that would have followed. */
  readonly version: number;
  readonly resourceType: string;
  readonly kind: ChangeKind;
  /**
   * The resource as it is now, without what may never be shown, and without lists that are stored as rows (the members
   * of a group); `undefined` once it is deleted.
   */
  readonly resource: ScimResource | undefined;
  /** The attributes that changed. Of a list that is stored as rows, only the values that came and went. */
  readonly attributes: readonly AttributeChange[];
  readonly at: Date;
}

/** A change as it is read back. */
export interface Change {
  readonly changeId: string;
  readonly resourceId: string;
  readonly version: number;
  readonly resourceType: string;
  readonly kind: ChangeKind;
  readonly resource: ScimResource | null;
  readonly attributes: readonly AttributeChange[];
  readonly actor: Actor;
  readonly requestId: string;
  readonly at: Date;
}
