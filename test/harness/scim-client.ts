import request from 'supertest';
import type { Response, Test } from 'supertest';
import { GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';

/** The body of a User answer, as far as tests look into it by name. */
export interface UserBody {
  readonly id: string;
  readonly userName: string;
  readonly meta: { readonly version: string; readonly location: string; readonly lastModified: string };
  readonly [attribute: string]: unknown;
}

/** The body of a Group answer, likewise. */
export interface GroupBody {
  readonly id: string;
  readonly displayName: string;
  readonly members?: readonly MemberBody[];
  readonly meta: { readonly version: string; readonly location: string; readonly lastModified: string };
  readonly [attribute: string]: unknown;
}

export interface MemberBody {
  readonly value: string;
  readonly $ref: string;
  readonly type: string;
  readonly display?: string;
}

export interface ListBody {
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly UserBody[];
}

/** A SCIM client of one tenant, over real HTTP. */
export class ScimClient {
  constructor(
    private readonly url: string,
    private readonly token: string | undefined,
  ) {}

  /** @param path - Below `/api/v1/scim`, with a leading slash. */
  send(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head',
    path: string,
    body?: string | object,
  ): Test {
    let test = request(this.url)[method](`/api/v1/scim${path}`);
    if (this.token !== undefined) test = test.set('Authorization', `Bearer ${this.token}`);
    if (body === undefined) return test;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return test.set('Content-Type', 'application/scim+json; charset=utf-8').send(text);
  }

  get(path: string): Test {
    return this.send('get', path);
  }

  /** The page of users that a filter finds. */
  async filter(filter: string, more = ''): Promise<ListBody> {
    const response = await this.get(`/Users?filter=${encodeURIComponent(filter)}${more}`).expect(200);
    return response.body as ListBody;
  }

  create(attributes: object): Test {
    return this.send('post', '/Users', { schemas: [USER_URN], ...attributes });
  }

  /** A new user, which must work. */
  async aUser(attributes: object): Promise<UserBody> {
    const response: Response = await this.create(attributes).expect(201);
    return response.body as UserBody;
  }

  patch(user: { readonly id: string }, ...operations: readonly object[]): Test {
    return this.send('patch', `/Users/${user.id}`, { schemas: [PATCH_OP_URN], Operations: operations });
  }

  async find(user: { readonly id: string }): Promise<UserBody> {
    return (await this.get(`/Users/${user.id}`).expect(200)).body as UserBody;
  }

  createGroup(attributes: object): Test {
    return this.send('post', '/Groups', { schemas: [GROUP_URN], ...attributes });
  }

  /** A new group, which must work. */
  async aGroup(displayName: string, ...members: readonly { readonly id: string }[]): Promise<GroupBody> {
    const values = members.map(({ id }) => ({ value: id }));
    const response: Response = await this.createGroup({ displayName, members: values }).expect(201);
    return response.body as GroupBody;
  }

  patchGroup(group: { readonly id: string }, ...operations: readonly object[]): Test {
    return this.send('patch', `/Groups/${group.id}`, { schemas: [PATCH_OP_URN], Operations: operations });
  }

  async findGroup(group: { readonly id: string }): Promise<GroupBody> {
    return (await this.get(`/Groups/${group.id}`).expect(200)).body as GroupBody;
  }

  /** The ids of the members of a group, sorted. */
  async memberIds(group: { readonly id: string }): Promise<readonly string[]> {
    const { members = [] } = await this.findGroup(group);
    return members.map(({ value }) => value).sort();
  }
}
