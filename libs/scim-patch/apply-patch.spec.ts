import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import {
  ENTERPRISE_USER_URN,
  InvalidValueError,
  PATCH_OP_URN,
  readResource,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const user = deepFreeze<ScimResource>({
  schemas: [USER_URN, ENTERPRISE_USER_URN],
  userName: 'jo',
  active: true,
  title: 'Clerk',
  name: { givenName: 'Jo', familyName: 'Do' },
  emails: [
    { type: 'work', value: 'w', primary: true },
    { type: 'home', value: 'h' },
  ],
  [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M1' } },
});

describe('applyPatch', () => {
  // RFC 7644 section 3.5.2 (PAT-6), quirk Q21: all operations or none.
  it.each<[string, object, string]>([
    ['has a value of another type', { op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue'],
    ['unassigns what is required', { op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
    ['removes what is required', { op: 'remove', path: 'userName' }, 'mutability'],
    ['changes what is read-only', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['cannot be read', { op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath'],
    ['has no target', { op: 'replace', path: 'emails[type sw "x"].value', value: 'x' }, 'noTarget'],
  ])('does nothing at all when one operation %s', (_case, broken, scimType) => {
    const before = structuredClone(user);
    const operations = [
      { op: 'replace', path: 'title', value: 'Boss' },
      { op: 'add', path: 'emails', value: { value: 'x', primary: true } },
      { op: 'remove', path: 'manager' },
      { op: 'replace', path: 'name.givenName', value: 'Al' },
    ];

    expect(() => patch(user, ...operations, broken)).toThrow(
      expect.objectContaining({ status: 400, scimType }),
    );
    expect(() => patch(user, broken, ...operations)).toThrow(
      expect.objectContaining({ status: 400, scimType }),
    );
    expect(user).toEqual(before);
  });

  it('leaves the resource that was handed in as it was', () => {
    const before = structuredClone(user);

    const { resource } = patch(
      user,
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      { op: 'add', path: 'emails', value: [{ value: 'W', type: 'WORK', display: 'x' }] },
      { op: 'replace', path: 'manager', value: 'M2' },
      { op: 'remove', path: 'name.givenName' },
      { op: 'remove', path: 'department' },
    );

    expect(user).toEqual(before);
    expect(resource).not.toEqual(before);
  });

  // RFC 7644 section 3.5.2 (PAT-7): in order, each on the result of the one before.
  it.each<[string, readonly object[], Record<string, JsonValue | undefined>]>([
    [
      'adds, then removes',
      [
        { op: 'add', path: 'nickName', value: 'x' },
        { op: 'remove', path: 'nickName' },
      ],
      {},
    ],
    [
      'removes, adds, then replaces',
      [
        { op: 'remove', path: 'title' },
        { op: 'add', path: 'title', value: 'x' },
        { op: 'replace', path: 'title', value: 'y' },
      ],
      { title: 'y' },
    ],
    [
      'renames a type, then finds it under its new name',
      [
        { op: 'replace', path: 'emails[type eq "home"].type', value: 'other' },
        { op: 'replace', path: 'emails[type eq "other"].value', value: 'o' },
      ],
      {
        emails: [
          { type: 'work', value: 'w', primary: true },
          { type: 'other', value: 'o' },
        ],
      },
    ],
    [
      'replaces a list, then a part in it',
      [
        { op: 'replace', path: 'emails', value: [{ type: 'home', value: 'x' }] },
        { op: 'replace', path: 'emails[type eq "home"].display', value: 'X' },
      ],
      { emails: [{ type: 'home', value: 'x', display: 'X' }] },
    ],
    [
      'empties an extension, then fills it',
      [
        { op: 'remove', path: ENTERPRISE_USER_URN },
        { op: 'add', path: 'division', value: 'x' },
      ],
      { [ENTERPRISE_USER_URN]: { division: 'x' } },
    ],
    [
      'names an attribute twice in one value',
      [{ op: 'replace', value: { name: { givenName: 'A' }, 'name.givenName': 'B' } }],
      { name: { givenName: 'B', familyName: 'Do' } },
    ],
  ])('%s', (_case, operations, expected) => {
    expect(patch(user, ...operations).resource).toEqual({ ...user, ...expected });
  });

  // RFC 7644 section 3.5.2.1 (PAA-8): then version and lastModified stay.
  it.each<[string, readonly object[]]>([
    ['there is no operation', []],
    ['an operation repeats what is there', [{ op: 'Replace', path: 'active', value: 'True' }]],
    [
      'only unknown attributes are named',
      [
        { op: 'add', value: { shoeSize: 44 } },
        { op: 'replace', path: 'urn:x:y:z', value: 1 },
      ],
    ],
    [
      'one operation undoes the other',
      [
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'replace', path: 'title', value: 'Clerk' },
      ],
    ],
    ['a value without members is sent', [{ op: 'add', value: {} }]],
    [
      'schemas is named',
      [
        { op: 'add', path: 'schemas', value: ['urn:x'] },
        { op: 'remove', path: 'schemas' },
      ],
    ],
  ])('tells that nothing changed, and hands back the same resource, when %s', (_case, operations) => {
    const result = patch(user, ...operations);

    expect(result.changed).toBe(false);
    expect(result.resource).toBe(user);
  });

  // RFC 7643 section 3 (PAP-8): schemas follows the content.
  it('lists an extension as long as it has attributes', () => {
    const bare: ScimResource = { schemas: [USER_URN], userName: 'jo' };
    const filled = patch(bare, {
      op: 'add',
      path: `${ENTERPRISE_USER_URN}:employeeNumber`,
      value: '7',
    }).resource;

    expect(filled).toEqual({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'jo',
      [ENTERPRISE_USER_URN]: { employeeNumber: '7' },
    });
    expect(patch(filled, { op: 'replace', path: 'employeeNumber', value: '' }).resource).toEqual(bare);
  });

  // RFC 7644 section 3.5.2: a list of operations does what its operations do one by one. Same seed, same lists.
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    'equals the operations one by one, seed %i',
    (seed) => {
      const random = randomNumbers(seed);
      const operations = Array.from({ length: 1 + Math.floor(random() * 8) }, () => randomOperation(random));

      const together = outcome(() => patch(user, ...operations).resource);
      const oneByOne = outcome(() =>
        operations.reduce<ScimResource>((resource, operation) => patch(resource, operation).resource, user),
      );

      expect(together).toEqual(oneByOne);
      if (typeof together === 'string') return;
      expect(readResource(USER_RESOURCE_TYPE, together)).toEqual(together);
      expect(patch(user, ...operations).changed).toBe(
        JSON.stringify(sorted(together)) !== JSON.stringify(sorted(user)),
      );
    },
  );

  it('takes 200 values in a list and not one more, by one operation or by several', () => {
    const values = Array.from({ length: 200 }, (_, index) => ({ value: `a${index}`, type: 'work' }));
    const full = patch(user, { op: 'replace', path: 'emails', value: values }).resource;
    expect(full.emails).toHaveLength(200);

    expect(patch(full, { op: 'add', path: 'emails', value: values }).changed).toBe(false);
    expect(() => patch(full, { op: 'add', path: 'emails', value: { value: 'b' } })).toThrow(
      InvalidValueError,
    );
    expect(() => patch(user, { op: 'add', path: 'emails', value: [...values, { value: 'b' }] })).toThrow(
      InvalidValueError,
    );
    expect(patch(full, { op: 'remove', path: 'emails', value: values }).resource.emails).toBeUndefined();
  });
});

function patch(resource: ScimResource, ...operations: readonly object[]): PatchResult {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  return applyPatch(USER_RESOURCE_TYPE, resource, prepareOperations(USER_RESOURCE_TYPE, read));
}

function outcome(run: () => ScimResource): ScimResource | string {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

const TARGETS: Readonly<Record<string, readonly JsonValue[]>> = {
  title: ['Boss', 'Clerk', '', null],
  active: ['False', true, 'true'],
  'name.givenName': ['Al', null],
  name: [{ familyName: 'X' }, { givenName: null, middleName: 'M' }, null],
  emails: [{ value: 'h', type: 'home', primary: true }, [{ value: 'n' }, { value: 'w' }], []],
  'emails[type eq "work"].value': ['x', '', null],
  'emails[type eq "other" and primary eq true].value': ['y', 'z'],
  'emails[not (primary eq true)]': [{ display: 'D' }, null],
  manager: ['M2', { value: '' }, [{ value: 'M3' }]],
  [`${ENTERPRISE_USER_URN}:department`]: ['HR', null],
  [ENTERPRISE_USER_URN]: [{ costCenter: '1' }, {}],
  shoeSize: [44],
};

function randomOperation(random: () => number): object {
  const op = pick(random, ['add', 'replace', 'replace', 'remove']);
  const path = pick(random, Object.keys(TARGETS));
  if (op === 'remove') return { op, path };
  const value = pick(random, TARGETS[path] ?? []);
  return random() < 0.5 ? { op, path, value } : { op, value: { [path]: value } };
}

function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** Mulberry32: the same numbers for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same JSON with its members in order, so that texts can be compared. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, JsonValue>)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
