import {
  InvalidValueError,
  ResourceNotFoundError,
  ScimError,
  VersionMismatchError,
} from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';
import type { BulkExecutor, BulkOutcome } from './bulk-executor.js';
import type { BulkOperation } from './bulk-operation.js';
import { runBulk } from './run-bulk.js';

/** Keeps bodies by id, and writes down what it was asked for. The id of `{ "name": "jo" }` is `jo-id`. */
class MemoryExecutor implements BulkExecutor {
  readonly calls: string[] = [];
  readonly store = new Map<string, JsonObject>([['old', { name: 'old' }]]);

  readonly create: BulkExecutor['create'] = (endpoint, bodies, maxErrors) => {
    this.calls.push(`create ${bodies.map(nameOf).join(' ')}`);
    if (bodies.some(({ crash }) => crash)) return Promise.reject(new Error('The database is gone.'));
    const outcomes: (BulkOutcome | Error)[] = [];
    for (const body of bodies) {
      if (outcomes.filter((outcome) => outcome instanceof Error).length === maxErrors) break;
      outcomes.push(body.fail ? new InvalidValueError('Wrong.') : this.write(endpoint, body));
    }
    return Promise.resolve(outcomes);
  };

  readonly replace: BulkExecutor['replace'] = async (endpoint, id, body, ifMatch) => {
    await this.touch('replace', id, ifMatch);
    return this.write(endpoint, body, id);
  };

  readonly patch: BulkExecutor['patch'] = async (endpoint, id, body, ifMatch) => {
    await this.touch('patch', id, ifMatch);
    return this.write(endpoint, { ...this.store.get(id), patched: body }, id);
  };

  readonly remove: BulkExecutor['remove'] = async (_, id, ifMatch) => {
    await this.touch('remove', id, ifMatch);
    this.store.delete(id);
  };

  locate(endpoint: string, id: string): string {
    return `/${endpoint}/${id}`;
  }

  private touch(verb: string, id: string, ifMatch: string | undefined): Promise<void> {
    this.calls.push(`${verb} ${id}`);
    if (!this.store.has(id)) return Promise.reject(new ResourceNotFoundError('User'));
    return ifMatch === 'stale' ? Promise.reject(new VersionMismatchError()) : Promise.resolve();
  }

  private write(endpoint: string, body: JsonObject, id = `${nameOf(body)}-id`): BulkOutcome {
    this.store.set(id, body);
    return { id, version: 'W/"1"', location: this.locate(endpoint, id) };
  }
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '';
}

function post(name: string, data: JsonObject = {}, endpoint = 'Users'): BulkOperation {
  return { kind: 'create', endpoint, bulkId: name, data: { name, ...data } };
}

function group(name: string, ...members: string[]): BulkOperation {
  return post(name, { members }, 'Groups');
}

function patch(id: string, data: JsonObject = {}, version?: string): BulkOperation {
  return { kind: 'patch', endpoint: 'Users', id, data, ...(version !== undefined && { version }) };
}

function remove(id: string): BulkOperation {
  return { kind: 'remove', endpoint: 'Users', id };
}

function invalid(more: Partial<BulkOperation> = {}): BulkOperation {
  return { ...more, kind: 'invalid', error: new InvalidValueError('Invalid.') };
}

/** Status, or `ok`, of each operation by its place; what was not processed is missing. */
async function run(
  operations: readonly BulkOperation[],
  failOnErrors?: number,
): Promise<{ readonly statuses: Record<number, number | 'ok'>; readonly executor: MemoryExecutor }> {
  const executor = new MemoryExecutor();
  const results = await runBulk({ operations, ...(failOnErrors && { failOnErrors }) }, executor);
  const places = results.map(({ operation }) => operations.indexOf(operation));
  expect(places).toEqual([...places].sort((left, right) => left - right));
  return {
    statuses: Object.fromEntries(results.map(({ error }, index) => [places[index], error?.status ?? 'ok'])),
    executor,
  };
}

