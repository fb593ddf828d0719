import { patchOf, splitOffReferences } from './split-off-references.js';

const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('splitOffReferences', () => {
  it.each([
    [{ userName: 'jo' }, { userName: 'jo' }, []],
    [
      { userName: 'jo', members: [{ value: 'bulkId:b' }, { value: '1' }, { $ref: '/Users/bulkId:b' }] },
      { userName: 'jo', members: [{ value: '1' }] },
      [{ path: 'members', value: [{ value: 'bulkId:b' }, { $ref: '/Users/bulkId:b' }] }],
    ],
    [{ members: [{ value: 'bulkId:b' }] }, {}, [{ path: 'members', value: [{ value: 'bulkId:b' }] }]],
    [
      { owner: { value: 'bulkId:b', type: 'x' } },
      {},
      [{ path: 'owner', value: { value: 'bulkId:b', type: 'x' } }],
    ],
    [
      { [URN]: { manager: { value: 'bulkId:b' }, department: 'R&D', list: ['bulkId:b', 'x'] } },
      { [URN]: { department: 'R&D', list: ['x'] } },
      [
        { path: `${URN}:manager`, value: { value: 'bulkId:b' } },
        { path: `${URN}:list`, value: ['bulkId:b'] },
      ],
    ],
    [
      { [URN.toUpperCase()]: { manager: 'bulkId:b' } },
      {},
      [{ path: `${URN.toUpperCase()}:manager`, value: 'bulkId:b' }],
    ],
    [{ members: ['bulkId:other', 'bulkId:bb'] }, { members: ['bulkId:other', 'bulkId:bb'] }, []],
  ])('BLK-19: splits %j', (resource, body, additions) => {
    expect(splitOffReferences(resource, new Set(['b']))).toEqual({ body, additions });
  });
});

describe('patchOf', () => {
  it('adds what was left out', () => {
    expect(patchOf([{ path: 'members', value: ['x'] }])).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: 'members', value: ['x'] }],
    });
  });
});
