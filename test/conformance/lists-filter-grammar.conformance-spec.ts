import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';

/** RFC 7644 figure 2, all of it, with the users of `people` that each example finds. */
const FIGURE_2: readonly (readonly [string, readonly string[]])[] = [
  ['userName eq "bjensen"', ['bjensen']],
  ['name.familyName co "O\'Malley"', ['Jomalley']],
  ['userName sw "J"', ['Jomalley']],
  [`${USER_URN}:userName sw "J"`, ['Jomalley']],
  ['title pr', ['bjensen', 'Jomalley']],
  ['meta.lastModified gt "2011-05-13T04:42:34Z"', ['bjensen', 'Jomalley', 'kim', 'lee']],
  ['meta.lastModified ge "2011-05-13T04:42:34Z"', ['bjensen', 'Jomalley', 'kim', 'lee']],
  ['meta.lastModified lt "2011-05-13T04:42:34Z"', []],
  ['meta.lastModified le "2011-05-13T04:42:34Z"', []],
  ['title pr and userType eq "Employee"', ['bjensen']],
  ['title pr or userType eq "Intern"', ['bjensen', 'Jomalley', 'kim']],
  [`schemas eq "${ENTERPRISE_USER_URN}"`, ['lee']],
  [
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    ['bjensen', 'lee'],
  ],
  [
    'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
    ['Jomalley', 'kim'],
  ],
  ['userType eq "Employee" and (emails.type eq "work")', ['bjensen', 'lee']],
  ['userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', ['bjensen']],
  [
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
    ['bjensen', 'kim'],
  ],
];

