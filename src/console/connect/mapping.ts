import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';

/** A row of the mapping table of Entra ID. */
export interface MappingRow {
  /** What Entra ID calls *customappsso Attribute*. */
  readonly target: string;
  /** What Entra ID calls *Microsoft Entra ID Attribute*. */
  readonly source: string;
  readonly note: string | null;
}

/** How the attributes of a user are mapped (docs/entra.md). */
export const MAPPING: readonly MappingRow[] = [
  {
    target: 'userName',
    source: 'mail',
    note: 'Matching precedence 1. Take userPrincipalName if not everybody has an address.',
  },
  {
    target: 'active',
    source: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    note: 'Keep it: without it people are deleted instead of disabled.',
  },
  {
    target: 'externalId',
    source: 'objectId',
    note: 'Sign-in finds people by it. Entra ID proposes mailNickname: change that.',
  },
  { target: 'displayName', source: 'displayName', note: null },
  { target: 'name.givenName', source: 'givenName', note: null },
  { target: 'name.familyName', source: 'surname', note: null },
  { target: 'emails[type eq "work"].value', source: 'mail', note: null },
  { target: 'title', source: 'jobTitle', note: null },
  { target: 'preferredLanguage', source: 'preferredLanguage', note: null },
  { target: `${ENTERPRISE_USER_URN}:department`, source: 'department', note: null },
  { target: `${ENTERPRISE_USER_URN}:employeeNumber`, source: 'employeeId', note: null },
  {
    target: `${ENTERPRISE_USER_URN}:manager`,
    source: 'manager',
    note: 'Kept as the id that Entra ID sends.',
  },
];
