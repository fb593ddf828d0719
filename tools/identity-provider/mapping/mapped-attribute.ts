import type { Person } from '../people/person.js';

export type AttributeValue = string | boolean;

/** One step into a resource: the name of an attribute, or the element of a list that has this type. */
export type Step = string | { readonly type: string };

export interface MappedAttribute {
  /** As it stands in a PATCH. */
  readonly path: string;
  /** The way that `path` goes, taken apart. */
  readonly steps: readonly [string, ...Step[]];
  readonly valueOf: (person: Person) => AttributeValue | undefined;
}

export const CORE_USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE_USER_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The one attribute that is also written alone, when access is taken away or given back. */
export const ACTIVE: MappedAttribute = {
  path: 'active',
  steps: ['active'],
  valueOf: (person) => person.accountEnabled,
};

/**
 * The attribute mappings of the enterprise application: what the product's documentation tells the
 * admin to set, and what Entra maps by default beside that.
 */
export const MAPPED_ATTRIBUTES: readonly MappedAttribute[] = [
  { path: 'userName', steps: ['userName'], valueOf: (person) => person.mail },
  ACTIVE,
  { path: 'displayName', steps: ['displayName'], valueOf: (person) => person.displayName },
  { path: 'title', steps: ['title'], valueOf: (person) => person.jobTitle },
  {
    path: 'emails[type eq "work"].value',
    steps: ['emails', { type: 'work' }, 'value'],
    valueOf: (person) => person.mail,
  },
  { path: 'name.givenName', steps: ['name', 'givenName'], valueOf: (person) => person.givenName },
  { path: 'name.familyName', steps: ['name', 'familyName'], valueOf: (person) => person.surname },
  { path: 'externalId', steps: ['externalId'], valueOf: (person) => person.objectId },
  {
    path: `${ENTERPRISE_USER_URN}:department`,
    steps: [ENTERPRISE_USER_URN, 'department'],
    valueOf: (person) => person.department,
  },
];

/** A path with a filter in brackets, which the compliant dialect keeps as an operation of its own. */
export function hasFilter({ steps }: MappedAttribute): boolean {
  return steps.some((step) => typeof step !== 'string');
}
