import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import type { PatchPath } from './index.js';
import { formatPath, parsePath } from './index.js';

const work = { kind: 'compare', path: { attribute: 'type' }, operator: 'eq', value: 'work' } as const;

describe('parsePath', () => {
  // RFC 7644 section 3.5.2, figures 7 and 8; Entra quirk Q4: the URN contains a dot.
  it.each<[string, PatchPath]>([
    ['active', { path: { attribute: 'active' } }],
    ['name.givenName', { path: { attribute: 'name', subAttribute: 'givenName' } }],
    ['emails[type eq "work"]', { path: { attribute: 'emails' }, filter: work }],
    ['emails[type eq "work"].value', { path: { attribute: 'emails' }, filter: work, subAttribute: 'value' }],
    ['members[type eq "work"].$ref', { path: { attribute: 'members' }, filter: work, subAttribute: '$ref' }],
    [`${USER_URN}:userName`, { path: { urn: USER_URN, attribute: 'userName' } }],
    [
      `${ENTERPRISE_USER_URN}:manager.value`,
      { path: { urn: ENTERPRISE_USER_URN, attribute: 'manager', subAttribute: 'value' } },
    ],
    [
      `${USER_URN}:emails[type eq "work"].value`,
      { path: { urn: USER_URN, attribute: 'emails' }, filter: work, subAttribute: 'value' },
    ],
    [
      'emails[type eq "work" and not (type pr)]',
      {
        path: { attribute: 'emails' },
        filter: {
          kind: 'and',
          operands: [work, { kind: 'not', operand: { kind: 'present', path: { attribute: 'type' } } }],
        },
      },
    ],
  ])('reads %s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
    expect(formatPath(path)).toBe(text);
  });

  it.each([
    [' active ', 'active'],
    ['emails[ TYPE EQ "work" ].value', 'emails[TYPE eq "work"].value'],
    ['emails [type eq "work"]', 'emails[type eq "work"]'],
    ['roles[primary eq "True"].value', 'roles[primary eq "True"].value'],
  ])('reads %j as %j', (text, canonical) => {
    expect(formatPath(parsePath(text))).toBe(canonical);
    expect(parsePath(canonical)).toEqual(parsePath(text));
  });

  // RFC 7644 table 9: PAP-3 and PAP-5 of the protocol.
  it.each([
    ['', 0, 'the name of an attribute was expected, but the end is there'],
    ['name.', 0, 'this is not the name of an attribute'],
    ['a.b.c', 0, 'this is not the name of an attribute'],
    ['/emails/0', 0, 'this is not the name of an attribute'],
    ['$.name', 0, 'this is not the name of an attribute'],
    ['emails[', 7, 'the name of an attribute was expected, but the end is there'],
    ['emails[]', 7, 'the name of an attribute was expected, but "]" is there'],
    ['emails[0]', 7, 'this is not the name of an attribute'],
    ['emails[type eq "work"', 21, '"]" was expected, but the end is there'],
    ['emails[type eq "work"],x', 22, 'nothing was expected behind the path, but ",x" is there'],
    ['emails[type eq "work"]value', 22, 'nothing was expected behind the path, but "value" is there'],
    ['emails[type eq "work"].value eq "x"', 29, 'nothing was expected behind the path, but "eq" is there'],
    ['emails[type eq "work"].value.x', 22, 'the name of a sub-attribute was expected behind "."'],
    [
      'emails[type eq work]',
      15,
      'a value was expected: a text in double quotes, a number, true, false or null',
    ],
    ['emails.value[type eq "work"]', 12, '"[" cannot stand here'],
    ['userName eq "x"', 9, 'an operator or "[" was expected, but "eq" is there'],
    ['userName userType', 9, 'an operator or "[" was expected, but "userType" is there'],
  ])('refuses %j at %i', (text, position, problem) => {
    expect(() => parsePath(text)).toThrow(
      expect.objectContaining({ scimType: 'invalidFilter', position, problem }),
    );
  });
});
