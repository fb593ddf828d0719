import type { Person } from '../people/person.js';
import { aPerson } from '../testing/a-person.js';
import { errorAnswer, FakeScimServer, listAnswer } from '../testing/fake-scim-server.js';
import { createMemoryStore, type LinkStore } from './link-store.js';
import { runCycle, type CycleResult } from './run-cycle.js';

describe('conflicts in runCycle', () => {
  let server: FakeScimServer;
  let state: LinkStore;

  const run = (...people: Person[]): Promise<CycleResult> =>
    runCycle({ url: server.url, token: 'secret', people, state, wait: () => Promise.resolve() });
  const names = (): unknown[] =>
    [...server.directory.users.values()].map(
      ({ externalId, userName }) => `${String(externalId)} ${String(userName)}`,
    );

  beforeEach(async () => {
    server = await new FakeScimServer().start();
    state = createMemoryStore();
  });
  afterEach(() => server.stop());

  describe('two people with the same mail', () => {
    const mail = 'office@contoso.example';
    const bruce = aPerson('bruce', { mail });
    const sheila = aPerson('sheila', { mail: mail.toUpperCase(), surname: 'Roe' });

    it('gives the user to the first, skips the second, and stays with that', async () => {
      const first = await run(bruce, sheila);
      expect(first.summary).toMatchObject({ created: 1, skipped: 1, failed: 0 });
      expect(first.succeeded).toBe(true);
      expect(first.log[1]).toMatchObject({
        status: 'Skipped',
        code: 'DuplicateSourceEntries',
        objectId: 'oid-sheila',
      });
      expect(first.log[1]?.reason).toContain('bruce@contoso.example');

      state = createMemoryStore();
      const second = await run(bruce, sheila);
      expect(second.summary).toMatchObject({ unchanged: 1, skipped: 1, requests: { POST: 0, PATCH: 0 } });
      expect(names()).toEqual([`oid-bruce ${mail}`]);
    });

    it.each(['remembered', 'forgotten'])(
      'leaves the user with who has it, even if another comes first (%s)',
      async (kind) => {
        await run(sheila);
        if (kind === 'forgotten') state = createMemoryStore();

        const result = await run(bruce, sheila);

        expect(result.log).toMatchObject([
          { objectId: 'oid-bruce', code: 'DuplicateSourceEntries' },
          { objectId: 'oid-sheila', code: 'RedundantExport' },
        ]);
      },
    );

    it('hands the user on when the first has left', async () => {
      await run(bruce, sheila);

      const result = await run(sheila);

      expect(result.summary).toMatchObject({ disabled: 1, enabled: 1, failed: 0 });
      expect(names()).toEqual([`oid-sheila ${mail.toUpperCase()}`]);
      expect((await run(sheila)).summary).toMatchObject({ unchanged: 1, skipped: 0 });
    });

    it('takes the access of one who has a user under another name', async () => {
      await run(bruce, aPerson('sheila'));

      const result = await run(bruce, { ...sheila, accountEnabled: false });

      expect(result.summary).toMatchObject({ unchanged: 1, disabled: 1, failed: 0 });
      expect(server.directory.byName('sheila@contoso.example')).toMatchObject({ active: false });
    });

    it('passes over one who is disabled from the start', async () => {
      await run({ ...bruce, accountEnabled: false }, sheila);

      expect(names()).toEqual([`oid-sheila ${mail.toUpperCase()}`]);
    });
  });

  it('lets people take over names from each other, whatever the order', async () => {
    await run(aPerson('a'), aPerson('b'), aPerson('c'));
    const rename = (name: string, to: string): Person => aPerson(name, { mail: `${to}@contoso.example` });

    const result = await run(rename('a', 'b'), rename('b', 'c'), rename('c', 'd'), rename('new', 'a'));

    expect(result.summary).toMatchObject({ updated: 3, created: 1, failed: 0 });
    expect(names().sort()).toEqual([
      'oid-a b@contoso.example',
      'oid-b c@contoso.example',
      'oid-c d@contoso.example',
      'oid-new a@contoso.example',
    ]);
  });

  it('says who stands in the way when two swap names', async () => {
    await run(aPerson('a'), aPerson('b'));

    const result = await run(
      aPerson('a', { mail: 'b@contoso.example' }),
      aPerson('b', { mail: 'a@contoso.example' }),
    );

    expect(result.succeeded).toBe(false);
    expect(result.summary.failed).toBe(2);
    expect(result.log[0]).toMatchObject({
      action: 'Update',
      status: 'Failure',
      reason: 'HTTP 409 (uniqueness): Another user already has this userName.',
    });
  });

  it('links a user whom somebody else has made meanwhile', async () => {
    server.directory.add({ userName: 'JO@contoso.example', externalId: 'oid-jo' });
    let lookUps = 0;
    server.intercept = ({ path }) => (path.includes('jo%40') && lookUps++ === 0 ? listAnswer([]) : undefined);

    const result = await run(aPerson('jo'));

    expect(result.log).toMatchObject([{ action: 'Update', status: 'Success', targetId: 'id-1' }]);
  });

  it('finds by externalId whose name has changed while the state was lost', async () => {
    await run(aPerson('jo'));
    state = createMemoryStore();
    server.intercept = ({ method }) =>
      method === 'POST' ? errorAnswer(409, 'externalId in use', 'uniqueness') : undefined;

    const result = await run(aPerson('jo', { mail: 'jo.roe@contoso.example' }));

    expect(server.takeLines()).toContain('GET /Users?filter=externalId+eq+%22oid-jo%22');
    expect(result.summary).toMatchObject({ updated: 1, failed: 0 });
    expect(names()).toEqual(['oid-jo jo.roe@contoso.example']);
  });

  it('fails with the words of the server when nobody is found after a 409', async () => {
    server.intercept = ({ method }) =>
      method === 'POST' ? errorAnswer(409, 'Taken by a ghost.', 'uniqueness') : undefined;

    const result = await run(aPerson('jo'), aPerson('al'));

    expect(result.summary).toMatchObject({ created: 0, failed: 2 });
    expect(result.log[0]).toMatchObject({
      action: 'Create',
      reason: 'HTTP 409 (uniqueness): Taken by a ghost.',
    });
  });

  it('touches none of several users that match', async () => {
    server.intercept = ({ path }) =>
      path.includes('jo%40') ? listAnswer([{ id: '1' }, { id: '2' }]) : undefined;

    const result = await run(aPerson('jo'));

    expect(result.log).toMatchObject([{ status: 'Failure', code: 'DuplicateTargetEntries' }]);
    expect(result.summary.requests).toMatchObject({ POST: 0, PATCH: 0 });
  });

  it('does not overwrite a stranger whom a sloppy filter returns', async () => {
    server.intercept = ({ path }) =>
      path.includes('jo%40') ? listAnswer([{ id: '1', userName: 'banjo@contoso.example' }]) : undefined;

    const result = await run(aPerson('jo'));

    expect(result.log[0]?.reason).toContain('"banjo@contoso.example"');
    expect(result.summary.requests).toMatchObject({ POST: 0, PATCH: 0 });
  });
});
