import assert from 'node:assert/strict';
import { entraPerson } from '../entra-person.js';
import { nameOf, personOf } from './person.js';
import type { Person } from './person.js';
import type { ScimLoad, ScimRequest } from './scim-load.js';
import type { Target } from './target.js';

const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_OP_URN = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The operations that are measured, in the order of the table. */
export const OPERATIONS = [
  'look-up of nobody',
  'look-up by userName',
  'look-up by externalId',
  'look-up by id',
  'create',
  'PATCH, dialect of Entra ID',
  'PATCH, RFC 7644',
  'page of 100',
  'deep page by index',
  'deep page by cursor',
  'add a group member',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** How many people of a directory are asked for, spread over all of it. */
const SAMPLE = 500;
const PAGE = 100;
/** New members are spread over so many groups: more than there are requests at a time. */
const GROUPS = 20;
/** So many pages are walked by cursor; each of them is asked for again afterwards. */
const CURSOR_PAGES = 100;

interface Body {
  readonly id?: string;
  readonly totalResults?: number;
  readonly nextCursor?: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly active?: boolean;
  readonly name?: { readonly familyName?: string };
  readonly members?: readonly unknown[];
  readonly Resources?: readonly Body[];
}

interface KnownPerson extends Person {
  readonly id: string;
}

/** Makes the requests for one server; no two requests at the same moment write the same user. */
export class Workload {
  private people: readonly KnownPerson[] = [];
  private cursors: readonly string[] = [];
  private groups: readonly string[] = [];
  private membersAdded = 0;
  private count = 0;

  constructor(
    private readonly target: Pick<Target, 'users' | 'hasCursors'>,
    private readonly load: ScimLoad,
  ) {}

  get hasCursors(): boolean {
    return this.cursors.length > 0;
  }

  /** Learns what the requests have to name: the ids of people and the cursors of pages. */
  async prepare(): Promise<void> {
    const { users, hasCursors } = this.target;
    const step = Math.max(1, Math.floor(users / SAMPLE));
    const people: KnownPerson[] = [];
    for (let index = 0; index < users && people.length < SAMPLE; index += step) {
      const person = personOf(index);
      const body = (await this.load.one(lookUp('userName', person.userName, 1))) as Body;
      people.push({ ...person, id: body.Resources?.[0]?.id ?? '' });
    }
    this.people = people;
    if (hasCursors) this.cursors = await this.walk();
  }

  /** Makes what one run of an operation needs, and is not measured. */
  async begin(operation: Operation): Promise<void> {
    if (operation !== 'add a group member') return;
    const groups: string[] = [];
    while (groups.length < GROUPS) {
      this.count += 1;
      const body = { schemas: [GROUP_URN], displayName: `Group ${this.count} of ${Date.now()}` };
      const group = await this.load.one({ method: 'POST', path: '/Groups', body, status: 201, check: hasId });
      groups.push((group as Body).id ?? '');
    }
    this.groups = groups;
    this.membersAdded = 0;
  }

  /** @throws when what a run of an operation has written is not all there. */
  async end(operation: Operation): Promise<void> {
    if (operation !== 'add a group member') return;
    for (const [index, group] of this.groups.entries()) {
      const expected = Math.ceil((this.membersAdded - index) / GROUPS);
      await this.load.one({
        method: 'GET',
        path: `/Groups/${group}`,
        status: 200,
        check: (body) => {
          assert.equal((body as Body).members?.length ?? 0, expected, 'members of the group');
        },
      });
    }
  }

  next(operation: Operation): ScimRequest {
    this.count += 1;
    const { count } = this;
    const person = this.people[count % this.people.length];
    assert(person);
    switch (operation) {
      case 'look-up of nobody':
        return lookUp('userName', `nobody-${count}@contoso.test`, 0);
      case 'look-up by userName':
        return lookUp('userName', person.userName, 1);
      case 'look-up by externalId':
        return lookUp('externalId', person.externalId, 1);
      case 'look-up by id':
        return {
          method: 'GET',
          path: `/Users/${person.id}`,
          status: 200,
          check: (body) => {
            assert.equal((body as Body).userName, person.userName);
          },
        };
      case 'create':
        return create(`new-${count}-${Date.now()}`);
      case 'PATCH, dialect of Entra ID':
        return patchAsEntra(person.id, count);
      case 'PATCH, RFC 7644':
        return patchAsRfc(person.id, count);
      case 'page of 100':
        return page('startIndex=1&count=100');
      case 'deep page by index':
        return page(`startIndex=${Math.max(1, Math.floor(this.target.users * 0.9) - PAGE)}&count=100`);
      case 'deep page by cursor':
        return page(
          `count=100&cursor=${encodeURIComponent(this.cursors[count % this.cursors.length] ?? '')}`,
        );
      case 'add a group member':
        return this.nextMember();
    }
  }

  private nextMember(): ScimRequest {
    const index = this.membersAdded;
    this.membersAdded += 1;
    const group = this.groups[index % GROUPS];
    const person = this.people[Math.floor(index / GROUPS)];
    assert(person !== undefined && group !== undefined, 'More members were added than there are groups for.');
    return addMember(group, person.id);
  }

  /** The cursors of the pages behind the first ones, as far as they are full pages. */
  private async walk(): Promise<readonly string[]> {
    const cursors: string[] = [];
    const pages = Math.min(CURSOR_PAGES, Math.floor(this.target.users / PAGE) - 2);
    for (let cursor: string | undefined = ''; cursor !== undefined && cursors.length <= pages;) {
      const body: Body = (await this.load.one(
        page(`count=100&cursor=${encodeURIComponent(cursor)}`),
      )) as Body;
      cursor = body.nextCursor;
      if (cursor !== undefined) cursors.push(cursor);
    }
    return cursors.slice(0, pages);
  }
}

/** How the directory of a server gets its people when nothing but SCIM leads into it. */
export function createOf(index: number): ScimRequest {
  return create(nameOf(index));
}

function create(name: string): ScimRequest {
  const body = entraPerson(name);
  return { method: 'POST', path: '/Users', body, status: 201, check: hasId };
}

function hasId(body: unknown): void {
  assert.equal(typeof (body as Body).id, 'string');
}

function lookUp(attribute: string, value: string, found: 0 | 1): ScimRequest {
  return {
    method: 'GET',
    path: `/Users?filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`,
    status: 200,
    check: (body) => {
      const { totalResults, Resources = [] } = body as Body;
      assert.equal(totalResults, found, `${attribute} eq ${value}`);
      assert.equal(Resources.length, found);
    },
  };
}

function page(parameters: string): ScimRequest {
  return {
    method: 'GET',
    path: `/Users?${parameters}`,
    status: 200,
    check: (body) => {
      assert.equal((body as Body).Resources?.length, PAGE, parameters);
    },
  };
}

function patchAsEntra(id: string, count: number): ScimRequest {
  const active = count % 2 === 0 ? 'True' : 'False';
  const displayName = `Jane Doe ${count}`;
  return patch(
    id,
    [
      { op: 'Replace', path: 'displayName', value: displayName },
      { op: 'Replace', path: 'active', value: active },
    ],
    (body) => {
      assert.equal(body.displayName, displayName);
      assert.equal(body.active, active === 'True');
    },
  );
}

function patchAsRfc(id: string, count: number): ScimRequest {
  const familyName = `Doe ${count}`;
  return patch(id, [{ op: 'replace', path: 'name.familyName', value: familyName }], (body) => {
    assert.equal(body.name?.familyName, familyName);
  });
}

function patch(id: string, Operations: readonly object[], check: (body: Body) => void): ScimRequest {
  return {
    method: 'PATCH',
    path: `/Users/${id}`,
    body: { schemas: [PATCH_OP_URN], Operations },
    status: [200, 204],
    // Without a body, the answer says nothing that could be checked (RFC 7644 section 3.5.2).
    check: (body) => {
      if (body !== undefined) check(body as Body);
    },
  };
}

function addMember(group: string, userId: string): ScimRequest {
  const Operations = [{ op: 'Add', path: 'members', value: [{ value: userId }] }];
  return {
    method: 'PATCH',
    path: `/Groups/${group}`,
    body: { schemas: [PATCH_OP_URN], Operations },
    status: [200, 204],
    check: () => undefined,
  };
}
