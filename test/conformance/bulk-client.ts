import { BULK_REQUEST_URN, GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import type { Response, Test } from 'supertest';
import type { ScimClient } from '../harness/scim-client.js';

/** One entry of `Operations` in a BulkResponse. */
export interface BulkEntry {
  readonly method?: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: string;
  readonly response?: Readonly<Record<string, unknown>>;
}

/** Creates a user, which the rest of the request knows by the same word. */
export function postUser(name: string, attributes: object = {}): object {
  const data = { schemas: [USER_URN], userName: name, ...attributes };
  return { method: 'POST', path: '/Users', bulkId: name, data };
}

/** Creates a group, which the rest of the request knows by its name. */
export function postGroup(name: string, ...members: readonly string[]): object {
  const data = {
    schemas: [GROUP_URN],
    displayName: name,
    members: members.map((value) => ({ value })),
  };
  return { method: 'POST', path: '/Groups', bulkId: name, data };
}

export function patchAt(path: string, ...operations: readonly object[]): object {
  return { method: 'PATCH', path, data: { schemas: [PATCH_OP_URN], Operations: operations } };
}

export function setTitle(path: string, title: string): object {
  return patchAt(path, { op: 'replace', path: 'title', value: title });
}

/** `POST /Bulk` of one tenant, over real HTTP. */
export class BulkClient {
  constructor(private readonly client: ScimClient) {}

  send(operations: unknown, more: object = {}): Test {
    return this.client.send('post', '/Bulk', {
      schemas: [BULK_REQUEST_URN],
      Operations: operations,
      ...more,
    });
  }

  /** The results of a request that is answered as a whole with 200. */
  async run(operations: readonly unknown[], more: object = {}): Promise<readonly BulkEntry[]> {
    const response: Response = await this.send(operations, more).expect(200);
    return (response.body as { readonly Operations: readonly BulkEntry[] }).Operations;
  }

  async statuses(operations: readonly unknown[], more: object = {}): Promise<readonly string[]> {
    return (await this.run(operations, more)).map(({ status }) => status);
  }
}

/** What stands behind the last slash of a location. */
export function idIn({ location }: BulkEntry): string {
  return location?.split('/').at(-1) ?? '';
}
