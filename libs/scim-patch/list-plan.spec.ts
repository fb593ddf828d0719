import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import {
  defineAttribute,
  GROUP_RESOURCE_TYPE,
  GROUP_URN,
  PATCH_OP_URN,
  ScimError,
  Tolerance,
} from '@flosum/scim-schema';
import type { ListPlan, PreparedOperation } from './index.js';
import {
  applyPatch,
  applyToList,
  partitionOperations,
  planList,
  prepareOperations,
  readOperations,
} from './index.js';

function prepare(...operations: readonly JsonValue[]): readonly PreparedOperation[] {
  return prepareOperations(
    GROUP_RESOURCE_TYPE,
    readOperations({ schemas: [PATCH_OP_URN], Operations: operations }),
  );
}

function plan(...operations: readonly JsonValue[]): object | undefined {
  const planned = planList(prepare(...operations));
  return (
    planned && {
      clears: planned.clears,
      added: Object.fromEntries(planned.added),
      removed: [...planned.removed],
    }
  );
}

const path = 'members';
const nothing = { clears: false, added: {}, removed: [] };

describe('planList', () => {
  // Quirk Q11: members in every shape that was seen.
  it.each<[string, JsonValue, object]>([
    ['none', { op: 'add', path, value: [] }, nothing],
    [
      'a list',
      { op: 'Add', path, value: [{ $ref: null, value: 'U1' }] },
      { ...nothing, added: { U1: { value: 'U1' } } },
    ],
    [
      'one object with its parts',
      { op: 'add', path, value: { value: 'U1', type: 'User', display: 'x' } },
      { ...nothing, added: { U1: { value: 'U1', type: 'User' } } },
    ],
    ['a bare text', { op: 'add', path, value: 'U1' }, { ...nothing, added: { U1: { value: 'U1' } } }],
    ['a remove of all', { op: 'remove', path }, { ...nothing, clears: true }],
    [
      'a remove of listed ones',
      { op: 'Remove', path, value: [{ value: 'U1' }] },
      { ...nothing, removed: ['U1'] },
    ],
    ['a remove of none', { op: 'remove', path, value: [] }, nothing],
    ['a remove by filter', { op: 'remove', path: 'members[value eq "U1"]' }, { ...nothing, removed: ['U1'] }],
    [
      'a remove by filters',
      { op: 'remove', path: 'members[value eq "U1" or (value eq "U2" or value eq "U3")]' },
      { ...nothing, removed: ['U1', 'U2', 'U3'] },
    ],
    [
      'a new list',
      { op: 'replace', path, value: [{ value: 'U1' }, { value: 'U1' }] },
      { clears: true, added: { U1: { value: 'U1' } }, removed: [] },
    ],
    ['null for the list', { op: 'Replace', path, value: null }, { ...nothing, clears: true }],
    ['an empty list', { op: 'replace', path, value: [] }, { ...nothing, clears: true }],
    [
      'a list without a path',
      { op: 'add', value: { members: [{ value: 'U1' }] } },
      { ...nothing, added: { U1: { value: 'U1' } } },
    ],
  ])('plans %s', (_case, operation, expected) => {
    expect(plan(operation)).toEqual(expected);
  });

  it('plans one operation after the other', () => {
    expect(plan()).toEqual(nothing);
    expect(
      plan(
        { op: 'add', path, value: [{ value: 'U1' }, { value: 'U2' }] },
        { op: 'remove', path: 'members[value eq "U1"]' },
        { op: 'remove', path: 'members[value eq "U3"]' },
        { op: 'add', path, value: { value: 'U3' } },
        { op: 'add', path, value: { value: 'U2', type: 'User' } },
      ),
    ).toEqual({
      clears: false,
      added: { U2: { value: 'U2', type: 'User' }, U3: { value: 'U3' } },
      removed: ['U1'],
    });
    expect(
      plan(
        { op: 'remove', path: 'members[value eq "U1"]' },
        { op: 'replace', path, value: [{ value: 'U2' }] },
        { op: 'remove', path: 'members[value eq "U3"]' },
      ),
    ).toEqual({ clears: true, added: { U2: { value: 'U2' } }, removed: [] });
  });

  it.each<JsonValue>([
    { op: 'remove', path: 'members[type eq "User"]' },
    { op: 'remove', path: 'members[value ne "U1"]' },
    { op: 'remove', path: 'members[not (value eq "U1")]' },
    { op: 'remove', path: 'members[value eq "U1" or type eq "User"]' },
    { op: 'remove', path: 'members[value eq "U1" and type eq "User"]' },
    { op: 'remove', path: 'members[value eq "U1"].type' },
    { op: 'add', path: 'members[value eq "U1"]', value: { value: 'U1' } },
    { op: 'replace', path: 'members[value eq "U1"].value', value: 'U2' },
    { op: 'replace', path: 'members.value', value: 'U2' },
  ])('has to see the list for %j', (operation) => {
    expect(plan(operation)).toBeUndefined();
  });

  it.each([
    ['may be required', { required: true }],
    ['has a bound', { maxValues: 200 }],
    ['is immutable', { mutability: 'immutable' }],
    ['compares without case', { subAttributes: [defineAttribute('value', '', { mutability: 'immutable' })] }],
    [
      'has a primary value',
      {
        subAttributes: [
          defineAttribute('value', '', { mutability: 'immutable', caseExact: true }),
          defineAttribute('primary', '', { type: 'boolean' }),
        ],
      },
    ],
    ['is told apart by type as well', { subAttributes: [defineAttribute('value', '', { caseExact: true })] }],
  ] as const)('has to see a list that %s', (_case, characteristics) => {
    const [operation] = prepare({ op: 'add', path, value: [{ value: 'U1' }] });
    if (operation === undefined) throw new Error('There is one operation.');
    const attribute = { ...operation.target.attribute, ...characteristics };

    expect(planList([{ ...operation, target: { ...operation.target, attribute } }])).toBeUndefined();
  });

  it.each<JsonValue>([{ displayName: 'x' }, { type: 'User' }, { $ref: '../Users/U1', value: '' }])(
    'refuses %j, which has no value',
    (element) => {
      for (const op of ['add', 'replace', 'remove']) {
        const operations = prepare({ op, path, value: [{ value: 'U1' }, element] });
        const refusal = expect.objectContaining({ status: 400, scimType: 'invalidValue' });

        expect(() => planList(operations)).toThrow(refusal);
        expect(() => applyToList(operations, [])).toThrow(refusal);
      }
    },
  );

  it('reads in the dialect of the tenant', () => {
    const [operation] = prepare({ op: 'add', path, value: 'U1' });
    if (operation === undefined) throw new Error('There is one operation.');
    const tolerance = new Tolerance();
    planList([operation], tolerance);

    expect(tolerance.deviations).toEqual(['bare-complex-value']);
    expect(() => planList([operation], new Tolerance('strict'))).toThrow(
      expect.objectContaining({ scimType: 'invalidValue' }),
    );
  });
});

