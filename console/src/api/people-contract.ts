import type { AttributeChange, Page } from './contract.js';

export type ManagedBy = 'entra' | 'okta' | 'scim' | 'import' | 'admin';

export interface Person {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly active: boolean;
  readonly externalId: string | null;
  readonly lastModified: string;
  readonly managedBy: ManagedBy | null;
}

export type PeoplePage = Page<Person> & { readonly total: number };

export interface Actor {
  readonly type: string;
  readonly name: string | null;
}

export interface PersonDetail extends Person {
  readonly created: string;
  readonly version: number | string;
  readonly resource: unknown;
  readonly attributes: readonly {
    readonly path: string;
    readonly value: unknown;
    readonly source: {
      readonly actor: Actor;
      readonly at: string;
      readonly changeId: string;
      readonly requestId: string | null;
    } | null;
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly display: string | null;
    readonly direct: boolean;
  }[];
}

export interface HistoryEntry {
  readonly changeId: string;
  readonly kind: string;
  readonly version: number | string;
  readonly at: string;
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly attributes: readonly AttributeChange[];
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly memberCount: number;
  readonly lastModified: string;
}

export interface Member {
  readonly id: string;
  readonly name: string | null;
  readonly type: string;
}
