import { Injectable } from '@nestjs/common';
import type { ListPlan } from '@flosum/scim-patch';
import { InvalidValueError, isJsonObject } from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import { GroupMembers } from './group-members.js';
import type { Member, MemberChange } from './membership.js';
import { MembershipsRepository } from './memberships.repository.js';
import { NO_MEMBER_CHANGE } from './membership.js';

/** What a request wants of the members: known without looking at them, or a function of those that are there. */
export type MemberRequest = ListPlan | ((current: readonly JsonObject[]) => readonly JsonObject[]);

/** Unknown ids that a message names. */
const NAMED_IDS = 5;

/** Finds out which memberships a request adds and removes, without touching the others. */
@Injectable()
export class MemberChanges {
  constructor(
    private readonly memberships: MembershipsRepository,
    private readonly members: GroupMembers,
  ) {}

  /**
   * @param groupId - `undefined` for a new group.
   * @throws {@link InvalidValueError} when a member would be added that the tenant does not have.
   */
  async compute(
    tenantId: string,
    groupId: string | undefined,
    request: MemberRequest,
  ): Promise<MemberChange> {
    if (typeof request === 'function') {
      const present = groupId === undefined ? [] : await this.memberships.membersOf(tenantId, [groupId]);
      const wanted = request(present.map((member) => this.members.presentMember(member))).map(idOf);
      return this.difference(tenantId, groupId, present, new Set(wanted));
    }
    const { clears, added, removed } = request;
    if (clears) {
      const present = groupId === undefined ? [] : await this.memberships.listMembers(tenantId, groupId);
      return this.difference(tenantId, groupId, present, new Set(added.keys()));
    }
    if (groupId === undefined || added.size + removed.size === 0) return NO_MEMBER_CHANGE;
    const named = await this.memberships.listMembers(tenantId, groupId, [...added.keys(), ...removed]);
    const present = new Set(named.map(({ id }) => id));
    return {
      came: await this.findMembers(
        tenantId,
        groupId,
        [...added.keys()].filter((id) => !present.has(id)),
      ),
      left: named.filter(({ id }) => removed.has(id)),
    };
  }

  private async difference(
    tenantId: string,
    groupId: string | undefined,
    present: readonly Member[],
    wanted: ReadonlySet<string>,
  ): Promise<MemberChange> {
    const presentIds = new Set(present.map(({ id }) => id));
    const added = [...wanted].filter((id) => !presentIds.has(id));
    return {
      came: await this.findMembers(tenantId, groupId, added),
      left: present.filter(({ id }) => !wanted.has(id)),
    };
  }

  private async findMembers(
    tenantId: string,
    groupId: string | undefined,
    ids: readonly string[],
  ): Promise<readonly Member[]> {
    if (ids.length === 0) return [];
    if (groupId !== undefined && ids.includes(groupId)) {
      throw new InvalidValueError('A group cannot be a member of itself.');
    }
    const kinds = await this.memberships.findKinds(tenantId, ids);
    const unknown = ids.filter((id) => !kinds.has(id));
    if (unknown.length > 0) {
      const named = unknown.slice(0, NAMED_IDS).map((id) => `"${id.slice(0, 64)}"`);
      const more = unknown.length > NAMED_IDS ? ` and ${unknown.length - NAMED_IDS} more` : '';
      throw new InvalidValueError(
        `This tenant has no user or group with the id ${named.join(', ')}${more}. Nothing was changed; provision the ` +
          'members first.',
      );
    }
    return ids.flatMap((id) => {
      const type = kinds.get(id);
      return type === undefined ? [] : [{ id, type }];
    });
  }
}

/** The plan that makes a list what was sent. */
export function planOfList(sent: JsonValue | undefined): ListPlan {
  const elements = (Array.isArray(sent) ? (sent as readonly JsonValue[]) : []).filter(isJsonObject);
  return {
    clears: true,
    added: new Map(elements.map((element) => [idOf(element), element])),
    removed: new Set(),
  };
}

function idOf({ value }: JsonObject): string {
  if (typeof value === 'string') return value;
  throw new InvalidValueError('Each of "members" needs the id of a user or group as its "value".');
}
