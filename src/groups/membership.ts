import type { StoredResource } from '@flosum/scim-schema';

/** A member of a group, as a row. */
export interface Member {
  readonly id: string;
  readonly type: 'User' | 'Group';
}

/** What happens to the members of a group in one write. */
export interface MemberChange {
  readonly came: readonly Member[];
  readonly left: readonly Member[];
}

export const NO_MEMBER_CHANGE: MemberChange = { came: [], left: [] };

/** That something belongs to a group: the group, as it was read. */
export type Membership = StoredResource;
