import { describeChanges, GROUP_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { AttributeChange, JsonValue, StoredResource } from '@flosum/scim-schema';
import type { ChangeKind, NewChange } from '../changes/index.js';
import { nextState } from '../resources/index.js';
import type { Member, MemberChange } from './membership.js';
import { NO_MEMBER_CHANGE } from './membership.js';

const TYPE = GROUP_RESOURCE_TYPE;

/** The change that the write of a group leaves behind. Of the members it tells those that came and went. */
export function describeGroupWrite(
  before: StoredResource | undefined,
  after: StoredResource,
  members: MemberChange = NO_MEMBER_CHANGE,
): NewChange {
  const attributes = [
    ...describeChanges(TYPE, before?.resource, after.resource),
    ...describeMembers(members),
  ];
  return {
    resourceId: after.id,
    version: after.version,
    resourceType: TYPE.name,
    kind: before === undefined ? 'created' : kindOfUpdate(attributes, members),
    resource: after.resource,
    attributes,
    at: after.lastModified,
  };
}

/** The change that the deletion of a group leaves behind. */
export function describeGroupDeletion(before: StoredResource, left: readonly Member[]): NewChange {
  const { version, lastModified } = nextState(before, before.resource);
  return {
    resourceId: before.id,
    version,
    resourceType: TYPE.name,
    kind: 'deleted',
    resource: undefined,
    attributes: [
      ...describeChanges(TYPE, before.resource, undefined),
      ...describeMembers({ came: [], left }),
    ],
    at: lastModified,
  };
}

function describeMembers({ came, left }: MemberChange): readonly AttributeChange[] {
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

/** Members that come and go at once, or with other attributes, are an update. */
function kindOfUpdate(attributes: readonly AttributeChange[], { came, left }: MemberChange): ChangeKind {
  const onlyMembers = attributes.every(({ path }) => path === 'members');
  if (onlyMembers && left.length === 0) return 'members-added';
  if (onlyMembers && came.length === 0) return 'members-removed';
  return 'updated';
}
