import { ENTERPRISE_USER_URN, USER_RESOURCE_TYPE, USER_SCHEMA, USER_URN } from '@flosum/scim-schema';
import { toComparable, toComparableValue } from './index.js';

describe('toComparable', () => {
  // RFC 7643 section 2.2 (caseExact), RFC 7644 table 3 (instants), RFC 7643 section 2.4 (primary).
  it('folds what has no case, writes instants in UTC and keeps the rest', () => {
    const user = {
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      id: 'U1-aB',
      externalId: 'AbC',
      meta: { resourceType: 'User', created: '2020-01-01T02:00:00+02:00', version: 'W/"1"' },
      userName: 'Jo@X.Test',
      profileUrl: 'https://X.test/Jo',
      active: false,
      name: { familyName: 'ÅNGSTRÖM' },
      emails: [
        { value: 'Jo@X.Test', type: 'Work', primary: true },
        { value: 'B', primary: false },
        { value: 'C' },
      ],
      x509Certificates: [{ value: 'TWFu' }],
      groups: [{ value: 'G1', display: 'Sales' }],
      [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M1', $ref: '../Users/M1' } },
    };

    expect(toComparable(USER_RESOURCE_TYPE, user)).toEqual({
      schemas: [USER_URN.toLowerCase(), ENTERPRISE_USER_URN.toLowerCase()],
      id: 'U1-aB',
      externalId: 'AbC',
      meta: { resourceType: 'User', created: '2020-01-01T00:00:00.000000000Z', version: 'W/"1"' },
      userName: 'jo@x.test',
      profileUrl: 'https://X.test/Jo',
      active: false,
      name: { familyName: 'ångström' },
      emails: [
        { value: 'jo@x.test', type: 'work', primary: true },
        { value: 'b', primary: false },
        { value: 'c', primary: false },
      ],
      x509Certificates: [{ value: 'TWFu', primary: false }],
      groups: [{ value: 'G1', display: 'sales' }],
      [ENTERPRISE_USER_URN]: { department: 'r&d', manager: { value: 'M1', $ref: '../Users/M1' } },
    });
  });

  it('leaves out what no schema has', () => {
    expect(toComparable(USER_RESOURCE_TYPE, { userName: 'A', shoeSize: 44, 'urn:x:y': { a: 'B' } })).toEqual({
      userName: 'a',
    });
  });

  it('leaves the resource as it was', () => {
    const user = { userName: 'A', emails: [{ value: 'B' }] };

    toComparable(USER_RESOURCE_TYPE, user);

    expect(user).toEqual({ userName: 'A', emails: [{ value: 'B' }] });
  });
});

describe('toComparableValue', () => {
  it('takes one value of a list', () => {
    const emails = USER_SCHEMA.attributes.find(({ name }) => name === 'emails');
    if (emails === undefined) throw new Error('User has no emails.');

    expect(toComparableValue(emails, { value: 'A', type: 'Work', unknown: 'X' })).toEqual({
      value: 'a',
      type: 'work',
      primary: false,
    });
  });
});
