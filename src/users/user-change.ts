import { describeChanges } from '@flosum/scim-schema';
import type { ResourceType, ScimResource, StoredResource } from '@flosum/scim-schema';
import type { ChangeKind, NewChange } from '../changes/index.js';
import { withoutHidden } from '../changes/index.js';
import { nextState } from '../resources/index.js';

/** The change that the write of a user leaves behind. */
export function describeUserWrite(
  type: ResourceType,
  before: StoredResource | undefined,
  after: StoredResource,
): NewChange {
  return {
    resourceId: after.id,
    version: after.version,
    resourceType: type.name,
    kind: before === undefined ? 'created' : kindOfUpdate(before.resource, after.resource),
    resource: withoutHidden(type, after.resource),
    attributes: describeChanges(type, before?.resource, after.resource),
    at: after.lastModified,
  };
}

/** The change that the deletion of a user leaves behind. */
export function describeUserDeletion(type: ResourceType, before: StoredResource): NewChange {
  const { version, lastModified } = nextState(before, before.resource);
  return {
    resourceId: before.id,
    version,
    resourceType: type.name,
    kind: 'deleted',
    resource: undefined,
    attributes: describeChanges(type, before.resource, undefined),
    at: lastModified,
  };
}

/** Whether somebody may still sign in is what matters most about an update. */
function kindOfUpdate(before: ScimResource, after: ScimResource): ChangeKind {
  if (before.active === after.active) return 'updated';
  return after.active === true ? 'reactivated' : 'deactivated';
}
