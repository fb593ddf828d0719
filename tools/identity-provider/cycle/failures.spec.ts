import type { Person } from '../people/person.js';
import { aPerson } from '../testing/a-person.js';
import { errorAnswer, FakeScimServer, type FakeAnswer } from '../testing/fake-scim-server.js';
import { createMemoryStore, type LinkStore } from './link-store.js';
import { runCycle, type CycleOptions, type CycleResult } from './run-cycle.js';

describe('failures in runCycle', () => {
  let server: FakeScimServer;
  let state: LinkStore;
  let waits: number[];

  const run = (people: Person[], options: Partial<CycleOptions> = {}): Promise<CycleResult> => {
    const wait = (milliseconds: number): Promise<unknown> => Promise.resolve(waits.push(milliseconds));
    return runCycle({ url: server.url, token: 'secret', people, state, wait, concurrency: 1, ...options });
  };
  const answerPostsWith = (...answers: (FakeAnswer | undefined)[]): void => {
    server.intercept = ({ method }) => (method === 'POST' ? answers.shift() : undefined);
  };

  beforeEach(async () => {
    server = await new FakeScimServer().start();
    state = createMemoryStore();
    waits = [];
  });
  afterEach(() => server.stop());

  it('logs a refusal in the words of the server and goes on with the others', async () => {
    answerPostsWith(errorAnswer(400, 'The attribute title is too long.', 'invalidValue'));

    const result = await run([aPerson('a'), aPerson('b')]);

    expect(result.summary).toMatchObject({ created: 1, failed: 1 });
    expect(result.log[0]).toMatchObject({
      action: 'Create',
      status: 'Failure',
      reason: 'HTTP 400 (invalidValue): The attribute title is too long.',
    });
    expect(result.succeeded).toBe(false);
  });

  it.each([
    ['no JSON', 'created!'],
    ['no id', { userName: 'a@contoso.example' }],
  ])('fails when a user is acknowledged with %s', async (_, body) => {
    answerPostsWith({ status: 201, body });

    expect((await run([aPerson('a')])).log[0]?.reason).toContain('no user with an id');
  });

  it('stops at once when the token is refused, and goes on with a new one', async () => {
    const people = ['a', 'b', 'c', 'd'].map((name) => aPerson(name));
    answerPostsWith(undefined, errorAnswer(401, 'The token was revoked.'));

    const result = await run(people);

    expect(result).toMatchObject({ succeeded: false, summary: { created: 1 } });
    expect(result.stopped).toContain('quarantine');
    expect(result.stopped).toContain('The token was revoked.');

    expect((await run(people)).summary).toMatchObject({ created: 3, unchanged: 1 });
  });

  it('waits for as long as the server asks when it throttles', async () => {
    const throttled = { ...errorAnswer(429, 'Slow down.'), headers: { 'Retry-After': '3' } };
    answerPostsWith(throttled, throttled, undefined);

    expect((await run([aPerson('a')])).summary).toMatchObject({ created: 1, requests: { POST: 3 } });
    expect(waits).toEqual([3_000, 3_000]);
  });

  it.each([
    ['recovers', 2, { created: 1, failed: 0 }],
    ['does not recover', 3, { created: 0, failed: 1 }],
  ])('repeats a request twice when the server fails and %s', async (_, times, summary) => {
    answerPostsWith(...Array.from({ length: times }, () => errorAnswer(503, 'Down.')));

    expect((await run([aPerson('a')])).summary).toMatchObject({ ...summary, requests: { POST: 3 } });
    expect(waits).toEqual([500, 2_000]);
  });

  it('makes nobody twice when the answer to a POST is lost', async () => {
    let posts = 0;
    server.intercept = ({ method, body }) => {
      if (method !== 'POST' || posts++ > 0) return undefined;
      server.directory.add(JSON.parse(body) as Record<string, unknown>);
      return errorAnswer(502, 'Bad gateway');
    };

    expect((await run([aPerson('a')])).log).toMatchObject([{ code: 'RedundantExport', targetId: 'id-1' }]);
    expect(server.directory.users.size).toBe(1);
  });

  it('gives up on a request that takes too long', async () => {
    server.intercept = ({ method }) =>
      method === 'POST' ? { status: 201, body: '{', headers: { 'Content-Length': '9' } } : undefined;

    const result = await run([aPerson('a')], { timeoutMs: 150 });

    expect(result.log[0]?.reason).toBe('No answer from the server: no answer within 0.15 s');
    expect(result.summary.requests.POST).toBe(1);
  });

  it('stops when the server has gone away, and makes nobody twice afterwards', async () => {
    const people = Array.from({ length: 60 }, (_, index) => aPerson(`p${index}`));
    const hangUp = { status: 200, body: '{', headers: { 'Content-Length': '9' } };
    let posts = 0;
    server.intercept = ({ method }) => {
      if (method === 'POST') posts += 1;
      return posts > 10 ? hangUp : undefined;
    };
    const cutShort = await run(people, { timeoutMs: 300 });
    expect(cutShort.summary).toMatchObject({ created: 10, failed: 20 });
    expect(cutShort.stopped).toContain('Run again');

    server.intercept = () => undefined;
    expect((await run(people)).summary).toMatchObject({ created: 50, unchanged: 10, failed: 0 });
  });

  it('says that nothing listens any more', async () => {
    const { url } = server;
    await server.stop();

    const result = await run([aPerson('a')], { url });

    expect(result.connection).toMatchObject({
      ok: false,
      problem: expect.stringContaining('ECONNREFUSED') as string,
    });
    expect(result).toMatchObject({ succeeded: false, log: [] });
  });

  it('forgets an id that the server does not know any more and matches anew', async () => {
    await run([aPerson('jo'), aPerson('al')]);
    server.directory.users.delete('id-1');
    server.takeRequests();

    const result = await run([aPerson('jo'), aPerson('al')]);

    expect(server.takeLines()).toEqual([
      'GET /Users/id-1',
      'GET /Users?filter=userName+eq+%22jo%40contoso.example%22',
      'POST /Users',
      'GET /Users/id-2',
    ]);
    expect(result.summary).toMatchObject({ created: 1, unchanged: 1 });
    expect(Object.keys(await state.load(server.url))).toHaveLength(2);
  });

  it('forgets a leaver whom the server does not know any more', async () => {
    await run([aPerson('jo')]);
    server.directory.users.delete('id-1');

    expect((await run([])).log).toMatchObject([{ status: 'Skipped' }]);
    expect(await state.load(server.url)).toEqual({});
  });

  it('does no harm with a state of another server that handed out the same ids', async () => {
    await run([aPerson('a'), aPerson('b'), aPerson('gone')]);
    server.directory.users.clear();
    for (const [id, name] of [
      ['id-1', 'b'],
      ['id-2', 'a'],
      ['id-3', 'c'],
    ] as const) {
      const user = { id, userName: `${name}@contoso.example`, externalId: `oid-${name}`, active: true };
      server.directory.users.set(id, user);
    }

    const result = await run([aPerson('a'), aPerson('b'), aPerson('c')]);

    expect(result.summary).toMatchObject({ created: 0, disabled: 0, updated: 3, skipped: 1, failed: 0 });
    const held = [...server.directory.users.values()].map(({ id, userName, active }) => [
      id,
      userName,
      active,
    ]);
    expect(held).toEqual([
      ['id-1', 'b@contoso.example', true],
      ['id-2', 'a@contoso.example', true],
      ['id-3', 'c@contoso.example', true],
    ]);
  });
});
