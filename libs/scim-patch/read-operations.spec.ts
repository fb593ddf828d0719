import type { JsonValue } from '@flosum/scim-schema';
import { PATCH_OP_URN } from '@flosum/scim-schema';
import { MAX_OPERATIONS, readOperations } from './index.js';

const schemas = [PATCH_OP_URN];

describe('readOperations', () => {
  // RFC 7644 section 3.5.2. Entra quirk Q1: op in any case; PAT-5: so are the names of the members.
  it.each<[string, JsonValue, object]>([
    ['an add', { op: 'add', path: 'title', value: 'x' }, { op: 'add', path: 'title', value: 'x' }],
    [
      'a capitalised op',
      { op: 'Replace', path: 'title', value: 'x' },
      { op: 'replace', path: 'title', value: 'x' },
    ],
    ['a shouted op', { op: 'REMOVE', path: 'title' }, { op: 'remove', path: 'title' }],
    [
      'members in any case',
      { OP: 'Add', Path: 'title', VALUE: 'x' },
      { op: 'add', path: 'title', value: 'x' },
    ],
    ['no path', { op: 'add', value: { title: 'x' } }, { op: 'add', value: { title: 'x' } }],
    ['null as path', { op: 'add', path: null, value: {} }, { op: 'add', value: {} }],
    ['an empty path', { op: 'add', path: '', value: {} }, { op: 'add', path: '', value: {} }],
    [
      'null as value',
      { op: 'replace', path: 'title', value: null },
      { op: 'replace', path: 'title', value: null },
    ],
    [
      'false as value',
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'active', value: false },
    ],
    [
      'members that it does not know',
      { name: 'addMember', op: 'add', path: 'x', value: 1 },
      { op: 'add', path: 'x', value: 1 },
    ],
    [
      '__proto__',
      JSON.parse('{"op": "remove", "path": "x", "__proto__": {"value": 1}}') as JsonValue,
      { op: 'remove', path: 'x' },
    ],
  ])('reads %s', (_case, sent, operation) => {
    const [read] = readOperations({ schemas, Operations: [sent] });

    expect(read).toEqual(operation);
    expect(Object.keys(read ?? {})).toEqual(Object.keys(operation));
  });

  // Entra quirk Q15: the validator can send an empty list.
  it.each(['Operations', 'operations', 'OPERATIONS'])('reads the list under the name %s', (name) => {
    expect(readOperations({ SCHEMAS: [PATCH_OP_URN.toUpperCase(), 'urn:other'], [name]: [] })).toEqual([]);
  });

  // RFC 7644 section 3.5.2 and table 9: PAT-2, PAT-3, PAT-4.
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'The body of a PATCH is a JSON object, not nothing.'],
    ['null', null, 'The body of a PATCH is a JSON object, not null.'],
    ['a list', [], 'The body of a PATCH is a JSON object, not a list.'],
    ['a string', 'x', 'The body of a PATCH is a JSON object, not a string.'],
    ['no schemas', { Operations: [] }, `The body of a PATCH needs "schemas": ["${PATCH_OP_URN}"].`],
    [
      'schemas as text',
      { schemas: PATCH_OP_URN, Operations: [] },
      `The body of a PATCH needs "schemas": ["${PATCH_OP_URN}"].`,
    ],
    [
      'another schema',
      { schemas: ['urn:x', 5], Operations: [] },
      `The body of a PATCH needs "schemas": ["${PATCH_OP_URN}"].`,
    ],
    ['no operations', { schemas }, 'The body of a PATCH needs a list "Operations".'],
    ['null as operations', { schemas, Operations: null }, 'The body of a PATCH needs a list "Operations".'],
    [
      'one operation for a list',
      { schemas, Operations: { op: 'add' } },
      'The body of a PATCH needs a list "Operations".',
    ],
    ['null as an operation', { schemas, Operations: [null] }, 'Operation 1 is a JSON object, not null.'],
    [
      'no op',
      { schemas, Operations: [{ path: 'x' }] },
      'Operation 1 needs an "op" of "add", "remove" or "replace".',
    ],
    [
      'an unknown op in the second place',
      { schemas, Operations: [{ op: 'add', value: {} }, { op: 'move' }] },
      'Operation 2 needs an "op" of "add", "remove" or "replace".',
    ],
    [
      'a list as op',
      { schemas, Operations: [{ op: ['add'] }] },
      'Operation 1 needs an "op" of "add", "remove" or "replace".',
    ],
    [
      '__proto__ as op',
      { schemas, Operations: [{ op: '__proto__' }] },
      'Operation 1 needs an "op" of "add", "remove" or "replace".',
    ],
    [
      'two lists of operations',
      { schemas, Operations: [], operations: [] },
      '"operations" occurs more than once in the same object.',
    ],
    [
      'two ops',
      { schemas, Operations: [{ op: 'add', OP: 'remove' }] },
      '"OP" occurs more than once in the same object.',
    ],
  ])('refuses %s', (_case, body, detail) => {
    expect(() => readOperations(body)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidSyntax', detail }),
    );
  });

  it.each<JsonValue>([5, true, {}, ['title']])('refuses the path %j', (path) => {
    expect(() => readOperations({ schemas, Operations: [{ op: 'remove', path }] })).toThrow(
      expect.objectContaining({ scimType: 'invalidPath' }),
    );
  });

  it('takes a number of operations and refuses one more', () => {
    const list = (length: number): JsonValue =>
      Array.from({ length }, () => ({ op: 'remove', path: 'title' }));

    expect(readOperations({ schemas, Operations: list(MAX_OPERATIONS) })).toHaveLength(MAX_OPERATIONS);
    expect(() => readOperations({ schemas, Operations: list(MAX_OPERATIONS + 1) })).toThrow(
      'A PATCH takes at most 300 operations; send several requests.',
    );
  });
});
