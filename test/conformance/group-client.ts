import { GROUP_URN, PATCH_OP_URN } from '@flosum/scim-schema';
import type { Response, Test } from 'supertest';
import type { ScimClient } from '../harness/scim-client.js';

interface WithId {
  readonly id: string;
}

export interface MemberBody {
  readonly value: string;
  readonly $ref: string;
  readonly type: string;
  readonly display?: string;
}

/** The body of a Group answer, as far as tests look into it by name. */
export interface GroupBody extends WithId {
  readonly displayName: string;
  readonly members?: readonly MemberBody[];
  readonly meta: { readonly version: string; readonly location: string; readonly lastModified: string };
}

/** What a request names of a member: its id alone. */
export function memberOf({ id }: WithId): { readonly value: string } {
  return { value: id };
}

/** The groups of one tenant, over real HTTP. */
export class GroupClient {
  constructor(private readonly client: ScimClient) {}

  create(attributes: object): Test {
    return this.client.send('post', '/Groups', { schemas: [GROUP_URN], ...attributes });
  }

  /** A new group, which must work. */
  async aGroup(displayName: string, ...members: readonly WithId[]): Promise<GroupBody> {
    const sent = { displayName, ...(members.length > 0 && { members: members.map(memberOf) }) };
    return (await this.create(sent).expect(201)).body as GroupBody;
  }

  replace(group: WithId, attributes: object): Test {
    return this.client.send('put', `/Groups/${group.id}`, { schemas: [GROUP_URN], ...attributes });
  }

  patch(group: WithId, ...operations: readonly object[]): Test {
    return this.client.send('patch', `/Groups/${group.id}`, {
      schemas: [PATCH_OP_URN],
      Operations: operations,
    });
  }

  async add(group: WithId, ...members: readonly WithId[]): Promise<void> {
    await this.patch(group, { op: 'add', path: 'members', value: members.map(memberOf) }).expect(204);
  }

  async find(group: WithId): Promise<GroupBody> {
    return (await this.client.get(`/Groups/${group.id}`).expect(200)).body as GroupBody;
  }

  /** The ids of the members, sorted. */
  async memberIds(group: WithId): Promise<readonly string[]> {
    return ((await this.find(group)).members ?? []).map(({ value }) => value).sort();
  }

  /** The names of the groups that a filter finds, sorted. */
  async filter(filter: string, more = ''): Promise<readonly string[]> {
    const response: Response = await this.client
      .get(`/Groups?filter=${encodeURIComponent(filter)}${more}`)
      .expect(200);
    return (response.body as { readonly Resources: readonly GroupBody[] }).Resources.map(
      ({ displayName }) => displayName,
    ).sort();
  }
}
