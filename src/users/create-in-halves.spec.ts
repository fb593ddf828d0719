import fc from 'fast-check';
import { InvalidValueError, UniquenessError } from '@flosum/scim-schema';
import type { ScimError } from '@flosum/scim-schema';
import { createInHalves } from './create-in-halves.js';

interface Thing {
  readonly name: string;
}

/** Names that are taken once; counts how often it is asked. */
class Store {
  readonly names: string[] = [];
  calls = 0;

  readonly createAll = (things: readonly Thing[]): Promise<void> => {
    this.calls += 1;
    const names = things.map(({ name }) => name);
    const isFree = new Set([...names, ...this.names]).size === names.length + this.names.length;
    if (!isFree) return Promise.reject(new UniquenessError('name'));
    this.names.push(...names);
    return Promise.resolve();
  };

  readonly createOne = async (thing: Thing): Promise<Thing> => {
    await this.createAll([thing]);
    return thing;
  };
}

function run(store: Store, entries: readonly (Thing | ScimError)[], maxErrors = Infinity) {
  return createInHalves(entries, maxErrors, store.createAll, store.createOne);
}

const invalid = new InvalidValueError('Not good.');

describe('createInHalves', () => {
  it('creates a thousand at once', async () => {
    const store = new Store();
    const things = Array.from({ length: 1_000 }, (_, index) => ({ name: `n${index}` }));
    expect(await run(store, things)).toEqual(things);
    expect(store.calls).toBe(1);
  });

  it('finds one bad one among a thousand in few steps', async () => {
    const store = new Store();
    store.names.push('n700');
    const things = Array.from({ length: 1_000 }, (_, index) => ({ name: `n${index}` }));
    const results = await run(store, things);
    expect(results.filter((result) => result instanceof UniquenessError)).toHaveLength(1);
    expect(results[700]).toBeInstanceOf(UniquenessError);
    expect(store.calls).toBeLessThan(30);
  });

  it('does what creating one by one does, with any faults and any bound on errors', async () => {
    const entry = fc.oneof(
      { weight: 5, arbitrary: fc.nat({ max: 30 }).map((n): Thing | ScimError => ({ name: `n${n}` })) },
      { weight: 1, arbitrary: fc.constant<Thing | ScimError>(invalid) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 40 }),
        fc.constantFrom(1, 2, 5, Infinity),
        async (entries, maxErrors) => {
          const [store, expectedStore] = [new Store(), new Store()];
          const expected: (Thing | string)[] = [];
          let errors = 0;
          for (const one of entries) {
            if (errors >= maxErrors) break;
            const result =
              'name' in one && !(one instanceof Error)
                ? await expectedStore.createOne(one).catch((error: unknown) => String(error))
                : String(one);
            if (typeof result === 'string') errors += 1;
            expected.push(result);
          }
          const results = await run(store, entries, maxErrors);
          expect(results.map((result) => (result instanceof Error ? String(result) : result))).toEqual(
            expected,
          );
          expect(store.names).toEqual(expectedStore.names);
        },
      ),
    );
  });

  it('hands on what is nobody’s fault', async () => {
    const lost = createInHalves(
      [{ name: 'a' }, { name: 'b' }],
      Infinity,
      () => Promise.reject(new Error('lost')),
      (thing) => Promise.resolve(thing),
    );
    await expect(lost).rejects.toThrow('lost');
  });
});
