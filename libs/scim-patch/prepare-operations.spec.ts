import type { JsonValue } from '@flosum/scim-schema';
import { defineAttribute, ENTERPRISE_USER_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import type { Operation } from './index.js';
import { MAX_OPERATIONS, prepareOperations } from './index.js';

describe('prepareOperations', () => {
  // RFC 7644 figures 7 and 8, PAP-1 and PAP-2; Entra quirk Q4: the dots in a URN separate nothing.
  it.each([
    ['active', 'active'],
    ['NAME.GIVENNAME', 'name.givenName'],
    [`${USER_URN}:userName`, 'userName'],
    [`${USER_URN.toLowerCase()}:name.familyName`, 'name.familyName'],
    [`${ENTERPRISE_USER_URN}:department`, `${ENTERPRISE_USER_URN}:department`],
    [`${ENTERPRISE_USER_URN.toUpperCase()}:manager.value`, `${ENTERPRISE_USER_URN}:manager.value`],
    ['manager', `${ENTERPRISE_USER_URN}:manager`],
    ['manager.$ref', `${ENTERPRISE_USER_URN}:manager.$ref`],
    ['emails[type eq "work"]', 'emails'],
    ['emails[TYPE EQ "work"].VALUE', 'emails.value'],
    ['emails[type eq "work" and not (value ew "x")].value', 'emails.value'],
    [`${USER_URN}:emails[type eq "work"].value`, 'emails.value'],
    ['roles[primary eq "True"].value', 'roles.value'],
    ['emails.value', 'emails.value'],
  ])('finds the target of %s', (path, name) => {
    expect(targetsOf({ op: 'replace', path, value: 'x' })).toEqual([name]);
  });

  // RFC 7644 section 3.5.2.1. Entra quirk Q3: dotted and qualified names, filters and whole extensions as names.
  it.each<[string, Record<string, JsonValue>, readonly string[]]>([
    ['plain names', { title: 'x', ACTIVE: true }, ['title', 'active']],
    ['an object', { name: { givenName: 'x' } }, ['name']],
    [
      'dotted names',
      { 'name.givenName': 'x', 'name.familyName': 'y' },
      ['name.givenName', 'name.familyName'],
    ],
    [
      'qualified names',
      { [`${ENTERPRISE_USER_URN}:department`]: 'x' },
      [`${ENTERPRISE_USER_URN}:department`],
    ],
    [
      'dotted qualified names',
      { [`${ENTERPRISE_USER_URN}:manager.value`]: 'x' },
      [`${ENTERPRISE_USER_URN}:manager.value`],
    ],
    [
      'an extension',
      { [ENTERPRISE_USER_URN.toLowerCase()]: { department: 'x', manager: 'y' } },
      [`${ENTERPRISE_USER_URN}:department`, `${ENTERPRISE_USER_URN}:manager`],
    ],
    ['the core URN', { [USER_URN]: { title: 'x', 'name.givenName': 'y' } }, ['title', 'name.givenName']],
    ['filters', { 'emails[type eq "work"].value': 'x' }, ['emails.value']],
    ['a list and a part of it', { emails: [], 'emails.value': 'x' }, ['emails', 'emails.value']],
    ['nothing', {}, []],
  ])('spells out %s of a value without a path, in order', (_case, value, names) => {
    expect(targetsOf({ op: 'replace', value })).toEqual(names);
    expect(targetsOf({ op: 'add', value })).toEqual(names);
  });

  it.each([
    [USER_URN, { title: 'x', active: true }, ['title', 'active']],
    [ENTERPRISE_USER_URN.toUpperCase(), { division: 'x' }, [`${ENTERPRISE_USER_URN}:division`]],
  ])('spells out the path of a whole schema, %s', (path, value, names) => {
    expect(targetsOf({ op: 'add', path, value })).toEqual(names);
  });

  // Entra quirk Q16: what no schema of the type has is ignored, for the sake of the operation next to it.
  it.each([
    'shoeSize',
    'name.shoeSize',
    'emails[type eq "work"].shoeSize',
    'shoes[type eq "x"].value',
    'constructor',
    'constructor.prototype',
    'urn:ietf:params:scim:schemas:extension:Custom:2.0:User:tag',
    'urn:ietf:params:scim:schemas:extension:Custom:2.0:User',
    `${ENTERPRISE_USER_URN}:shoeSize`,
    `${ENTERPRISE_USER_URN}:userName`,
    'schemas',
  ])('ignores %s', (path) => {
    expect(targetsOf({ op: 'replace', path, value: 'x' })).toEqual([]);
    expect(targetsOf({ op: 'remove', path })).toEqual([]);
    expect(targetsOf({ op: 'add', value: { [path]: 'x', active: false } })).toEqual(['active']);
  });

  // RFC 7644 table 9; PAP-3, PAP-5 and PAP-10.
  it.each([
    '',
    ' ',
    'name.',
    '.value',
    'a.b.c',
    'a b',
    '/emails/0',
    'emails[0]',
    'emails[',
    'emails[]',
    'emails[type eq "work"',
    'emails[type eq "work"],x',
    'emails[type eq work].value',
    'emails[type eq "work"].a.b',
    'emails[shoeSize eq 1].value',
    'emails[type gt 5].value',
    'emails[primary co "t"].value',
    'emails[type[value eq "x"]]',
    'name[givenName eq "x"].familyName',
    'userName[value eq "x"]',
    '__proto__',
    '__proto__.active',
    'name.__proto__',
    `${USER_URN}:`,
    '('.repeat(20_000),
  ])('refuses the path %j', (path) => {
    const refusal = expect.objectContaining({ status: 400, scimType: 'invalidPath' });

    expect(() => targetsOf({ op: 'replace', path, value: 'x' })).toThrow(refusal);
    expect(() => targetsOf({ op: 'remove', path })).toThrow(refusal);
    expect(() => targetsOf({ op: 'add', value: { active: false, [path]: 'x' } })).toThrow(refusal);
  });

  it('says where in the path the problem is', () => {
    expect(() => targetsOf({ op: 'remove', path: 'emails[type eq work]' })).toThrow(
      'Path "emails[type eq work]" not understood at character 16: a value was expected: ' +
        'a text in double quotes, a number, true, false or null.',
    );
  });

  // RFC 7644 section 3.5.2: PAR-8 and PAE-10. A-25: inside of a value, what is read-only is ignored.
  it.each([
    'id',
    'meta',
    'meta.created',
    'groups',
    'groups.display',
    'groups[value eq "G1"]',
    'groups[value eq "G1"].display',
    'manager.displayName',
    `${USER_URN}:id`,
    `${ENTERPRISE_USER_URN}:manager.displayName`,
  ])('refuses to change %s, and ignores it inside of a value', (path) => {
    const refusal = expect.objectContaining({ status: 400, scimType: 'mutability' });

    expect(() => targetsOf({ op: 'replace', path, value: 'x' })).toThrow(refusal);
    expect(() => targetsOf({ op: 'add', path, value: 'x' })).toThrow(refusal);
    expect(() => targetsOf({ op: 'remove', path })).toThrow(refusal);
    expect(targetsOf({ op: 'replace', value: { [path]: 'x', title: 'y' } })).toEqual(['title']);
  });

  it('ignores what is read-only inside of an extension', () => {
    const schema = {
      id: 'urn:example:2.0:Badge',
      name: 'Badge',
      description: 'A badge',
      attributes: [
        defineAttribute('color', 'Free.'),
        defineAttribute('number', 'Read-only.', { mutability: 'readOnly' }),
      ],
    };
    const type = { ...USER_RESOURCE_TYPE, extensions: [{ schema, required: false }] };
    const value = { color: 'red', number: '7' };

    for (const operation of [
      { op: 'remove', path: schema.id },
      { op: 'replace', path: schema.id, value: null },
      { op: 'replace', path: schema.id, value },
      { op: 'add', value: { [schema.id]: value } },
    ] as const) {
      const targets = prepareOperations(type, [operation]).map(({ target }) => target.name);
      expect(targets).toEqual([`${schema.id}:color`]);
    }
  });

  // RFC 7644 sections 3.5.2.1 to 3.5.2.3: PAA-1, PAE-12, PAR-1.
  it.each<[string, Operation, string]>([
    ['an add without a value', { op: 'add', path: 'title' }, 'invalidValue'],
    ['a replace without a value', { op: 'replace', path: 'title' }, 'invalidValue'],
    ['a replace without path and value', { op: 'replace' }, 'invalidValue'],
    ['an add of text without a path', { op: 'add', value: 'x' }, 'invalidValue'],
    ['an add of a list without a path', { op: 'add', value: [{ title: 'x' }] }, 'invalidValue'],
    ['a replace by null without a path', { op: 'replace', value: null }, 'invalidValue'],
    ['text for an extension', { op: 'add', path: ENTERPRISE_USER_URN, value: 'x' }, 'invalidValue'],
    [
      'text for an extension in a value',
      { op: 'replace', value: { [ENTERPRISE_USER_URN]: 'x' } },
      'invalidValue',
    ],
    ['text for the core', { op: 'replace', path: USER_URN, value: 'x' }, 'invalidValue'],
    ['a remove without a path', { op: 'remove' }, 'noTarget'],
    ['a remove with a value instead of a path', { op: 'remove', value: { title: 'x' } }, 'noTarget'],
    ['a remove of the whole core', { op: 'remove', path: USER_URN }, 'noTarget'],
    [
      'names that differ in case only',
      { op: 'add', value: { active: true, Active: false } },
      'invalidSyntax',
    ],
    [
      'names of an extension that differ in case only',
      { op: 'add', path: ENTERPRISE_USER_URN, value: { division: 'x', DIVISION: 'y' } },
      'invalidSyntax',
    ],
  ])('refuses %s', (_case, operation, scimType) => {
    expect(() => targetsOf(operation)).toThrow(expect.objectContaining({ status: 400, scimType }));
  });

  // A value without a path is as many operations as it has names, in extensions too.
  it('takes a number of operations, spelt out, and refuses one more', () => {
    const names = (length: number): [string, string][] =>
      Array.from({ length }, (_, index) => [`emails[value eq "${index}"].display`, 'x']);
    const value = Object.fromEntries(names(MAX_OPERATIONS));
    const extension = Object.fromEntries(names(MAX_OPERATIONS));

    expect(targetsOf({ op: 'add', value })).toHaveLength(MAX_OPERATIONS);
    for (const tooMany of [
      { ...value, title: 'x' },
      { [ENTERPRISE_USER_URN]: extension, title: 'x' },
    ]) {
      expect(() => targetsOf({ op: 'add', value: tooMany })).toThrow(
        expect.objectContaining({
          scimType: 'invalidSyntax',
          detail: 'A PATCH takes at most 300 operations; send several requests.',
        }),
      );
    }
  });
});

function targetsOf(operation: Operation): readonly string[] {
  return prepareOperations(USER_RESOURCE_TYPE, [operation]).map(({ target }) => target.name);
}
