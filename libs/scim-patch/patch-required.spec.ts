import type { ResourceType, ScimResource } from '@flosum/scim-schema';
import {
  checkResource,
  defineAttribute,
  defineComplex,
  defineList,
  PATCH_OP_URN,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { PatchResult } from './index.js';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const BADGE_URN = 'urn:example:schemas:2.0:Badge';
const DESK_URN = 'urn:example:schemas:2.0:Desk';

/** A tenant has added what is required later than its first users. */
const TYPE: ResourceType = {
  ...USER_RESOURCE_TYPE,
  extensions: [
    {
      required: true,
      schema: {
        id: BADGE_URN,
        name: 'Badge',
        description: 'A badge',
        attributes: [
          defineAttribute('number', 'Required.', { required: true }),
          defineAttribute('color', 'Free.'),
          defineComplex('owner', 'With a required part.', [
            defineAttribute('id', 'Required.', { required: true }),
            defineAttribute('note', 'Free.'),
          ]),
          defineList('doors', 'With a required part.', [
            defineAttribute('value', 'Free.'),
            defineAttribute('key', 'Required.', { required: true }),
          ]),
          defineAttribute('tags', 'A required list.', { multiValued: true, required: true }),
        ],
      },
    },
    {
      required: false,
      schema: {
        id: DESK_URN,
        name: 'Desk',
        description: 'A desk',
        attributes: [
          defineAttribute('room', 'Required.', { required: true }),
          defineAttribute('floor', 'Free.'),
        ],
      },
    },
  ],
};

const old: ScimResource = { schemas: [USER_URN], userName: 'jo', active: true };
const partial: ScimResource = {
  ...old,
  schemas: [USER_URN, BADGE_URN],
  [BADGE_URN]: { color: 'red', owner: { note: 'n' }, doors: [{ value: 'a' }, { value: 'b', key: 'k' }] },
};
const complete: ScimResource = {
  ...old,
  schemas: [USER_URN, BADGE_URN, DESK_URN],
  [BADGE_URN]: {
    number: '1',
    tags: ['t'],
    owner: { id: 'O1', note: 'n' },
    doors: [{ value: 'a', key: 'k' }],
  },
  [DESK_URN]: { room: '7', floor: '1' },
};

const refusal = expect.objectContaining({ status: 400, scimType: 'invalidValue' });

describe('a PATCH of a resource that misses what is required', () => {
  it.each<[string, ScimResource, object]>([
    ['disables a leaver', old, { op: 'replace', path: 'active', value: false }],
    [
      'disables a leaver with a part of the extension',
      partial,
      { op: 'replace', path: 'active', value: false },
    ],
    ['clears what is not there', old, { op: 'replace', path: `${BADGE_URN}:number`, value: null }],
    ['removes what is not there', old, { op: 'remove', path: `${BADGE_URN}:number` }],
    ['removes a list that is not there', partial, { op: 'remove', path: `${BADGE_URN}:tags` }],
    ['changes another attribute', partial, { op: 'replace', path: `${BADGE_URN}:color`, value: 'blue' }],
    ['changes another part', partial, { op: 'replace', path: `${BADGE_URN}:owner.note`, value: 'm' }],
    [
      'changes another value of a list',
      partial,
      { op: 'replace', path: `${BADGE_URN}:doors[value eq "b"].key`, value: 'l' },
    ],
    ['removes a value of a list', partial, { op: 'remove', path: `${BADGE_URN}:doors[value eq "b"]` }],
    ['clears the rest of a required extension', partial, { op: 'remove', path: `${BADGE_URN}:color` }],
    ['gives what was missing', partial, { op: 'add', path: `${BADGE_URN}:number`, value: '1' }],
  ])('%s', (_case, resource, operation) => {
    expect(() => patch(resource, operation)).not.toThrow();
  });

  it.each<[string, ScimResource, object]>([
    ['begins an extension without it', old, { op: 'add', path: `${DESK_URN}:floor`, value: '1' }],
    [
      'begins an attribute without its part',
      { ...complete, [BADGE_URN]: { number: '1', tags: ['t'] } },
      { op: 'add', path: `${BADGE_URN}:owner`, value: { note: 'n' } },
    ],
    [
      'adds a value without its part',
      partial,
      { op: 'add', path: `${BADGE_URN}:doors`, value: [{ value: 'c' }] },
    ],
    ['empties what is required', complete, { op: 'replace', path: `${BADGE_URN}:number`, value: '' }],
    ['empties a required part', complete, { op: 'replace', path: `${BADGE_URN}:owner.id`, value: null }],
    [
      'empties the part of a value',
      complete,
      { op: 'replace', path: `${BADGE_URN}:doors[value eq "a"].key`, value: null },
    ],
  ])('is refused when it %s', (_case, resource, operation) => {
    expect(() => patch(resource, operation)).toThrow(refusal);
  });

  it('takes an optional extension away as a whole, with what is required in it', () => {
    const { [DESK_URN]: _desk, ...rest } = complete;

    for (const operation of [
      { op: 'remove', path: DESK_URN },
      { op: 'replace', path: DESK_URN, value: null },
    ]) {
      expect(patch(complete, operation).resource).toEqual({ ...rest, schemas: [USER_URN, BADGE_URN] });
    }
    expect(() => patch(complete, { op: 'remove', path: `${DESK_URN}:room` })).toThrow(
      expect.objectContaining({ scimType: 'mutability' }),
    );
    expect(() => patch(complete, { op: 'remove', path: BADGE_URN })).toThrow(
      expect.objectContaining({ scimType: 'mutability' }),
    );
  });
});

describe('checkResource', () => {
  it('lets what passed the full check lose nothing that is required', () => {
    expect(checkResource(TYPE, complete)).toBe(complete);
    expect(() => checkResource(TYPE, partial, complete)).toThrow(refusal);
    expect(() => checkResource(TYPE, old, complete)).toThrow(refusal);
  });

  it('lets stay missing what was missing before', () => {
    expect(() => checkResource(TYPE, old)).toThrow(refusal);
    expect(checkResource(TYPE, old, old)).toBe(old);
    expect(checkResource(TYPE, partial, partial)).toBe(partial);
  });
});

function patch(resource: ScimResource, ...operations: readonly object[]): PatchResult {
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations });
  return applyPatch(TYPE, resource, prepareOperations(TYPE, read));
}
