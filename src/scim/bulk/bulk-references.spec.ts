import type { JsonObject } from '@flosum/scim-schema';
import type { ChangeOperation, CreateOperation } from './bulk-operation.js';
import { mentionsOf, referencesIn, referencesOf, resolveReferences } from './bulk-references.js';

const MANAGER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const IDS = new Map([
  ['a', 'id-1'],
  ['ab', 'id-2'],
  ['__proto__', 'id-3'],
  ['x/y z"', 'id-4'],
  ['50%', 'id-5'],
  ['', 'never'],
]);

function create(data: JsonObject): CreateOperation {
  return { kind: 'create', endpoint: 'Users', bulkId: 'own', data };
}

function patch(...operations: JsonObject[]): ChangeOperation {
  return { kind: 'patch', endpoint: 'Groups', id: '1', data: { Operations: operations } };
}

describe('references in data', () => {
  it.each<[string, string[], string]>([
    ['bulkId:a', ['a'], 'id-1'],
    ['bulkId:ab', ['ab'], 'id-2'],
    ['bulkId:abc', ['abc'], 'bulkId:abc'],
    ['bulkId:A', ['A'], 'bulkId:A'],
    ['bulkId:__proto__', ['__proto__'], 'id-3'],
    ['bulkId:toString', ['toString'], 'bulkId:toString'],
    ['bulkId:x/y z"', ['x/y z"'], 'id-4'],
    ['bulkId:50%', ['50%'], 'id-5'],
    ['https://x.test/v2/Users/bulkId:a', ['a'], 'https://x.test/v2/Users/id-1'],
    ['../Users/bulkId:ab', ['ab'], '../Users/id-2'],
    ['/Users/bulkId:x/y%20z%22', ['x/y z"'], '/Users/id-4'],
    ['/Users/bulkId:50%', ['50%'], '/Users/id-5'],
    ['see bulkId:a', [], 'see bulkId:a'],
    ['see /Users/bulkId:a', [], 'see /Users/bulkId:a'],
    ['notbulkId:a', [], 'notbulkId:a'],
    ['BULKID:a', [], 'BULKID:a'],
    ['', [], ''],
  ])('BLK-16: reads %j', (text, names, resolved) => {
    for (const data of [
      { value: text },
      { members: [{ value: 'x' }, { deeper: [[{ value: text }]] }] },
      { [MANAGER]: { manager: { value: text } } },
    ]) {
      expect([...referencesOf(create(data))]).toEqual(names);
      expect([...referencesIn(data)]).toEqual(names);
      expect(JSON.stringify(resolveReferences(create(data), IDS).data)).toBe(
        JSON.stringify(data).replace(JSON.stringify(text), JSON.stringify(resolved)),
      );
    }
  });

  it('leaves names, numbers and the operation that it is given alone', () => {
    const data = JSON.parse(
      '{"bulkId:a":1,"__proto__":{"value":"bulkId:a"},"active":true,"title":null}',
    ) as JsonObject;
    const operation = create(data);
    expect(JSON.stringify(resolveReferences(operation, IDS).data)).toBe(
      '{"bulkId:a":1,"__proto__":{"value":"id-1"},"active":true,"title":null}',
    );
    expect(JSON.stringify(operation.data)).toContain('bulkId:a"}');
  });

  it('finds each name once', () => {
    const data = { manager: 'bulkId:a', members: ['bulkId:ab', 'bulkId:a', '/Users/bulkId:a'] };
    expect([...referencesOf(create(data))]).toEqual(['a', 'ab']);
  });
});

describe('references in a PATCH', () => {
  it.each<[JsonObject, string[], JsonObject]>([
    [
      { op: 'add', path: 'members', value: [{ value: 'bulkId:a', $ref: '../Users/bulkId:a' }] },
      ['a'],
      { op: 'add', path: 'members', value: [{ value: 'id-1', $ref: '../Users/id-1' }] },
    ],
    [
      { op: 'remove', path: 'members[value eq "bulkId:a"]' },
      ['a'],
      { op: 'remove', path: 'members[value eq "id-1"]' },
    ],
    [
      { OP: 'remove', PATH: 'members[value eq "bulkId:ab" or value eq "bulkId:a"].display' },
      ['ab', 'a'],
      { OP: 'remove', PATH: 'members[value eq "id-2" or value eq "id-1"].display' },
    ],
    [
      { op: 'remove', path: 'members[$ref eq "../Users/bulkId:a"]' },
      ['a'],
      { op: 'remove', path: 'members[$ref eq "../Users/id-1"]' },
    ],
    [
      { op: 'remove', path: 'members[value eq "bulkId:x/y z\\""]' },
      ['x/y z"'],
      { op: 'remove', path: 'members[value eq "id-4"]' },
    ],
    [
      { op: 'replace', value: { 'members[value eq "bulkId:a"].display': 'bulkId:ab' } },
      ['a', 'ab'],
      { op: 'replace', value: { 'members[value eq "id-1"].display': 'id-2' } },
    ],
    [
      { op: 'remove', path: 'members[value eq bulkId:a] "bulkId:\\x" "bulkId:a' },
      [],
      { op: 'remove', path: 'members[value eq bulkId:a] "bulkId:\\x" "bulkId:a' },
    ],
  ])('BLK-16: reads %j', (sent, names, resolved) => {
    expect([...referencesOf(patch(sent))]).toEqual(names);
    expect(resolveReferences(patch(sent), IDS)).toEqual(patch(resolved));
  });

  it('takes what is no list of operations as values', () => {
    const operation: ChangeOperation = { ...patch(), data: { Operations: ['bulkId:a'], other: 'bulkId:ab' } };
    expect(resolveReferences(operation, IDS).data).toEqual({ Operations: ['id-1'], other: 'id-2' });
  });
});

describe('references in the path of an operation', () => {
  it.each([
    ['bulkId:a', ['a'], 'id-1'],
    ['bulkId:ab', ['ab'], 'id-2'],
    ['bulkId:nope', ['nope'], 'bulkId:nope'],
    ['2819c223', [], '2819c223'],
  ])('BLK-17: reads %s', (id, names, resolved) => {
    const operation = { kind: 'remove', endpoint: 'Users', id, version: 'W/"1"' } as const;
    expect([...referencesOf(operation)]).toEqual(names);
    expect(resolveReferences(operation, IDS)).toEqual({ ...operation, id: resolved });
  });

  it('reads none of an invalid operation', () => {
    const operation = {
      kind: 'invalid',
      endpoint: 'Users',
      id: 'bulkId:a',
      error: expect.anything(),
    } as const;
    expect([...referencesOf(operation)]).toEqual([]);
  });
});

describe('mentionsOf', () => {
  it('finds ids and references in the data, not in the path', () => {
    const targets = new Set(['1', '2', '3', '4', 'bulkId:a', 'bulkId:ab', 'bulkId:b']);
    const operation = patch(
      { op: 'remove', path: 'members[value eq "2"]' },
      { op: 'add', path: 'members', value: [{ value: 'bulkId:a' }, { $ref: '../Users/3' }, { value: '44' }] },
      { op: 'add', path: 'members', value: [{ $ref: '../Users/bulkId:ab' }] },
    );
    expect([...mentionsOf(operation, targets)]).toEqual(['2', 'bulkId:a', '3', 'bulkId:ab']);
    expect([...mentionsOf({ kind: 'remove', endpoint: 'Users', id: '1' }, targets)]).toEqual([]);
  });
});
