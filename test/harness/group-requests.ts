import type { Test } from 'supertest';
import { GROUP_URN, PATCH_OP_URN } from '@flosum/scim-schema';
import type { ScimClient } from './scim-client.js';

interface Identified {
  readonly id: string;
}

export interface GroupBody extends Identified {
  readonly displayName: string;
  readonly members?: readonly { readonly value: string; readonly $ref: string }[];
  readonly meta: { readonly version: string; readonly location: string; readonly lastModified: string };
}

/** A new group, which must work. */
export async function aGroup(
  client: ScimClient,
  displayName: string,
  ...members: readonly Identified[]
): Promise<GroupBody> {
  const response = await client.send('post', '/Groups', groupOf(displayName, ...members)).expect(201);
  return response.body as GroupBody;
}

/** The body of a group. */
export function groupOf(displayName: string, ...members: readonly Identified[]): object {
  return { schemas: [GROUP_URN], displayName, members: members.map(({ id }) => ({ value: id })) };
}

export function patchGroup(client: ScimClient, group: Identified, ...operations: readonly object[]): Test {
  return client.send('patch', `/Groups/${group.id}`, { schemas: [PATCH_OP_URN], Operations: operations });
}

export async function findGroup(client: ScimClient, group: Identified): Promise<GroupBody> {
  return (await client.get(`/Groups/${group.id}`).expect(200)).body as GroupBody;
}

/** The ids of the members of a group, in order. */
export async function memberIds(client: ScimClient, group: Identified): Promise<readonly string[]> {
  const { members = [] } = await findGroup(client, group);
  return members.map(({ value }) => value).sort();
}

/** The ids of the groups that a user belongs to, in order. */
export async function groupIds(client: ScimClient, user: Identified): Promise<readonly string[]> {
  const { groups = [] } = (await client.find(user)) as { groups?: readonly { readonly value: string }[] };
  return groups.map(({ value }) => value).sort();
}
