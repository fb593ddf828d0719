import { readPeople } from '../people/read-people.js';
import type { Person } from '../people/person.js';
import { findDifferences } from './find-differences.js';
import { writeCreateBody } from './write-create-body.js';
import { writePatchBody } from './write-patch-body.js';

const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH_OP = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

function readOne(cells: string): Person {
  const [person] = readPeople(
    `id,mail,givenName,surname,displayName,jobTitle,department,accountEnabled\n${cells}`,
  );
  if (person === undefined) throw new Error('The line holds nobody.');
  return person;
}

const jane = readOne('o-1,Jane@contoso.example,Jane,Doe,Jane Doe,"VP, Sales",R&D,True');
const janesAccount = {
  id: 'id-1',
  userName: 'Jane@contoso.example',
  active: true,
  displayName: 'Jane Doe',
  title: 'VP, Sales',
  emails: [
    { type: 'other', value: 'x@y.example' },
    { type: 'work', value: 'Jane@contoso.example', primary: true },
  ],
  name: { givenName: 'Jane', familyName: 'Doe' },
  externalId: 'o-1',
  [URN]: { department: 'R&D' },
};

function renameKey(account: object, from: string, to: string): object {
  return Object.fromEntries(Object.entries(account).map(([key, value]) => [key === from ? to : key, value]));
}

describe('writeCreateBody', () => {
  it('writes everything that the source holds', () => {
    expect(writeCreateBody(jane)).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', URN],
      meta: { resourceType: 'User' },
      externalId: 'o-1',
      userName: 'Jane@contoso.example',
      active: true,
      displayName: 'Jane Doe',
      title: 'VP, Sales',
      emails: [{ primary: true, type: 'work', value: 'Jane@contoso.example' }],
      name: { givenName: 'Jane', familyName: 'Doe' },
      [URN]: { department: 'R&D' },
    });
  });

  it('leaves out what is empty', () => {
    expect(writeCreateBody(readOne('o-2,x@contoso.example,,,,,,'))).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', URN],
      meta: { resourceType: 'User' },
      externalId: 'o-2',
      userName: 'x@contoso.example',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'x@contoso.example' }],
    });
  });
});

describe('findDifferences', () => {
  const pathsOf = (person: Person, account: object): string[] =>
    findDifferences(person, { ...account }).map(({ attribute }) => attribute.path);

  it.each([
    ['the same', janesAccount, []],
    ['names in another case', renameKey(janesAccount, 'userName', 'USERNAME'), []],
    ['a value in another case', { ...janesAccount, userName: 'jane@contoso.example' }, ['userName']],
    ['a boolean as a string', { ...janesAccount, active: 'True' }, []],
    ['a disabled user', { ...janesAccount, active: false }, ['active']],
    [
      'only another e-mail',
      { ...janesAccount, emails: [{ type: 'home', value: 'Jane@contoso.example' }] },
      ['emails[type eq "work"].value'],
    ],
    ['no extension', { ...janesAccount, [URN]: null }, [`${URN}:department`]],
  ])('compares with %s', (_, account, paths) => {
    expect(pathsOf(jane, account)).toEqual(paths);
  });

  it('never compares what is empty in the source', () => {
    const person = readOne('o-1,Jane@contoso.example,,,,,,');
    expect(pathsOf(person, janesAccount)).toEqual([]);
  });
});

describe('writePatchBody', () => {
  const changed = readOne('o-1,j.roe@contoso.example,Jane,Roe,Jane Roe,"VP, Sales",HR,False');
  const bare = { ...janesAccount, displayName: undefined, [URN]: undefined, emails: [] };

  it('writes the default dialect', () => {
    expect(writePatchBody(findDifferences(changed, bare), 'default')).toEqual({
      schemas: PATCH_OP,
      Operations: [
        { op: 'Replace', path: 'userName', value: 'j.roe@contoso.example' },
        { op: 'Replace', path: 'active', value: 'False' },
        { op: 'Add', path: 'displayName', value: 'Jane Roe' },
        { op: 'Add', path: 'emails[type eq "work"].value', value: 'j.roe@contoso.example' },
        { op: 'Replace', path: 'name.familyName', value: 'Roe' },
        { op: 'Add', path: `${URN}:department`, value: 'HR' },
      ],
    });
  });

  it('writes the dialect of aadOptscim062020', () => {
    expect(writePatchBody(findDifferences(changed, bare), 'aadOptscim062020')).toEqual({
      schemas: PATCH_OP,
      Operations: [
        { op: 'add', path: 'emails[type eq "work"].value', value: 'j.roe@contoso.example' },
        {
          op: 'replace',
          value: {
            userName: 'j.roe@contoso.example',
            active: false,
            displayName: 'Jane Roe',
            'name.familyName': 'Roe',
            [`${URN}:department`]: 'HR',
          },
        },
      ],
    });
  });

  it.each([
    ['default', { ...janesAccount, active: false }, { op: 'Replace', path: 'active', value: 'True' }],
    ['aadOptscim062020', { ...janesAccount, active: false }, { op: 'replace', path: 'active', value: true }],
    ['aadOptscim062020', { ...janesAccount, title: '' }, { op: 'add', path: 'title', value: 'VP, Sales' }],
  ] as const)('gives a single attribute its path (%s)', (dialect, account, operation) => {
    expect(writePatchBody(findDifferences(jane, account), dialect)).toEqual({
      schemas: PATCH_OP,
      Operations: [operation],
    });
  });
});
