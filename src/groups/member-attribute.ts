import type { AttributeChange, JsonValue } from '@flosum/scim-schema';
import type { ChangeKind } from '../changes/index.js';
import type { Member, MemberChange } from './membership.js';

/** How a change tells who came and went: only these, not the whole list. */
export function describeMemberChange({ came, left }: MemberChange): readonly AttributeChange[] {
  if (came.length === 0 && left.length === 0) return [];
  return [
    {
      path: 'members',
      ...(left.length > 0 && { before: left.map(present) }),
      ...(came.length > 0 && { after: came.map(present) }),
    },
  ];
}

function present({ id, type }: Member): JsonValue {
  return { value: id, type };
}

/** The kind of a change of a group. Members that come and go at once, or with other attributes, are an update. */
export function kindOfGroupChange(
  attributes: readonly AttributeChange[],
  { came, left }: MemberChange,
): ChangeKind {
  const onlyMembers = attributes.every(({ path }) => path === 'members');
  if (onlyMembers && left.length === 0) return 'members-added';
  if (onlyMembers && came.length === 0) return 'members-removed';
  return 'updated';
}