describe('The grammar of filters', () => {
  let app: RunningApp;
  let people: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    people = await app.clientOfNewTenant('people');
    await people.aUser({
      userName: 'bjensen',
      title: 'Guide',
      userType: 'Employee',
      displayName: 'a"b',
      nickName: 'C:\\temp/x',
      emails: [
        { type: 'work', value: 'b@example.com' },
        { type: 'home', value: 'b@home.test' },
      ],
    });
    await people.aUser({
      userName: 'Jomalley',
      title: 'Clerk',
      userType: 'Contractor',
      displayName: 'André 😀',
      name: { familyName: "O'Malley" },
    });
    await people.aUser({
      userName: 'kim',
      userType: 'Intern',
      displayName: '100% a.b_c',
      ims: [{ type: 'xmpp', value: 'kim@foo.com' }],
    });
    await people.aUser({
      userName: 'lee',
      userType: 'Employee',
      emails: [
        { type: 'work', value: 'lee@elsewhere.test' },
        { type: 'home', value: 'lee@example.com' },
      ],
      [ENTERPRISE_USER_URN]: { department: 'Sales', manager: { value: 'M1' } },
    });
  });
  afterAll(() => app.stop());

  async function find(filter: string): Promise<readonly string[]> {
    const { totalResults, Resources } = await people.filter(filter);
    expect(totalResults).toBe(Resources.length);
    return Resources.map(({ userName }) => userName).sort();
  }

  async function refuse(filter: string): Promise<string> {
    const { body } = await people.get(`/Users?filter=${encodeURIComponent(filter)}`).expect(400);
    expect(body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect(body).not.toHaveProperty('Resources');
    return (body as { detail: string }).detail;
  }

  it.each(['', ' ', '()'])('FLT-1: refuses the empty filter %j', (filter) => refuse(filter));

  it.each(['userName eq', 'userName', 'eq "x"', 'userName pr "x"', '"x" eq userName'])(
    'FLT-2: refuses %s, which is no path, operator and value',
    (filter) => refuse(filter),
  );

  it.each([
    ['eq', 'kim', ['kim']],
    ['ne', 'kim', ['Jomalley', 'bjensen', 'lee']],
    ['co', 'e', ['Jomalley', 'bjensen', 'lee']],
    ['sw', 'b', ['bjensen']],
    ['ew', 'e', ['lee']],
    ['gt', 'kim', ['lee']],
    ['ge', 'kim', ['kim', 'lee']],
    ['lt', 'kim', ['Jomalley', 'bjensen']],
    ['le', 'kim', ['Jomalley', 'bjensen', 'kim']],
  ])('FLT-3: knows the operator %s', async (operator, value, found) => {
    expect(await find(`userName ${operator} "${value}"`)).toEqual(found);
  });

  it('FLT-4: names an operator that it does not know', async () => {
    expect(await refuse('userName regex "x"')).toContain('"regex"');
  });

  it('FLT-5: reads operators and logical words in any case', async () => {
    expect(await find('userName EQ "kim" AND active Eq true OR NOT (userName Pr)')).toEqual(['kim']);
  });

  it.each(['URN:IETF:params:scim:schemas:core:2.0:user:USERNAME eq "kim"', 'IMS.VALUE sw "kim@"'])(
    'FLT-6: reads names in any case: %s',
    async (filter) => {
      expect(await find(filter)).toEqual(['kim']);
    },
  );

  it.each(["userName eq 'kim'", 'userName eq kim', 'active eq TRUE', 'active eq False', 'title eq NULL'])(
    'FLT-7: refuses %s, whose value is not JSON',
    (filter) => refuse(filter),
  );

  it.each([
    [String.raw`displayName eq "a\"b"`, ['bjensen']],
    [String.raw`nickName eq "C:\\temp\/x"`, ['bjensen']],
    [String.raw`displayName eq "Andr\u00e9 \ud83d\ude00"`, ['Jomalley']],
  ])('FLT-8: decodes the escapes of %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it.each(['displayName eq "a\nb"', 'displayName eq "a\tb"', 'displayName eq "a\u0001b"'])(
    'FLT-9: refuses the control character of %j',
    (filter) => refuse(filter),
  );

  // The core has no numeric attribute: a number that is none fails in the grammar, a good one because of the type.
  it.each(['01', '+1', '.5', '1.', '1e', '0x1', 'NaN'])(
    'FLT-10: does not read %s as a number',
    async (text) => {
      expect(await refuse(`userName eq ${text}`)).toContain('a value was expected');
    },
  );

  it.each(['-1', '1e3', '1.5E-2', '0'])('FLT-10: reads %s as a number', async (text) => {
    expect(await refuse(`userName eq ${text}`)).not.toContain('a value was expected');
  });

  it.each(['1abc pr', 'a..b pr', 'a.b.c pr', '.a pr', 'a. pr', '_a pr', 'na/me pr'])(
    'FLT-11: refuses the name in %s',
    (filter) => refuse(filter),
  );

  it.each(['groups.$ref pr', 'groups[$ref pr]', `${ENTERPRISE_USER_URN}:manager.$ref eq "nowhere"`])(
    'FLT-12: takes $ref as a name: %s',
    async (filter) => {
      expect(await find(filter)).toEqual([]);
    },
  );

  it.each([`${ENTERPRISE_USER_URN}:manager.value eq "M1"`, `${ENTERPRISE_USER_URN}:department eq "sales"`])(
    'FLT-13: splits the URN of %s at its last colon',
    async (filter) => {
      expect(await find(filter)).toEqual(['lee']);
    },
  );

  it('FLT-14: wants parentheses behind not', async () => {
    await refuse('not userName pr');
    expect(await find('not (title pr)')).toEqual(['kim', 'lee']);
    expect(await find('not(title pr)')).toEqual(['kim', 'lee']);
  });

  it('FLT-15: binds not before and, and and before or', async () => {
    expect(await find('userName eq "kim" or title pr and userType eq "Employee"')).toEqual([
      'bjensen',
      'kim',
    ]);
    expect(await find('not (title pr) and userType eq "Employee"')).toEqual(['lee']);
    expect(await find('not (title pr) or userName eq "bjensen"')).toEqual(['bjensen', 'kim', 'lee']);
  });

  it('FLT-16: groups by parentheses, nested ones too', async () => {
    expect(await find('(userName eq "kim" or title pr) and userType eq "Employee"')).toEqual(['bjensen']);
    expect(await find('((userName eq "kim" or (title pr)) and ((userType eq "Employee")))')).toEqual([
      'bjensen',
    ]);
  });

  it('FLT-17: holds all conditions in brackets against the same value', async () => {
    expect(await find('emails[type eq "work" and value co "@example.com"]')).toEqual(['bjensen']);
    expect(await find('emails.type eq "work" and emails.value co "@example.com"')).toEqual([
      'bjensen',
      'lee',
    ]);
  });

  it('FLT-18: reads a whole filter in brackets', async () => {
    expect(await find('emails[not (type eq "work") and (value pr or display pr)]')).toEqual([
      'bjensen',
      'lee',
    ]);
    expect(await find('emails[type eq "home" and (value ew ".test" or display pr)]')).toEqual(['bjensen']);
  });

  it.each(['emails[]', 'emails[ ]', 'emails[type[value eq "x"]]', 'emails[emails[type pr]]'])(
    'FLT-19: refuses the brackets of %s',
    (filter) => refuse(filter),
  );

  it.each([
    '(userName pr',
    'userName pr)',
    'userName pr and',
    'and userName pr',
    'userName pr userType pr',
    'userName pr and or userType pr',
    'userName eq eq "x"',
    'emails[type pr',
    'emails type pr]',
    'emails[type pr)',
    'not not (userName pr)',
  ])('FLT-20: refuses %s, which is malformed', (filter) => refuse(filter));

  it('FLT-21: joins value paths by and and or', async () => {
    expect(await find('emails[type eq "work"] and emails[value co "example.com"]')).toEqual([
      'bjensen',
      'lee',
    ]);
    expect(await find('emails[type eq "work"] or ims[type eq "xmpp"]')).toEqual(['bjensen', 'kim', 'lee']);
  });

  it.each(FIGURE_2)('FLT-22, FLM-1: answers the example %s', async (filter, found) => {
    expect(await find(filter)).toEqual([...found].sort());
  });

  it.each([
    ['parentheses', `${'('.repeat(4_000)}userName pr${')'.repeat(4_000)}`],
    ['unclosed parentheses', '('.repeat(10_000)],
    ['negations', `${'not ('.repeat(1_000)}userName pr${')'.repeat(1_000)}`],
    ['conditions', Array.from({ length: 600 }, () => 'title pr').join(' or ')],
  ])('FLT-23: refuses too many %s within a second', async (_what, filter) => {
    const begin = Date.now();
    await refuse(filter);
    expect(Date.now() - begin).toBeLessThan(1_000);
  });

  it.each([
    ['displayName co "%"', ['kim']],
    ['displayName co "_"', ['kim']],
    ['displayName co "\'; --"', []],
    ['displayName co "a.*"', []],
    ['displayName sw "100% a.b"', ['kim']],
    ['displayName ew "%"', []],
    [String.raw`nickName co "\\"`, ['bjensen']],
    ["userName eq \"x' or '1'='1\"", []],
    ['emails.value co "%"', []],
  ])('FLT-24: takes %s literally', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });
});
