import { ENTERPRISE_USER_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import type { Filter, FilterValue } from './index.js';
import { checkFilter, parseFilter } from './index.js';

const a: Filter = { kind: 'present', path: { attribute: 'a' } };
const b: Filter = { kind: 'present', path: { attribute: 'b' } };
const c: Filter = { kind: 'present', path: { attribute: 'c' } };

describe('parseFilter', () => {
  // RFC 7644 section 3.4.2.2, figure 2: all of its examples.
  it.each([
    'userName eq "bjensen"',
    'name.familyName co "O\'Malley"',
    'userName sw "J"',
    `${USER_URN}:userName sw "J"`,
    'title pr',
    'meta.lastModified gt "2011-05-13T04:42:34Z"',
    'meta.lastModified ge "2011-05-13T04:42:34Z"',
    'meta.lastModified lt "2011-05-13T04:42:34Z"',
    'meta.lastModified le "2011-05-13T04:42:34Z"',
    'title pr and userType eq "Employee"',
    'title pr or userType eq "Intern"',
    `schemas eq "${ENTERPRISE_USER_URN}"`,
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
    'userType eq "Employee" and (emails.type eq "work")',
    'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
  ])('understands %s', (filter) => {
    expect(() => checkFilter(parseFilter(filter), USER_RESOURCE_TYPE)).not.toThrow();
  });

  // Entra's filters: entra-client section 2.3.
  it.each<[string, Filter]>([
    ['userName eq "a@b.c"', compare({ attribute: 'userName' }, 'a@b.c')],
    ['USERNAME EQ "x"', compare({ attribute: 'USERNAME' }, 'x')],
    [
      `${ENTERPRISE_USER_URN}:manager.value eq "M1"`,
      compare({ urn: ENTERPRISE_USER_URN, attribute: 'manager', subAttribute: 'value' }, 'M1'),
    ],
    [
      'emails[type eq "work"].value eq "a@b.c"',
      {
        kind: 'valuePath',
        path: { attribute: 'emails' },
        filter: {
          kind: 'and',
          operands: [compare({ attribute: 'type' }, 'work'), compare({ attribute: 'value' }, 'a@b.c')],
        },
      },
    ],
    [
      'emails[primary eq true].value pr',
      {
        kind: 'valuePath',
        path: { attribute: 'emails' },
        filter: {
          kind: 'and',
          operands: [
            compare({ attribute: 'primary' }, true),
            { kind: 'present', path: { attribute: 'value' } },
          ],
        },
      },
    ],
    [
      'members[$ref eq "x"]',
      { kind: 'valuePath', path: { attribute: 'members' }, filter: compare({ attribute: '$ref' }, 'x') },
    ],
    ['members.$ref pr', { kind: 'present', path: { attribute: 'members', subAttribute: '$ref' } }],
  ])('reads %s', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });

  // RFC 7644 table 3.
  it.each(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])(
    'reads the operator %s in any case',
    (operator) => {
      const expected = { kind: 'compare', path: { attribute: 'a' }, operator, value: 'x' };

      expect(parseFilter(`a ${operator} "x"`)).toEqual(expected);
      expect(parseFilter(`a ${operator.toUpperCase()} "x"`)).toEqual(expected);
    },
  );

  // RFC 7644 section 3.4.2.2: grouping, then not, then and, then or.
  it.each<[string, Filter]>([
    ['a pr or b pr and c pr', { kind: 'or', operands: [a, { kind: 'and', operands: [b, c] }] }],
    ['a pr and b pr or c pr', { kind: 'or', operands: [{ kind: 'and', operands: [a, b] }, c] }],
    ['(a pr or b pr) and c pr', { kind: 'and', operands: [{ kind: 'or', operands: [a, b] }, c] }],
    ['a pr and b pr and c pr', { kind: 'and', operands: [a, b, c] }],
    ['a pr or b pr or c pr', { kind: 'or', operands: [a, b, c] }],
    ['not (a pr) and b pr', { kind: 'and', operands: [{ kind: 'not', operand: a }, b] }],
    ['not (a pr) or b pr', { kind: 'or', operands: [{ kind: 'not', operand: a }, b] }],
    ['not (a pr and b pr)', { kind: 'not', operand: { kind: 'and', operands: [a, b] } }],
    ['not (not (a pr))', { kind: 'not', operand: { kind: 'not', operand: a } }],
    ['((a pr))', a],
    ['(a pr) and (b pr)', { kind: 'and', operands: [a, b] }],
    [
      'x[a pr or b pr and not (c pr)]',
      {
        kind: 'valuePath',
        path: { attribute: 'x' },
        filter: { kind: 'or', operands: [a, { kind: 'and', operands: [b, { kind: 'not', operand: c }] }] },
      },
    ],
    [
      'x[a pr or b pr].c pr',
      {
        kind: 'valuePath',
        path: { attribute: 'x' },
        filter: { kind: 'and', operands: [{ kind: 'or', operands: [a, b] }, c] },
      },
    ],
  ])('gives %s its precedence', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });

  // Errata 4690, 7319: blanks around "not" and in brackets; more blanks than one.
  it.each([
    ['  a   pr\tand\r\nb pr ', 'a pr and b pr'],
    ['not(a pr)', 'not (a pr)'],
    ['NOT  ( a pr )', 'not (a pr)'],
    ['( a pr )', 'a pr'],
    ['a pr AND b pr Or c pr', 'a pr and b pr or c pr'],
    ['x[ a pr ]', 'x[a pr]'],
    ['a eq"x"', 'a eq "x"'],
    ['a PR', 'a pr'],
    ['a pr and(b pr)', 'a pr and b pr'],
  ])('reads %j as %j', (text, tidy) => {
    expect(parseFilter(text)).toEqual(parseFilter(tidy));
  });

  // Words of the grammar are names where a name is due.
  it.each(['and', 'or', 'eq', 'pr', 'true', 'null', 'not-a-keyword'])(
    'takes %s as the name of an attribute',
    (name) => {
      expect(parseFilter(`${name} pr`)).toEqual({ kind: 'present', path: { attribute: name } });
    },
  );

  // RFC 7159 sections 3, 6 and 7: the values are JSON.
  it.each<[string, FilterValue]>([
    ['""', ''],
    ['"x"', 'x'],
    ['"True"', 'True'],
    [String.raw`"a\"b"`, 'a"b'],
    [String.raw`"a\\b"`, 'a\\b'],
    [String.raw`"a\\"`, 'a\\'],
    [String.raw`"\/\b\f\n\r\t"`, '/\b\f\n\r\t'],
    [String.raw`"\u00e9\u0022"`, 'é"'],
    [String.raw`"\ud83d\ude00"`, '😀'],
    [String.raw`"\u0000"`, '\u0000'],
    ['"é 日本 😀"', 'é 日本 😀'],
    ['"(a) [b] and not or"', '(a) [b] and not or'],
    ['"\'; --%_.*"', "'; --%_.*"],
    ['true', true],
    ['false', false],
    ['null', null],
    ['0', 0],
    ['-0', 0],
    ['-1', -1],
    ['10', 10],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
    ['-1.25e+2', -125],
  ])('reads the value %s', (literal, value) => {
    expect(parseFilter(`a eq ${literal}`)).toEqual({
      kind: 'compare',
      path: { attribute: 'a' },
      operator: 'eq',
      value,
    });
  });
});

function compare(
  path: { urn?: string; attribute: string; subAttribute?: string },
  value: FilterValue,
): Filter {
  return { kind: 'compare', path, operator: 'eq', value };
}
