import { ENTERPRISE_USER_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import { checkFilter, evaluateFilter, parseFilter, toComparable } from './index.js';

const user = toComparable(USER_RESOURCE_TYPE, {
  schemas: [USER_URN, ENTERPRISE_USER_URN],
  id: 'U1-aB',
  externalId: 'AbC',
  meta: { resourceType: 'User', created: '2020-01-01T00:00:00Z', lastModified: '2020-01-01T00:00:00.500Z' },
  userName: 'BJensen@X.Test',
  displayName: 'Jensen 100%_\\ "B"',
  title: '',
  active: false,
  name: { familyName: "O'Malley" },
  profileUrl: 'https://X.test/b',
  emails: [],
  [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'M1' } },
});

describe('evaluateFilter', () => {
  // RFC 7644 table 3, with caseExact of RFC 7643: FLM-2, FLM-3 and FLM-4 of the protocol.
  it.each([
    ['userName eq "BJENSEN@x.test"', true],
    ['userName eq "bjensen"', false],
    ['userName ne "BJENSEN@x.test"', false],
    ['userName ne "other"', true],
    ['userName co "JENSEN@"', true],
    ['userName co "jensen@x.test.org"', false],
    ['userName sw "BJ"', true],
    ['userName sw "jensen"', false],
    ['userName sw "bjensen@x.test"', true],
    ['userName ew "X.TEST"', true],
    ['userName ew "x"', false],
    ['userName ew "bjensen@x.test"', true],
    ['userName gt "bjensem"', true],
    ['userName gt "BJENSEN@X.TEST"', false],
    ['userName ge "BJENSEN@X.TEST"', true],
    ['userName lt "bjensen@x.tesu"', true],
    ['userName lt "BJENSEN@X.TEST"', false],
    ['userName le "BJENSEN@X.TEST"', true],
    ['userName le "a"', false],
    ['userName gt ""', true],
    ['userName co ""', true],
    ['externalId eq "AbC"', true],
    ['externalId eq "ABC"', false],
    ['externalId ne "ABC"', true],
    ['externalId sw "ab"', false],
    ['externalId co "bC"', true],
    ['externalId ew "c"', false],
    ['id eq "U1-aB"', true],
    ['id eq "u1-ab"', false],
    ['meta.resourceType eq "user"', false],
    ['meta.resourceType eq "User"', true],
    ['profileUrl sw "https://x"', false],
    ['profileUrl sw "https://X"', true],
    ['manager eq "m1"', false],
    ['manager eq "M1"', true],
    ['department eq "r&d"', true],
    [`${ENTERPRISE_USER_URN}:department eq "r&d"`, true],
    ['name.familyName co "O\'Malley"', true],
  ])('compares texts: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // FLT-24: the value is text, not a pattern.
  it.each([
    ['displayName co "%"', true],
    ['displayName co "100%_"', true],
    ['displayName eq "Jensen%"', false],
    ['userName co "_"', false],
    ['userName co "b.*"', false],
    ['userName co "\'; --"', false],
    [String.raw`displayName co "_\\ \"b\""`, true],
  ])('takes values literally: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // Quirks Q2 and Q7: booleans in quotes. FLM-6: false is a value.
  it.each([
    ['active eq false', true],
    ['active eq "False"', true],
    ['active eq "FALSE"', true],
    ['active eq true', false],
    ['active ne true', true],
    ['active ne "false"', false],
    ['active pr', true],
  ])('compares booleans: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // FLM-7 and FLM-9: instants, across zones and fraction digits.
  it.each([
    ['meta.created eq "2020-01-01T02:00:00+02:00"', true],
    ['meta.created eq "2020-01-01T00:00:00.000Z"', true],
    ['meta.created ne "2020-01-01T02:00:00+02:00"', false],
    ['meta.created eq "2020-01-01T00:00:00+02:00"', false],
    ['meta.created ge "2020-01-01T00:00:00+05:00"', true],
    ['meta.created gt "2020-01-01T00:00:00-05:00"', false],
    ['meta.created lt "2020-01-01T00:00:00-05:00"', true],
    ['meta.lastModified gt "2020-01-01T00:00:00Z"', true],
    ['meta.lastModified le "2020-01-01T00:00:00.5Z"', true],
    ['meta.lastModified lt "2020-01-01T00:00:00.50001Z"', true],
    ['meta.lastModified eq "2020-01-01T00:00:00.500000000"', true],
  ])('compares instants: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // FLM-5 and FLM-13: present, null. A-11: what is absent differs from every value.
  it.each([
    ['userName pr', true],
    ['name pr', true],
    ['name.givenName pr', false],
    ['nickName pr', false],
    ['title pr', false],
    ['emails pr', false],
    ['emails.value pr', false],
    ['manager pr', true],
    ['manager.displayName pr', false],
    ['nickName eq null', true],
    ['title eq null', true],
    ['userName eq null', false],
    ['userName ne null', true],
    ['emails eq null', true],
    ['nickName eq "x"', false],
    ['nickName ne "x"', true],
    ['nickName co ""', false],
    ['nickName gt "a"', false],
    ['nickName le "z"', false],
    ['name.givenName ne "x"', true],
    ['locale ne "x" and timezone ne "x"', true],
  ])('knows what is absent: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  it('finds nothing in an empty object or an empty list', () => {
    const empty = { name: {}, emails: [], addresses: [{}], [ENTERPRISE_USER_URN]: { manager: {} } };
    const isPresent = (name: string): boolean =>
      evaluateFilter(checkFilter(parseFilter(`${name} pr`), USER_RESOURCE_TYPE), empty);

    expect(['name', 'emails', 'manager', 'addresses.region'].filter(isPresent)).toEqual([]);
  });

  // RFC 7644 table 4; FLM-18: not is plain negation, also of what is absent.
  it.each([
    ['userName pr and active eq false', true],
    ['userName pr and active eq true', false],
    ['userName pr and nickName pr and active pr', false],
    ['nickName pr or active eq false', true],
    ['nickName pr or locale pr', false],
    ['not (nickName eq "x")', true],
    ['not (nickName ne "x")', false],
    ['not (nickName pr)', true],
    ['not (not (userName pr))', true],
    ['not (userName pr and nickName pr)', true],
    ['not (userName pr or nickName pr)', false],
    ['userName pr or nickName pr and locale pr', true],
    ['(userName pr or nickName pr) and locale pr', false],
    ['not (nickName pr) and userName pr', true],
  ])('joins conditions: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // As PostgreSQL's collation "C" orders UTF-8: by code point, not by UTF-16 code unit.
  it('orders texts by code point', () => {
    const emoji = toComparable(USER_RESOURCE_TYPE, { userName: '😀' });
    const filter = checkFilter(parseFilter('userName gt "\uffee"'), USER_RESOURCE_TYPE);

    expect(evaluateFilter(filter, emoji)).toBe(true);
  });

  it('finds a name that was typed in another Unicode form', () => {
    const renee = toComparable(USER_RESOURCE_TYPE, { userName: 'Ren\u00e9' });

    expect(
      evaluateFilter(checkFilter(parseFilter('userName eq "rene\u0301"'), USER_RESOURCE_TYPE), renee),
    ).toBe(true);
  });
});

function matches(filter: string): boolean {
  return evaluateFilter(checkFilter(parseFilter(filter), USER_RESOURCE_TYPE), user);
}