describe('partitionOperations', () => {
  it('takes the operations about one core attribute out, in their order', () => {
    const { about, others } = partitionOperations(
      prepare(
        { op: 'replace', path: 'MEMBERS', value: [] },
        { op: 'replace', value: { displayName: 'a', members: [{ value: 'U1' }] } },
        { op: 'remove', path: 'members[value eq "U1"]' },
        { op: 'remove', path: 'externalId' },
      ),
      'members',
    );

    expect(about.map(({ op }) => op)).toEqual(['replace', 'replace', 'remove']);
    expect(others.map(({ target }) => target.name)).toEqual(['displayName', 'externalId']);
  });
});

/** Few members, each of which always has the same parts. */
const ids = fc.constantFrom('U1', 'U2', 'U3', 'U4', 'u1');
const member = fc.tuple(ids, fc.boolean(), fc.boolean()).map(([value, hasType, hasRef]): JsonObject => ({
  value,
  ...(hasType && { type: value === 'U4' ? 'Group' : 'User' }),
  ...(hasRef && { $ref: `../${value}` }),
}));
const lists = fc.uniqueArray(member, { maxLength: 5, selector: ({ value }) => value });
const filters = fc.oneof(
  fc
    .array(ids, { minLength: 1, maxLength: 3 })
    .map((values) => values.map((value) => `value eq "${value}"`).join(' or ')),
  fc.constantFrom('type eq "User"', 'value ne "U1"', 'value eq "U1" and type pr', '$ref pr'),
);
const sent = fc.oneof(
  fc.array(
    fc.oneof({ weight: 4, arbitrary: member }, ids, fc.constantFrom<JsonValue>(null, {}, { type: 'User' })),
    {
      maxLength: 4,
    },
  ),
  member,
  ids,
  fc.constantFrom<JsonValue>(null, [], ''),
);
const operation: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace', 'remove'), path: fc.constant(path), value: sent }),
  fc.constant({ op: 'remove', path }),
  filters.map((filter) => ({ op: 'remove', path: `members[${filter}]` })),
  fc
    .tuple(fc.constantFrom('add', 'replace'), ids, ids)
    .map(([op, chosen, value]) => ({ op, path: `members[value eq "${chosen}"]`, value: { value } })),
);

function applyPlan(
  { clears, added, removed }: ListPlan,
  current: readonly JsonObject[],
): readonly JsonValue[] {
  const values = clears ? [] : current.map(({ value }) => value as string);
  return [...new Set([...values.filter((value) => !removed.has(value)), ...added.keys()])].sort();
}

function valuesOf(list: JsonValue | undefined): readonly JsonValue[] {
  return ((list ?? []) as readonly JsonObject[]).map(({ value }) => value as string).sort();
}

function outcomeOf<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return error.scimType ?? '';
  }
}

describe('a plan', () => {
  it('gives the same members as the list itself, and as a PATCH of the whole group', () => {
    let plans = 0;
    fc.assert(
      fc.property(lists, fc.array(operation, { maxLength: 5 }), (current, sentOperations) => {
        const operations = prepare(...sentOperations);
        const group = {
          schemas: [GROUP_URN],
          displayName: 'g',
          ...(current.length > 0 && { members: current }),
        };

        const planned = outcomeOf(() => planList(operations));
        const applied = outcomeOf(() => valuesOf(applyToList(operations, current)));
        const patched = outcomeOf(() =>
          valuesOf(applyPatch(GROUP_RESOURCE_TYPE, group, operations).resource.members),
        );

        if (typeof planned === 'string') expect(applied).toBe(planned);
        else if (planned !== undefined) {
          plans += 1;
          expect(applyPlan(planned, current)).toEqual(applied);
        }
        // A PATCH of the whole group takes members without a value.
        if (applied !== 'invalidValue') expect(patched).toEqual(applied);
      }),
      { numRuns: 2_000 },
    );
    expect(plans).toBeGreaterThan(200);
  });
});
