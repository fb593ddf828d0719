import type { ResourceType } from '@flosum/scim-schema';
import {
  defineAttribute,
  defineComplex,
  defineList,
  ENTERPRISE_USER_URN,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { CheckedFilter } from './index.js';
import { checkFilter, checkValueFilter, parseFilter } from './index.js';

const VAULT: ResourceType = {
  name: 'Vault',
  description: 'Has what nobody may read.',
  endpoint: '/Vaults',
  extensions: [],
  schema: {
    id: 'urn:example:schemas:2.0:Vault',
    name: 'Vault',
    description: 'A vault',
    attributes: [
      defineAttribute('password', 'Never shown.', { returned: 'never' }),
      defineAttribute('pin', 'Can only be written.', { mutability: 'writeOnly' }),
      defineComplex('lock', 'Has a hidden part.', [
        defineAttribute('value', 'Never shown.', { returned: 'never' }),
        defineAttribute('maker', 'Shown.'),
      ]),
      defineList('keys', 'Have hidden parts.', [
        defineAttribute('value', 'Never shown.', { returned: 'never' }),
        defineAttribute('code', 'Can only be written.', { mutability: 'writeOnly' }),
        defineAttribute('note', 'Shown on request.', { returned: 'request' }),
      ]),
      defineAttribute('words', 'Never shown.', { multiValued: true, returned: 'never' }),
    ],
  },
};

describe('checkFilter', () => {
  // RFC 7644 section 3.10: names and URNs count without case. The form that the evaluator and the database read.
  it.each<[string, object]>([
    ['USERNAME eq "BJensen"', comparison(['userName'], 'bjensen')],
    [`${USER_URN.toUpperCase()}:username eq "x"`, comparison(['userName'], 'x')],
    ['name.FAMILYNAME eq "X"', comparison(['name', 'familyName'], 'x')],
    ['externalId eq "AbC"', comparison(['externalId'], 'AbC')],
    ['active eq true', comparison(['active'], true)],
    ['active eq "False"', comparison(['active'], false)],
    [
      'meta.created eq "2020-01-01T02:00:00+02:00"',
      comparison(['meta', 'created'], '2020-01-01T00:00:00.000000000Z'),
    ],
    ['department eq "R&D"', comparison([ENTERPRISE_USER_URN, 'department'], 'r&d')],
    [`${ENTERPRISE_USER_URN}:department eq "x"`, comparison([ENTERPRISE_USER_URN, 'department'], 'x')],
    [
      `${ENTERPRISE_USER_URN}:manager.value eq "M1"`,
      comparison([ENTERPRISE_USER_URN, 'manager', 'value'], 'M1'),
    ],
    ['manager eq "M1"', comparison([ENTERPRISE_USER_URN, 'manager', 'value'], 'M1')],
    ['manager[value eq "M1"]', comparison([ENTERPRISE_USER_URN, 'manager', 'value'], 'M1')],
    ['name[familyName eq "x"]', comparison(['name', 'familyName'], 'x')],
    ['emails eq "X"', some(['emails'], comparison(['value'], 'x'))],
    ['emails.value eq "x"', some(['emails'], comparison(['value'], 'x'))],
    ['emails[value eq "x"]', some(['emails'], comparison(['value'], 'x'))],
    ['emails.type pr', some(['emails'], presence(['type']))],
    ['schemas eq "URN:X"', some(['schemas'], comparison([], 'urn:x'))],
    ['schemas[value eq "URN:X"]', some(['schemas'], comparison([], 'urn:x'))],
    ['emails pr', presence(['emails'])],
    ['name pr', presence(['name'])],
    ['userName pr', presence(['userName'])],
    ['nickName eq null', { kind: 'not', operand: presence(['nickName']) }],
    ['nickName ne null', presence(['nickName'])],
    ['emails.type eq null', { kind: 'not', operand: some(['emails'], presence(['type'])) }],
    ['not (active eq true)', { kind: 'not', operand: comparison(['active'], true) }],
    ['title pr and active pr', { kind: 'and', operands: [presence(['title']), presence(['active'])] }],
    ['title pr or active pr', { kind: 'or', operands: [presence(['title']), presence(['active'])] }],
  ])('understands %s', (text, expected) => {
    expect(check(text)).toMatchObject(expected);
  });

  // RFC 7644 table 9, section 3.4.2.1: an attribute that the type does not have.
  it.each([
    ['shoeSize eq 1', 0, '"shoeSize" is not an attribute of User'],
    ['title pr and shoeSize pr', 13, '"shoeSize" is not an attribute of User'],
    ['name.shoeSize pr', 0, '"name.shoeSize" is not an attribute of User'],
    ['userName.value pr', 0, '"userName.value" is not an attribute of User'],
    ['urn:x:y:userName pr', 0, '"urn:x:y:userName" is not an attribute of User'],
    [
      `${ENTERPRISE_USER_URN}:userName pr`,
      0,
      `"${ENTERPRISE_USER_URN}:userName" is not an attribute of User`,
    ],
    ['constructor pr', 0, '"constructor" is not an attribute of User'],
    ['password sw "a"', 0, '"password" is not an attribute of User'],
    ['shoes[type eq "x"]', 0, '"shoes" is not an attribute of User'],
    ['title pr and emails[size eq "x"]', 20, '"size" is not a part of "emails"'],
    ['emails[type.value eq "x"]', 7, '"type.value" is not a part of "emails"'],
    ['emails[urn:x:type eq "x"]', 7, '"urn:x:type" is not a part of "emails"'],
    ['emails[type eq "work"].size eq "x"', 0, '"size" is not a part of "emails"'],
    ['emails[userName eq "x"]', 7, '"userName" is not a part of "emails"'],
    ['schemas[type eq "x"]', 8, '"type" is not a part of "schemas"'],
    ['userName[value eq "x"]', 0, '"userName" has no parts to look at'],
    ['name eq "x"', 0, '"name" has parts: name the one to compare, such as "name.formatted"'],
    ['addresses co "x"', 0, '"addresses" has parts: name the one to compare, such as "addresses.formatted"'],
    [
      'not (title pr) and (name gt "x")',
      20,
      '"name" has parts: name the one to compare, such as "name.formatted"',
    ],
  ])('refuses %s', (text, position, problem) => {
    expect(() => check(text)).toThrow(
      expect.objectContaining({ scimType: 'invalidFilter', position, problem }),
    );
  });

  // RFC 7643 section 7 and 4.1.1: a filter must not tell what is never shown, letter by letter.
  it.each([
    'password sw "a"',
    'password pr',
    'password eq null',
    'pin eq "1"',
    'lock.value sw "a"',
    'lock sw "a"',
    'lock[value sw "a"]',
    'keys.value sw "a"',
    'keys sw "a"',
    'keys[value sw "a"]',
    'keys[note pr].value sw "a"',
    'keys[note pr and not (code ew "1")]',
    'keys.code pr',
    'words eq "a"',
    'words[value sw "a"]',
    'words pr',
  ])('refuses %s, which would tell a secret', (text) => {
    expect(() => check(text, VAULT)).toThrow(
      expect.objectContaining({
        scimType: 'invalidFilter',
        problem: expect.stringContaining('cannot be filtered by'),
      }),
    );
  });

  it.each(['keys.note eq "a"', 'keys[note eq "a"]', 'lock.maker eq "a"', 'keys pr'])(
    'allows %s beside secrets',
    (text) => {
      expect(() => check(text, VAULT)).not.toThrow();
    },
  );

  it('does not repeat long names in its message', () => {
    expect(() => check(`${'x'.repeat(5000)} pr`)).toThrow(
      expect.objectContaining({ problem: `"${'x'.repeat(200)}" is not an attribute of User` }),
    );
  });
});

describe('checkValueFilter', () => {
  it('takes the one name "value" for a list of plain values', () => {
    const tags = defineAttribute('tags', 'Words.', { multiValued: true });

    expect(checkValueFilter(parseFilter('VALUE eq "A"'), tags)).toMatchObject(comparison([], 'a'));
    expect(() => checkValueFilter(parseFilter('type eq "A"'), tags)).toThrow(
      '"type" is not a part of "tags"',
    );
  });
});

function check(text: string, type = USER_RESOURCE_TYPE): CheckedFilter {
  return checkFilter(parseFilter(text), type);
}

function comparison(steps: readonly string[], value: unknown): object {
  return { kind: 'compare', operand: { steps }, operator: 'eq', value };
}

function presence(steps: readonly string[]): object {
  return { kind: 'present', operand: { steps } };
}

function some(steps: readonly string[], filter: object): object {
  return { kind: 'some', operand: { steps }, filter };
}
