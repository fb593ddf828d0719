import fc from 'fast-check';
import { InvalidValueError, isJsonObject, ResourceNotFoundError, ScimError } from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import type { BulkExecutor, BulkOutcome } from './bulk-executor.js';
import type { BulkOperation, ValidOperation } from './bulk-operation.js';
import { resolveReferences } from './bulk-references.js';
import { runBulk } from './run-bulk.js';

const OLD: readonly string[] = ['old-0', 'old-1'];

/**
 * Keeps bodies by id, so that a wrong order shows: it takes no value that names nothing, and what is deleted also
 * disappears from the values of others.
 */
class LinkedExecutor implements BulkExecutor {
  readonly store = new Map<string, JsonObject>(OLD.map((id) => [id, { values: [] }]));

  create(_: string, bodies: readonly JsonObject[], maxErrors: number): Promise<(BulkOutcome | Error)[]> {
    const outcomes: (BulkOutcome | Error)[] = [];
    for (const body of bodies) {
      if (outcomes.filter((outcome) => outcome instanceof Error).length === maxErrors) break;
      outcomes.push(this.write(`id-${textOf(body.name)}`, body));
    }
    return Promise.resolve(outcomes);
  }

  replace(_: string, id: string, body: JsonObject): Promise<BulkOutcome> {
    return settle(this.store.has(id) ? this.write(id, body) : new ResourceNotFoundError('User'));
  }

  patch(_: string, id: string, { Operations }: JsonObject): Promise<BulkOutcome> {
    const stored = this.store.get(id);
    if (stored === undefined) return settle(new ResourceNotFoundError('User'));
    const values = listOf(Operations).flatMap((added) => (isJsonObject(added) ? listOf(added.value) : []));
    return settle(this.write(id, { ...stored, values: [...listOf(stored.values), ...values] }));
  }

  remove(_: string, id: string): Promise<void> {
    if (!this.store.delete(id)) return Promise.reject(new ResourceNotFoundError('User'));
    for (const [other, body] of this.store) {
      this.store.set(other, { ...body, values: listOf(body.values).filter((value) => value !== id) });
    }
    return Promise.resolve();
  }

  locate(_: string, id: string): string {
    return id;
  }

  private write(id: string, body: JsonObject): BulkOutcome | ScimError {
    if (body.fail === true) return new InvalidValueError('Wrong.');
    for (const value of listOf(body.values)) {
      if (typeof value === 'string' && !this.store.has(value)) return new InvalidValueError(`No ${value}.`);
    }
    this.store.set(id, body);
    return { id, version: 'W/"1"', location: id };
  }
}

