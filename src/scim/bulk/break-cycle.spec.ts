import { InvalidValueError, ResourceNotFoundError } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';
import { breakCycle } from './break-cycle.js';
import { UnresolvedReferenceError } from './bulk-errors.js';
import type { BulkExecutor, BulkOutcome } from './bulk-executor.js';
import type { CreateOperation } from './bulk-operation.js';

const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const GONE = new Error('The database is gone.');

/** Writes down what it is asked for. The id of `{ "name": "a" }` is `A`, and calls fail as `faults` says. */
class RecordingExecutor implements BulkExecutor {
  readonly calls: unknown[][] = [];

  constructor(private readonly faults: Readonly<Record<string, Error>> = {}) {}

  create(_: string, [body = {}]: readonly JsonObject[]): Promise<readonly (BulkOutcome | Error)[]> {
    const id = typeof body.name === 'string' ? body.name.toUpperCase() : '';
    this.calls.push(['create', body]);
    const fault = this.faults[`create ${id}`];
    if (fault === GONE) return Promise.reject(fault);
    return Promise.resolve([fault ?? { id, version: 'W/"1"', location: `/${id}` }]);
  }

  patch(_: string, id: string, { Operations }: JsonObject): Promise<BulkOutcome> {
    this.calls.push(['patch', id, Operations]);
    const fault = this.faults[`patch ${id}`];
    return fault ? Promise.reject(fault) : Promise.resolve({ id, version: 'W/"2"', location: `/${id}` });
  }

  remove(_: string, id: string): Promise<void> {
    this.calls.push(['remove', id]);
    const fault = this.faults[`remove ${id}`];
    return fault ? Promise.reject(fault) : Promise.resolve();
  }

  replace(): Promise<never> {
    return Promise.reject(new Error('Nothing is replaced here.'));
  }

  locate(): string {
    return '';
  }
}

function member(name: string, data: JsonObject): CreateOperation {
  return { kind: 'create', endpoint: 'Groups', bulkId: name, data: { name, ...data } };
}

function refuse(name: string): UnresolvedReferenceError | undefined {
  return name === 'out' ? undefined : new UnresolvedReferenceError(name, 'unknown');
}

const IDS = new Map([['out', 'OUT']]);
const PAIR = [member('a', { members: ['bulkId:b', 'x'] }), member('b', { members: ['bulkId:a'] })];

describe('breakCycle', () => {
  it.each<[string, CreateOperation[], unknown[][], string[]]>([
    [
      'two groups',
      PAIR,
      [
        ['create', { name: 'a', members: ['x'] }],
        ['create', { name: 'b', members: ['A'] }],
        ['patch', 'A', [{ op: 'add', path: 'members', value: ['B'] }]],
      ],
      ['W/"2"', 'W/"1"'],
    ],
    [
      'one that refers to itself',
      [
        member('a', {
          [URN]: { manager: { value: 'bulkId:a', $ref: '../Users/bulkId:a' }, department: 'D' },
        }),
      ],
      [
        ['create', { name: 'a', [URN]: { department: 'D' } }],
        ['patch', 'A', [{ op: 'add', path: `${URN}:manager`, value: { value: 'A', $ref: '../Users/A' } }]],
      ],
      ['W/"2"'],
    ],
    [
      'a ring, of which only the first is incomplete',
      [
        member('a', { next: 'bulkId:b', other: 'bulkId:out' }),
        member('b', { next: 'bulkId:c' }),
        member('c', { next: 'bulkId:a' }),
      ],
      [
        ['create', { name: 'a', other: 'OUT' }],
        ['create', { name: 'c', next: 'A' }],
        ['create', { name: 'b', next: 'C' }],
        ['patch', 'A', [{ op: 'add', path: 'next', value: 'B' }]],
      ],
      ['W/"2"', 'W/"1"', 'W/"1"'],
    ],
    [
      'all with all, themselves included',
      ['a', 'b'].map((name) => member(name, { members: ['bulkId:a', 'bulkId:b'], owner: 'bulkId:b' })),
      [
        ['create', { name: 'a' }],
        ['create', { name: 'b', members: ['A'] }],
        [
          'patch',
          'A',
          [
            { op: 'add', path: 'members', value: ['A', 'B'] },
            { op: 'add', path: 'owner', value: 'B' },
          ],
        ],
        [
          'patch',
          'B',
          [
            { op: 'add', path: 'members', value: ['B'] },
            { op: 'add', path: 'owner', value: 'B' },
          ],
        ],
      ],
      ['W/"2"', 'W/"2"'],
    ],
  ])('BLK-19: creates %s', async (_, members, calls, versions) => {
    const executor = new RecordingExecutor();
    const outcomes = await breakCycle(members, IDS, refuse, executor);
    expect(executor.calls).toEqual(calls);
    expect(outcomes).toMatchObject(versions.map((version) => ({ version })));
  });

  it.each<[string, Record<string, Error>, unknown[], number[]]>([
    ['the first', { 'create A': new InvalidValueError('x') }, [], [400, 409]],
    ['the second', { 'create B': new InvalidValueError('x') }, [['remove', 'A']], [409, 400]],
    [
      'the completion',
      { 'patch A': new InvalidValueError('x') },
      [
        ['remove', 'B'],
        ['remove', 'A'],
      ],
      [400, 409],
    ],
    [
      'the second, and the first is gone already',
      { 'create B': new InvalidValueError('x'), 'remove A': new ResourceNotFoundError('Group') },
      [['remove', 'A']],
      [409, 400],
    ],
  ])('BLK-19: leaves nothing when %s fails', async (_, faults, removals, statuses) => {
    const executor = new RecordingExecutor(faults);
    const outcomes = await breakCycle(PAIR, IDS, refuse, executor);
    expect(outcomes).toMatchObject(statuses.map((status) => ({ status })));
    expect(executor.calls.filter(([verb]) => verb === 'remove')).toEqual(removals);
  });

  it('BLK-20: writes nothing when a reference out of the circle has no id', async () => {
    const executor = new RecordingExecutor();
    const members = [...PAIR.slice(0, 1), member('b', { members: ['bulkId:a', 'bulkId:nope'] })];
    const outcomes = await breakCycle(members, IDS, refuse, executor);
    expect(executor.calls).toEqual([]);
    expect(outcomes).toMatchObject([
      { status: 409, detail: expect.stringContaining('"bulkId:b" was not created') },
      { status: 409, detail: expect.stringContaining('"bulkId:nope" refers to nothing') },
    ]);
  });

  it.each<[Readonly<Record<string, Error>>]>([
    [{ 'create B': GONE }],
    [{ 'patch A': GONE }],
    [{ 'create B': GONE, 'remove A': new Error('Gone as well.') }],
    [{ 'create B': new InvalidValueError('x'), 'remove A': GONE }],
  ])('tidies up as far as it goes, and fails when the database is gone', async (faults) => {
    const executor = new RecordingExecutor(faults);
    await expect(breakCycle(PAIR, IDS, refuse, executor)).rejects.toBe(GONE);
    expect(executor.calls).toContainEqual(['remove', faults['patch A'] ? 'B' : 'A']);
  });

  it('creates a ring of 1,000', async () => {
    const ring = Array.from({ length: 1_000 }, (_, index) =>
      member(`m${index}`, { next: `bulkId:m${(index + 1) % 1_000}` }),
    );
    const executor = new RecordingExecutor();
    await breakCycle(ring, IDS, refuse, executor);
    expect(executor.calls).toHaveLength(1_001);
  });
});
