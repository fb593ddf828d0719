import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import { GROUP_RESOURCE_TYPE, PATCH_OP_URN } from '@flosum/scim-schema';
import type { PreparedOperation } from './index.js';
import { applyToList, prepareOperations, readOperations } from './index.js';

const path = 'members';

function prepare(operation: JsonValue): readonly PreparedOperation[] {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: [operation] });
  return prepareOperations(GROUP_RESOURCE_TYPE, read);
}

describe('applyToList', () => {
  const first = { value: 'U1', type: 'User', $ref: '../Users/U1' };
  const current = [first, { value: 'U2' }];

  it.each<[JsonValue, readonly JsonObject[]]>([
    [{ op: 'add', path, value: { value: 'U1' } }, current],
    [{ op: 'replace', path: 'members[value eq "U1"]', value: { value: 'U1' } }, current],
    [
      { op: 'replace', path: 'members[value eq "U2"].type', value: 'User' },
      [first, { value: 'U2', type: 'User' }],
    ],
    [
      { op: 'add', path: 'members[value eq "U3"]', value: { type: 'User' } },
      [...current, { value: 'U3', type: 'User' }],
    ],
    [{ op: 'remove', path: 'members[type eq "User"]' }, [{ value: 'U2' }]],
    [{ op: 'remove', path, value: [{ value: 'U1', type: 'Group' }] }, [{ value: 'U2' }]],
  ])('applies %j', (operation, expected) => {
    expect(applyToList(prepare(operation), current)).toEqual(expected);
  });

  it.each<[JsonValue, string]>([
    [{ op: 'replace', path: 'members[value eq "U1"].value', value: 'U9' }, 'mutability'],
    [{ op: 'replace', path: 'members[value eq "U3"].value', value: 'U9' }, 'mutability'],
    [{ op: 'replace', path: 'members[value eq "U1"]', value: { value: 'U9' } }, 'mutability'],
    [{ op: 'add', path, value: { value: 'U1', type: 'Group' } }, 'mutability'],
    [{ op: 'add', path: 'members[type eq "Group"]', value: { $ref: 'x' } }, 'invalidValue'],
    [{ op: 'replace', path: 'members[value ne "U1" and value ne "U2"]', value: { type: 'x' } }, 'noTarget'],
  ])('refuses %j with %s', (operation, scimType) => {
    expect(() => applyToList(prepare(operation), current)).toThrow(expect.objectContaining({ scimType }));
  });
});
