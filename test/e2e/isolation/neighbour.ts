import fc from 'fast-check';
import type { Response } from 'supertest';
import { BULK_REQUEST_URN, GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import type { ScimClient } from '../../harness/scim-client.js';

const UNKNOWN_ID = '01a20a8b-2a58-76f9-9618-ad71b24d581d';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Request {
  readonly verb: Verb;
  readonly path: string;
  readonly body?: object;
  readonly ifMatch?: string;
}

interface Known {
  readonly users: string[];
  readonly groups: string[];
  readonly cursors: string[];
  readonly versions: string[];
}

/** What answers may not do. */
export interface Breach {
  readonly request: Request;
  readonly status: number;
  readonly text: string;
}

/**
 * A tenant that lives beside another one with the same people. It sends requests of all kinds, also with ids, cursors
 * and versions of the other one, and keeps every answer that holds something of the other one.
 */
export class Neighbour {
  readonly known: Known = { users: [], groups: [], cursors: [], versions: [] };
  readonly breaches: Breach[] = [];
  /** How often a request named something of the neighbour. */
  intrusions = 0;
  private other!: Neighbour;

  /**
   * @param marker - Stands in every value that this tenant writes, and nowhere else.
   * @param clients - One for each instance of the service.
   */
  constructor(
    readonly marker: string,
    private readonly clients: readonly ScimClient[],
  ) {}

  static introduce(one: Neighbour, other: Neighbour): void {
    one.other = other;
    other.other = one;
  }

  /** Sends one request of a kind that `seed` chooses, and looks at the answer. */
  async act(seed: number): Promise<void> {
    const kinds = this.kinds(seed);
    const request = kinds[seed % kinds.length]?.();
    if (request === undefined) return;
    const response = await this.send(request, seed);
    this.remember(response);
    const sent = JSON.stringify(request);
    if (sent.includes(this.other.marker) || this.other.ids().some((id) => sent.includes(id)))
      this.intrusions += 1;
    if (this.isBreach(response, sent)) {
      this.breaches.push({ request, status: response.status, text: response.text });
    }
  }

  private ids(): readonly string[] {
    return [...this.known.users, ...this.known.groups];
  }

  /** What the request itself named may be repeated; anything else of the neighbour may not be there. */
  private isBreach({ text, headers }: Response, sent: string): boolean {
    const answer = `${text} ${JSON.stringify(headers)}`;
    if (!sent.includes(this.other.marker) && answer.includes(this.other.marker)) return true;
    return this.other.ids().some((id) => answer.includes(id) && !sent.includes(id));
  }

  private async send({ verb, path, body, ifMatch }: Request, seed: number): Promise<Response> {
    const client = this.clients[seed % this.clients.length] ?? this.clients[0];
    if (client === undefined) throw new Error('There is no client.');
    const test = client.send(verb, path, body);
    return ifMatch === undefined ? test : test.set('If-Match', ifMatch);
  }

  private remember({ body }: Response): void {
    const found = body as {
      readonly id?: string;
      readonly schemas?: readonly string[];
      readonly meta?: { readonly version?: string };
      readonly nextCursor?: string;
    };
    if (found.id !== undefined && found.schemas?.includes(USER_URN) === true) this.known.users.push(found.id);
    if (found.id !== undefined && found.schemas?.includes(GROUP_URN) === true)
      this.known.groups.push(found.id);
    if (found.meta?.version !== undefined) this.known.versions.push(found.meta.version);
    if (found.nextCursor !== undefined) this.known.cursors.push(found.nextCursor);
  }

  private kinds(seed: number): readonly (() => Request)[] {
    const pick = (ids: readonly string[]): string => ids[(seed * 31) % Math.max(1, ids.length)] ?? UNKNOWN_ID;
    const { users, groups } = this.known;
    const own = pick(users);
    const group = pick(groups);
    const foreign = pick(this.other.known.users);
    const foreignGroup = pick(this.other.known.groups);
    const version = pick(this.other.known.versions);
    const person = {
      schemas: [USER_URN],
      // The same people live in both tenants.
      userName: `user-${seed % 40}@same.test`,
      externalId: `external-${seed % 40}`,
      title: this.marker,
    };
    const operation = (value: unknown, path = 'title'): object => ({
      schemas: [PATCH_OP_URN],
      Operations: [{ op: 'replace', path, value }],
    });
    const find = (filter: string, root = '/Users'): Request => ({
      verb: 'get',
      path: `${root}?filter=${encodeURIComponent(filter)}&count=5`,
    });
    const onUser = (verb: Verb, id: string, body?: object): Request => ({
      verb,
      path: `/Users/${id}`,
      ...(body && { body }),
    });
    return [
      () => ({ verb: 'post', path: '/Users', body: person }),
      () => ({ verb: 'post', path: '/Users', body: { ...person, userName: `new-${seed}@same.test` } }),
      () => ({ verb: 'post', path: '/Users', body: { ...person, id: foreign, manager: { value: foreign } } }),
      () => onUser('get', own),
      () => onUser('get', foreign),
      () => onUser('patch', own, operation(`${this.marker} ${seed}`)),
      () => onUser('patch', foreign, operation(`${this.marker} ${seed}`)),
      () => onUser('put', own, person),
      () => onUser('put', foreign, person),
      () => onUser('delete', own),
      () => onUser('delete', foreign),
      () => ({ ...onUser('patch', own, operation(this.marker)), ifMatch: version }),
      () => ({ ...onUser('put', foreign, person), ifMatch: version }),
      () => find(`userName sw "user" or title co "${this.other.marker}" or id eq "${foreign}"`),
      () => find(`not (title co "${this.marker}") or externalId sw "external"`),
      () => find(`id eq "${foreign}" or manager.value eq "${foreign}"`),
      () => find(`groups.value eq "${foreignGroup}" or id ne "${own}"`),
      () => find(`members.value eq "${foreign}" or id pr`, '/Groups'),
      () => ({ verb: 'get', path: '/Users?cursor&count=2' }),
      () => ({ verb: 'get', path: `/Users?cursor=${pick(this.known.cursors)}&count=2` }),
      () => ({ verb: 'get', path: `/Users?cursor=${pick(this.other.known.cursors)}&count=2` }),
      () => ({ verb: 'get', path: '/Users?sortBy=title&count=50' }),
      () => ({ verb: 'post', path: '/.search', body: { filter: 'title pr or displayName pr', count: 20 } }),
      () => ({
        verb: 'post',
        path: '/Groups',
        body: { schemas: [GROUP_URN], displayName: `${this.marker} ${seed % 12}`, members: [{ value: own }] },
      }),
      () => ({
        verb: 'post',
        path: '/Groups',
        body: { schemas: [GROUP_URN], displayName: `${this.marker} x${seed}`, members: [{ value: foreign }] },
      }),
      () => ({ verb: 'get', path: `/Groups/${group}` }),
      () => ({ verb: 'get', path: `/Groups/${foreignGroup}` }),
      () => ({ verb: 'patch', path: `/Groups/${group}`, body: operation([{ value: foreign }], 'members') }),
      () => ({ verb: 'patch', path: `/Groups/${group}`, body: operation([{ value: own }], 'members') }),
      () => ({
        verb: 'patch',
        path: `/Groups/${foreignGroup}`,
        body: operation([{ value: own }], 'members'),
      }),
      () => ({ verb: 'delete', path: `/Groups/${foreignGroup}` }),
      () => ({
        verb: 'post',
        path: '/Bulk',
        body: {
          schemas: [BULK_REQUEST_URN],
          Operations: [
            {
              method: 'POST',
              path: '/Users',
              bulkId: 'a',
              data: { ...person, userName: `bulk-${seed}@same.test` },
            },
            { method: 'PATCH', path: `/Users/${foreign}`, data: operation(this.marker) },
            { method: 'DELETE', path: `/Users/${foreign}` },
            { method: 'PUT', path: `/Users/${own}`, data: person },
          ],
        },
      }),
      () => ({ verb: 'get', path: '/Schemas' }),
    ];
  }
}

/** Numbers that choose what happens, the same in every run. */
export function seeds(count: number, seed: number): readonly number[] {
  return fc.sample(fc.nat({ max: 1_000_000 }), { numRuns: count, seed });
}