describe('runBulk', () => {
  it.each<[string, BulkOperation[], string[]]>([
    ['nothing', [], []],
    [
      'in the order of the request',
      [remove('old'), post('a'), patch('a-id')],
      ['remove old', 'create a', 'patch a-id'],
    ],
    ['BLK-16: backward references', [post('a'), group('g', 'bulkId:a')], ['create a', 'create g']],
    ['BLK-18: forward references', [group('g', 'bulkId:a'), post('a')], ['create a', 'create g']],
    ['BLK-17: references in paths', [patch('bulkId:a'), post('a')], ['create a', 'patch a-id']],
    ['BLK-25: create and delete', [post('a'), remove('bulkId:a')], ['create a', 'remove a-id']],
    [
      'BLK-25: what is about one resource, in order',
      [patch('old', { x: 'bulkId:a' }), post('g', { x: 'old' }), remove('old'), post('a')],
      ['create a', 'patch old', 'create g', 'remove old'],
    ],
    [
      'creations behind each other at once',
      [post('a'), post('b'), post('c', { x: 'bulkId:a' }), post('d'), group('g'), group('h')],
      ['create a b', 'create c d', 'create g h'],
    ],
    [
      'no creation ahead of what stands between',
      [post('a'), remove('bulkId:a'), post('b')],
      ['create a', 'remove a-id', 'create b'],
    ],
    [
      'names of a prototype',
      [patch('bulkId:__proto__'), post('__proto__')],
      ['create __proto__', 'patch __proto__-id'],
    ],
  ])('BLK-8, BLK-9: does %s', async (_, operations, calls) => {
    const { statuses, executor } = await run(operations);
    expect(Object.values(statuses)).toEqual(operations.map(() => 'ok'));
    expect(executor.calls).toEqual(calls);
    expect(JSON.stringify([...executor.store])).not.toContain('bulkId:');
  });

  it.each<[string, BulkOperation[], number | undefined, Record<number, number | 'ok'>, string[]]>([
    [
      'BLK-13: goes on after errors',
      [post('a'), post('b', { fail: true }), invalid(), remove('nope'), post('c')],
      undefined,
      { 0: 'ok', 1: 400, 2: 400, 3: 404, 4: 'ok' },
      ['a-id', 'c-id'],
    ],
    [
      'BLK-14, BLK-15: stops within creations',
      [post('a'), post('b', { fail: true }), post('c')],
      1,
      { 0: 'ok', 1: 400 },
      ['a-id'],
    ],
    ['BLK-14: stops at an invalid one', [post('a'), invalid(), post('c')], 1, { 0: 'ok', 1: 400 }, ['a-id']],
    [
      'BLK-14: counts',
      [post('a', { fail: true }), remove('nope'), post('b'), post('c', { fail: true }), post('d')],
      3,
      { 0: 400, 1: 404, 2: 'ok', 3: 400 },
      ['b-id'],
    ],
    [
      'BLK-14: does not stop before',
      [post('a', { fail: true }), post('b')],
      2,
      { 0: 400, 1: 'ok' },
      ['b-id'],
    ],
    [
      'BLK-14: leaves out what waits, at its place',
      [group('g', 'bulkId:c'), post('a', { fail: true }), post('c')],
      1,
      { 1: 400 },
      [],
    ],
    [
      'BLK-20: unknown references',
      [group('g', 'old', 'bulkId:nope'), patch('bulkId:nope'), remove('old'), post('toString')],
      undefined,
      { 0: 409, 1: 409, 2: 'ok', 3: 'ok' },
      ['toString-id'],
    ],
    [
      'BLK-20: references to what failed, and on',
      [
        group('h', 'bulkId:g'),
        group('g', 'bulkId:a'),
        post('a', { fail: true }),
        patch('bulkId:a'),
        group('i', 'bulkId:x'),
        invalid({ bulkId: 'x' }),
      ],
      undefined,
      { 0: 409, 1: 409, 2: 400, 3: 409, 4: 409, 5: 400 },
      [],
    ],
    [
      'BLK-20: no reference to what is no POST',
      [{ ...patch('old'), bulkId: 'p' }, group('g', 'bulkId:p')],
      undefined,
      { 0: 'ok', 1: 409 },
      [],
    ],
    [
      'BLK-24: stale versions',
      [patch('old', {}, 'stale'), post('a')],
      undefined,
      { 0: 412, 1: 'ok' },
      ['a-id'],
    ],
    [
      'BLK-19: circles',
      [group('a', 'bulkId:b'), group('b', 'bulkId:a')],
      undefined,
      { 0: 'ok', 1: 'ok' },
      ['a-id', 'b-id'],
    ],
    [
      'BLK-19: circles that fail, and what refers to them',
      [group('c', 'bulkId:a'), group('a', 'bulkId:b'), post('b', { x: 'bulkId:a', fail: true }), post('d')],
      undefined,
      { 0: 409, 1: 409, 2: 400, 3: 'ok' },
      ['d-id'],
    ],
    [
      'BLK-14: stops behind a circle',
      [group('a', 'bulkId:b'), group('b', 'bulkId:a', 'bulkId:nope'), post('d')],
      1,
      { 0: 409, 1: 409 },
      [],
    ],
  ])('%s', async (_, operations, failOnErrors, expected, made) => {
    const { statuses, executor } = await run(operations, failOnErrors);
    expect(statuses).toEqual(expected);
    expect([...executor.store.keys()].filter((id) => id !== 'old')).toEqual(made);
  });

  it('BLK-20: names what is missing', async () => {
    const operations = [group('g', 'bulkId:nope'), group('h', 'bulkId:g')];
    const results = await runBulk({ operations }, new MemoryExecutor());
    expect(results.map(({ error }) => error?.detail)).toEqual([
      '"bulkId:nope" refers to nothing: no POST of this request has this bulkId.',
      '"bulkId:g" was not created, so what refers to it was not done either.',
    ]);
  });

  it('BLK-10: tells location and version', async () => {
    const operations: BulkOperation[] = [
      post('a'),
      patch('bulkId:a'),
      { kind: 'replace', endpoint: 'Users', id: 'a-id', data: { name: 'a' } },
      patch('old', {}, 'stale'),
      remove('bulkId:a'),
      remove('bulkId:nope'),
      post('b', { fail: true }),
      invalid({ method: 'PUT', endpoint: 'Users', id: '1' }),
      invalid({ method: 'post', endpoint: 'Users', id: '1' }),
    ];
    const results = await runBulk({ operations }, new MemoryExecutor());
    expect(results.map(({ location, version }) => [location, version])).toEqual([
      ['/Users/a-id', 'W/"1"'],
      ['/Users/a-id', 'W/"1"'],
      ['/Users/a-id', 'W/"1"'],
      ['/Users/old', undefined],
      ['/Users/a-id', undefined],
      [undefined, undefined],
      [undefined, undefined],
      ['/Users/1', undefined],
      [undefined, undefined],
    ]);
  });

  it('creates a thousand in one call, and a thousand that refer to each other against the order', async () => {
    const { executor } = await run(Array.from({ length: 1_000 }, (_, index) => post(`u${index}`)));
    expect(executor.calls).toHaveLength(1);
    const chain = Array.from({ length: 1_000 }, (_, index) =>
      post(`u${index}`, index < 999 ? { x: `bulkId:u${index + 1}` } : {}),
    );
    const { statuses } = await run(chain);
    expect(new Set(Object.values(statuses))).toEqual(new Set(['ok']));
  });

  it.each([
    [[post('a'), post('b', { crash: true }), post('c')]],
    [[group('a', 'bulkId:b'), group('b', 'bulkId:a'), post('c', { crash: true })]],
    [[group('a', 'bulkId:b'), post('b', { x: 'bulkId:a', crash: true })]],
  ])('fails as a whole when the database is gone', async (operations) => {
    const failure = runBulk({ operations }, new MemoryExecutor());
    await expect(failure).rejects.toThrow('The database is gone.');
    await expect(failure).rejects.not.toBeInstanceOf(ScimError);
  });

  it('notices an executor that leaves something out', async () => {
    const executor = Object.assign(new MemoryExecutor(), { create: () => Promise.resolve([]) });
    await expect(runBulk({ operations: [post('a')] }, executor)).rejects.toThrow('operation 1');
  });
});
