import { Inject, Injectable } from '@nestjs/common';
import { GROUP_RESOURCE_TYPE, showsAttribute, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { JsonObject, JsonValue, Projection, StoredResource } from '@flosum/scim-schema';
import { scimBaseUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { withAttributes } from '../resources/index.js';
import { TooManyMembersError } from './group-errors.js';
import { MembershipsRepository } from './memberships.repository.js';
import type { NamedMember } from './memberships.repository.js';

/** How many members one answer holds, over all groups in it: about 30 MB of JSON. */
const MAX_MEMBERS = 200_000;

/** The two ends of membership as answers show them: `members` of a group, and `groups` of a user. */
@Injectable()
export class GroupMembers {
  private readonly baseUrl: string;

  constructor(
    private readonly memberships: MembershipsRepository,
    @Inject(CONFIG) config: Config,
  ) {
    this.baseUrl = scimBaseUrl(config);
  }

  /**
   * Gives groups their members, if an answer shows them; otherwise nothing is read.
   *
   * @throws {@link TooManyMembersError} when the members of several groups are more than one answer holds.
   */
  async complete<Resource extends StoredResource>(
    tenantId: string,
    groups: readonly Resource[],
    projection: Projection,
  ): Promise<readonly Resource[]> {
    if (groups.length === 0 || !showsAttribute(projection, 'members')) return groups;
    const ids = groups.map(({ id }) => id);
    if (ids.length > 1 && (await this.memberships.countMembers(tenantId, ids)) > MAX_MEMBERS) {
      throw new TooManyMembersError();
    }
    const members = await this.memberships.membersOf(tenantId, ids);
    return attach(groups, 'members', members, (member) => [member.groupId, this.presentMember(member)]);
  }

  /** Gives users the groups that they belong to, if an answer shows them. */
  async completeUsers<Resource extends StoredResource>(
    tenantId: string,
    users: readonly Resource[],
    projection: Projection,
  ): Promise<readonly Resource[]> {
    if (users.length === 0 || !showsAttribute(projection, 'groups')) return users;
    const groups = await this.memberships.groupsOfUsers(
      tenantId,
      users.map(({ id }) => id),
    );
    return attach(users, 'groups', groups, ({ userId, groupId, display, direct }) => [
      userId,
      {
        value: groupId,
        $ref: `${this.baseUrl}${GROUP_RESOURCE_TYPE.endpoint}/${groupId}`,
        display,
        type: direct ? 'direct' : 'indirect',
      },
    ]);
  }

  /** A member as answers show it, and as the filters of a PATCH see it. */
  presentMember({ id, type, display }: NamedMember): JsonObject {
    const { endpoint } = type === 'User' ? USER_RESOURCE_TYPE : GROUP_RESOURCE_TYPE;
    return {
      value: id,
      $ref: `${this.baseUrl}${endpoint}/${id}`,
      ...(display !== null && { display }),
      type,
    };
  }
}

/** Puts what belongs to each resource under a name; nothing where nothing belongs. */
function attach<Resource extends StoredResource, Item>(
  resources: readonly Resource[],
  name: string,
  items: readonly Item[],
  present: (item: Item) => readonly [owner: string, value: JsonValue],
): readonly Resource[] {
  const byOwner = new Map<string, JsonValue[]>();
  for (const item of items) {
    const [owner, value] = present(item);
    const values = byOwner.get(owner);
    if (values === undefined) byOwner.set(owner, [value]);
    else values.push(value);
  }
  return resources.map((stored) => {
    const values = byOwner.get(stored.id);
    return values === undefined ? stored : withAttributes(stored, { ...stored.resource, [name]: values });
  });
}