function settle(outcome: BulkOutcome | ScimError): Promise<BulkOutcome> {
  return outcome instanceof ScimError ? Promise.reject(outcome) : Promise.resolve(outcome);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

interface Entry {
  readonly kind: ValidOperation['kind'];
  /** Places of operations, and ids. */
  readonly refs: readonly (number | string)[];
  readonly target: number | string;
  readonly fail: boolean;
  /** References between POSTs lead to a lower rank, where circles are not wanted. */
  readonly rank: number;
}

type Job = readonly Entry[];

const spot = fc.oneof(fc.nat(11), fc.nat(11), fc.constantFrom(...OLD));

const jobs: fc.Arbitrary<Job> = fc.array(
  fc.record({
    kind: fc.constantFrom('create', 'create', 'create', 'patch', 'replace', 'remove'),
    refs: fc.uniqueArray(spot, { maxLength: 3 }),
    target: spot,
    fail: fc.boolean().chain((may) => (may ? fc.boolean() : fc.constant(false))),
    rank: fc.nat(100),
  }),
  { maxLength: 12 },
);

/** Drops the references to operations that `keep` does not want. */
function restrict(
  job: Job,
  keep: (from: Entry, to: Entry, fromPlace: number, toPlace: number) => boolean,
): Job {
  return job.map((entry, place) => {
    const isKept = (spot: number | string): boolean => {
      const to = typeof spot === 'number' ? job[spot] : undefined;
      return typeof spot !== 'number' || to === undefined || keep(entry, to, place, spot);
    };
    const target = isKept(entry.target) ? entry.target : 'old-0';
    return { ...entry, refs: entry.refs.filter(isKept), target };
  });
}

function nameOf(spot: number | string): string {
  return typeof spot === 'number' ? `bulkId:${spot}` : spot;
}

function operationOf({ kind, refs, target, fail }: Entry, place: number): ValidOperation {
  const values = [place, ...refs.map(nameOf)];
  const at = { endpoint: 'Users', id: nameOf(target) };
  switch (kind) {
    case 'create':
      return { kind, endpoint: 'Users', bulkId: String(place), data: { name: String(place), values, fail } };
    case 'replace':
      return { kind, ...at, data: { values, fail } };
    case 'patch':
      return { kind, ...at, data: { Operations: [{ op: 'add', path: 'values', value: values }] } };
    case 'remove':
      return { kind, ...at };
  }
}

interface Final {
  readonly store: object;
  readonly failed: readonly number[];
}

function finalOf({ store }: LinkedExecutor, failed: readonly number[]): Final {
  return { store: Object.fromEntries(store), failed: [...failed].sort((left, right) => left - right) };
}

function entryAt(job: Job, place: number): Entry {
  const entry = job[place];
  if (entry === undefined) throw new RangeError(`The job has no entry ${place}.`);
  return entry;
}

/** Runs one after the other in a given order. */
async function runOneByOne(job: Job, order: readonly number[]): Promise<Final> {
  const executor = new LinkedExecutor();
  const ids = new Map<string, string>();
  const failed: number[] = [];
  for (const place of order) {
    const operation = resolveReferences(operationOf(entryAt(job, place), place), ids);
    try {
      if (JSON.stringify(operation).includes('"bulkId:')) throw new InvalidValueError('Not there.');
      if (operation.kind === 'create') {
        const [outcome] = await executor.create('Users', [operation.data], 1);
        if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('Nothing.');
        ids.set(operation.bulkId, outcome.id);
      } else if (operation.kind === 'remove') await executor.remove('Users', operation.id);
      else await executor[operation.kind]('Users', operation.id, operation.data);
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      failed.push(place);
    }
  }
  return finalOf(executor, failed);
}

async function runAsBulk(job: Job, failOnErrors = Infinity): Promise<Final & { readonly done: number }> {
  const executor = new LinkedExecutor();
  const operations: readonly BulkOperation[] = job.map(operationOf);
  const results = await runBulk({ operations, failOnErrors }, executor);
  const failed = results.filter(({ error }) => error).map(({ operation }) => operations.indexOf(operation));
  return { ...finalOf(executor, failed), done: results.length };
}

/** The request's order, changed only where a reference wants it: naively, and with all pairs compared. */
function sortTopologically(job: Job): readonly number[] {
  const refsOf = ({ kind, refs, target }: Entry): readonly (number | string)[] => [
    ...(kind === 'create' ? [] : [target]),
    ...(kind === 'remove' ? [] : refs),
  ];
  const order: number[] = [];
  const isOpen = (place: number): boolean => !order.includes(place);
  const needsOf = (place: number): readonly number[] =>
    refsOf(entryAt(job, place)).filter(
      (spot) => typeof spot === 'number' && job[spot]?.kind === 'create' && isOpen(spot),
    ) as number[];
  const conflict = (left: Entry, right: Entry): boolean =>
    (left.kind !== 'create' && refsOf(right).includes(left.target)) ||
    (right.kind !== 'create' && refsOf(left).includes(right.target));
  const rootOf = (place: number): number => {
    const [need] = needsOf(place);
    return need === undefined ? place : rootOf(need);
  };
  while (order.length < job.length) {
    const open = [...job.keys()].filter(isOpen);
    const isReady = (place: number): boolean =>
      needsOf(place).length === 0 &&
      !open.some((other) => other < place && conflict(entryAt(job, other), entryAt(job, place)));
    order.push(open.find(isReady) ?? rootOf(open[0] ?? 0));
  }
  return order;
}

describe('runBulk, for random jobs', () => {
  it('BLK-25: does what the order of the request does, when nothing refers forwards', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (any) => {
        const job = restrict(any, (_from, _to, fromPlace, toPlace) => toPlace < fromPlace);
        expect(await runAsBulk(job)).toEqual({
          ...(await runOneByOne(job, [...job.keys()])),
          done: job.length,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('BLK-18, BLK-25: does what a topologically sorted order does', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (any) => {
        const job = restrict(any, (from, to) => from.kind !== 'create' || to.rank < from.rank);
        const expected = await runOneByOne(job, sortTopologically(job));
        expect(await runAsBulk(job)).toEqual({ ...expected, done: job.length });
      }),
      { numRuns: 1_000 },
    );
  });

  it('BLK-19: links everything that refers to each other, whatever the circles', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (any) => {
        const job = any.map((entry): Entry => {
          const refs = entry.refs.filter((spot) => typeof spot === 'string' || spot < any.length);
          return { ...entry, kind: 'create', fail: false, refs };
        });
        const { store, failed } = await runAsBulk(job);
        expect(failed).toEqual([]);
        const idOf = (spot: number | string): string => (typeof spot === 'number' ? `id-${spot}` : spot);
        const expected = job.map(({ refs }, place): [string, unknown] => [
          `id-${place}`,
          expect.objectContaining({ values: expect.arrayContaining([place, ...refs.map(idOf)]) }),
        ]);
        expect(store).toMatchObject(Object.fromEntries(expected));
      }),
    );
  });

  it('BLK-14, BLK-20: stores nothing half-made, and of what failed nothing, whatever the circles', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 12 }), async (job, failOnErrors) => {
        const { store, failed, done } = await runAsBulk(job, failOnErrors);
        expect(JSON.stringify(store)).not.toContain('bulkId:');
        for (const place of failed) {
          if (job[place]?.kind === 'create') expect(store).not.toHaveProperty([`id-${place}`]);
        }
        expect(done === job.length || failed.length >= failOnErrors).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
