import { locateSample } from '../locate-sample.js';
import { readPeopleFile } from '../people/read-people.js';
import type { Person } from '../people/person.js';
import { aPerson } from '../testing/a-person.js';
import { FakeScimServer } from '../testing/fake-scim-server.js';
import { createMemoryStore, type LinkStore } from './link-store.js';
import { runCycle, type CycleOptions, type CycleResult } from './run-cycle.js';

describe('runCycle', () => {
  let server: FakeScimServer;
  let state: LinkStore;

  const run = (people: readonly Person[], options: Partial<CycleOptions> = {}): Promise<CycleResult> =>
    runCycle({ url: server.url, token: 'secret', people, state, ...options });
  const bodies = (): unknown[] =>
    server.takeRequests().flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body) as unknown]));
  const patchOf = (...operations: unknown[]): unknown => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: operations,
  });

  beforeEach(async () => {
    server = await new FakeScimServer().start();
    state = createMemoryStore();
  });
  afterEach(() => server.stop());

  it('sends the headers that Entra sends and no other', async () => {
    await run([aPerson('jo')]);
    await run([aPerson('jo', { surname: 'Roe' })]);
    await run([], { purge: true });

    const seen = new Map(server.requests.map(({ method, headers }) => [method, Object.keys(headers).sort()]));
    const always = ['authorization', 'connection', 'host'];
    expect(Object.fromEntries(seen)).toEqual({
      GET: always,
      POST: [...always.slice(0, 2), 'content-length', 'content-type', 'host'],
      PATCH: [...always.slice(0, 2), 'content-length', 'content-type', 'host'],
      DELETE: always,
    });
    const post = server.requests.find(({ method }) => method === 'POST');
    expect(post?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/scim+json; charset=utf-8',
    });
  });

  it('tests the connection, looks everybody up, and creates whom nobody knows', async () => {
    const result = await run([aPerson('anna+hr'), aPerson("o'brien")], {
      concurrency: 1,
      url: `${server.url}/`,
    });

    expect(server.requests[0]?.path).toMatch(/^\/Users\?filter=userName\+eq\+%22[0-9a-f-]{36}%22$/);
    expect(server.takeLines()).toEqual([
      'GET /Users?filter=userName+eq+%22anna%2Bhr%40contoso.example%22',
      'POST /Users',
      'GET /Users?filter=userName+eq+%22o%27brien%40contoso.example%22',
      'POST /Users',
    ]);
    expect(result).toMatchObject({
      succeeded: true,
      stopped: undefined,
      summary: { created: 2, failed: 0, requests: { GET: 3, POST: 2, PATCH: 0, DELETE: 0 } },
    });
  });

  it.each(['with', 'without'])('writes nothing in a second run %s the state', async (kind) => {
    const people = await readPeopleFile(locateSample());
    const first = await run(people);
    expect(first.summary).toMatchObject({ created: 192, skipped: 8, failed: 0 });

    const second = await run(people, kind === 'with' ? {} : { state: createMemoryStore() });

    expect(second.summary).toMatchObject({ unchanged: 192, skipped: 8, failed: 0 });
    expect(second.summary.requests).toMatchObject({ POST: 0, PATCH: 0, DELETE: 0 });
    expect(second.succeeded).toBe(true);
  });

  it('leaves the directory with exactly what the source says', async () => {
    const people = await readPeopleFile(locateSample());
    await run(people, { concurrency: 20 });

    const expected = people
      .filter(
        ({ mail, accountEnabled, givenName }) =>
          mail !== undefined && accountEnabled && givenName !== 'Sheila',
      )
      .map(({ mail, objectId, surname, displayName }) => ({ mail, objectId, surname, displayName }));
    const held = [...server.directory.users.values()].map(({ userName, externalId, name, displayName }) => ({
      mail: userName,
      objectId: externalId,
      surname: (name as { familyName?: string } | undefined)?.familyName,
      displayName,
    }));
    expect(held).toHaveLength(expected.length);
    expect(held).toEqual(expect.arrayContaining(expected));
  });

  it('fetches a known user by id and sends only what differs', async () => {
    await run([aPerson('jo')]);
    server.takeRequests();

    const result = await run([aPerson('jo', { mail: 'Jo@contoso.example', givenName: 'Jo' })]);

    expect(server.requests.slice(1).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /Users/id-1',
      'PATCH /Users/id-1',
    ]);
    expect(bodies()).toEqual([
      patchOf(
        { op: 'Replace', path: 'userName', value: 'Jo@contoso.example' },
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'Jo@contoso.example' },
        { op: 'Add', path: 'name.givenName', value: 'Jo' },
      ),
    ]);
    expect(result.log).toMatchObject([
      { action: 'Update', status: 'Success', targetId: 'id-1', objectId: 'oid-jo' },
    ]);
    expect(result.log[0]?.modified[0]).toEqual({
      attribute: 'userName',
      before: 'jo@contoso.example',
      after: 'Jo@contoso.example',
    });
  });

  it.each([
    ['a flag behind the URL', '?aadOptscim062020', undefined],
    ['an option', '', 'aadOptscim062020'],
    ['an option against a flag', '?AzureAdScimPatch2017', 'aadOptscim062020'],
  ] as const)('writes the compliant dialect when asked by %s', async (_, flag, dialect) => {
    await run([aPerson('jo')]);
    server.takeRequests();

    const changed = aPerson('jo', { mail: 'j@contoso.example', surname: 'Roe' });
    await run([changed], { url: server.url + flag, dialect });

    expect(bodies()).toEqual([
      patchOf(
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'j@contoso.example' },
        { op: 'replace', value: { userName: 'j@contoso.example', 'name.familyName': 'Roe' } },
      ),
    ]);
    expect(server.directory.byName('j@contoso.example')).toMatchObject({ name: { familyName: 'Roe' } });
  });

  it.each([
    ['leaves the source', []],
    ['is disabled in the source', [aPerson('jo', { accountEnabled: false })]],
  ])('disables once who %s, and enables the same user on return', async (_, people) => {
    await run([aPerson('jo')]);
    server.takeRequests();

    const disabling = await run(people);
    expect(bodies()).toEqual([patchOf({ op: 'Replace', path: 'active', value: 'False' })]);
    const again = await run(people);
    expect(again.summary.requests).toMatchObject({ POST: 0, PATCH: 0, DELETE: 0 });
    server.takeRequests();

    const enabling = await run([aPerson('jo')]);
    expect(bodies()).toEqual([patchOf({ op: 'Replace', path: 'active', value: 'True' })]);
    expect([disabling, enabling].map(({ log }) => log[0])).toMatchObject([
      { action: 'Disable', targetId: 'id-1', userPrincipalName: 'jo@contoso.example' },
      { action: 'Enable', targetId: 'id-1' },
    ]);
    expect(server.directory.users.size).toBe(1);
  });

  it('deletes who was purged, also when disabled before, and creates anew who comes back', async () => {
    await run([aPerson('jo')]);
    await run([]);
    server.takeRequests();

    const purge = await run([], { purge: true });
    expect(server.takeLines()).toEqual(['GET /Users/id-1', 'DELETE /Users/id-1']);
    expect(purge.summary.deleted).toBe(1);
    expect((await run([], { purge: true })).summary.requests.DELETE).toBe(0);

    expect((await run([aPerson('jo')])).log).toMatchObject([{ action: 'Create', targetId: 'id-2' }]);
  });

  it('never creates who is disabled from the start, and takes access from one who is there', async () => {
    server.directory.add({ userName: 'old@contoso.example', active: true });

    const result = await run([
      aPerson('new', { accountEnabled: false }),
      aPerson('old', { accountEnabled: false, surname: undefined }),
    ]);

    expect(result.summary).toMatchObject({ created: 0, skipped: 1, disabled: 1 });
    expect(server.directory.byName('old@contoso.example')).toMatchObject({
      active: false,
      externalId: 'oid-old',
    });
    expect(result.succeeded).toBe(true);
  });

  it('skips who has no mail, but still takes their access away', async () => {
    await run([aPerson('jo')]);

    const skipped = await run([
      aPerson('jo', { mail: undefined, surname: 'Roe' }),
      aPerson('al', { mail: undefined }),
    ]);
    expect(skipped.summary).toMatchObject({ skipped: 2, failed: 0, requests: { PATCH: 0 } });
    expect(skipped.log[0]?.reason).toContain('matching attribute is empty');

    await run([aPerson('jo', { mail: undefined, accountEnabled: false })]);
    expect(server.directory.users.get('id-1')).toMatchObject({ active: false, name: { familyName: 'Doe' } });
  });

  it('tells its progress up to the last person', async () => {
    await run([aPerson('gone')]);
    const seen: string[] = [];

    await run([aPerson('a'), aPerson('b')], {
      concurrency: 1,
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });

    expect(seen).toEqual(['0/3', '1/3', '2/3', '3/3']);
  });
});
