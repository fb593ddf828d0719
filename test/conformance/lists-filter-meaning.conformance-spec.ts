import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('The meaning of filters', () => {
  let app: RunningApp;
  let client: ScimClient;
  let full: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    client = await app.clientOfNewTenant('people');
    full = await client.aUser({
      userName: 'bjensen',
      externalId: 'AbC',
      active: false,
      nickName: 'Babs',
      title: '',
      name: { familyName: 'Jensen' },
      emails: [
        { type: 'work', value: 'b@example.com', primary: true },
        { type: 'home', value: 'b@home.test' },
      ],
      x509Certificates: [{ value: 'QUJD' }],
      [ENTERPRISE_USER_URN]: { department: 'Tours', manager: { value: 'M1' } },
    });
    await client.aUser({ userName: 'jos\u00e9', externalId: 'abd' });
  });
  afterAll(() => app.stop());

  async function find(filter: string): Promise<readonly string[]> {
    return (await client.filter(filter)).Resources.map(({ userName }) => userName).sort();
  }

  async function refuse(filter: string): Promise<void> {
    const { body } = await client.get(`/Users?filter=${encodeURIComponent(filter)}`).expect(400);
    expect(body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect(body).not.toHaveProperty('Resources');
  }

  const BOTH = ['bjensen', 'jos\u00e9'];
  const FULL = ['bjensen'];
  const BARE = ['jos\u00e9'];
  const NONE: readonly string[] = [];

  it.each([
    ['userName eq "BJENSEN"', FULL],
    ['userName ne "BJENSEN"', BARE],
    ['userName co "JENS"', FULL],
    ['userName sw "BJ"', FULL],
    ['userName ew "SEN"', FULL],
    ['userName lt "C"', FULL],
    ['externalId eq "AbC"', FULL],
    ['externalId eq "ABC"', NONE],
    ['externalId ne "ABC"', BOTH],
    ['externalId co "B"', NONE],
    ['externalId sw "A"', FULL],
    ['externalId ew "c"', NONE],
    ['externalId gt "Z"', BARE],
    ['externalId le "Z"', FULL],
  ])('FLM-2: compares with or without case: %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it('FLM-2, FLM-3: compares id with case', async () => {
    expect(await find(`id eq "${full.id}"`)).toEqual(FULL);
    expect(await find(`id eq "${full.id.toUpperCase()}"`)).toEqual(NONE);
  });

  it.each([
    ['meta.resourceType eq "User"', BOTH],
    ['meta.resourceType eq "user"', NONE],
    ['meta.version eq "W/\\"1\\""', BOTH],
    ['meta.version eq "w/\\"1\\""', NONE],
    [`${ENTERPRISE_USER_URN}:manager.value eq "M1"`, FULL],
    [`${ENTERPRISE_USER_URN}:manager.value eq "m1"`, NONE],
    ['x509Certificates.value eq "QUJD"', FULL],
    ['x509Certificates.value eq "qujd"', NONE],
  ])('FLM-3: compares what is case-exact as it is: %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it('FLM-3: compares meta.location as it is', async () => {
    expect(await find(`meta.location eq "${full.meta.location}"`)).toEqual(FULL);
    expect(await find(`meta.location eq "${full.meta.location.toUpperCase()}"`)).toEqual(NONE);
  });

  it.each(['co', 'sw', 'ew'])('FLM-4: finds an equal string by %s', async (operator) => {
    expect(await find(`userName ${operator} "bjensen"`)).toEqual(FULL);
    expect(await find(`userName ${operator} "bjensenx"`)).toEqual(NONE);
  });

  it.each([
    ['name pr', FULL],
    ['name.givenName pr', NONE],
    ['emails pr', FULL],
    ['emails.display pr', NONE],
    ['title pr', NONE],
    ['nickName pr', FULL],
    ['schemas pr', BOTH],
    ['meta pr', BOTH],
    ['meta.created pr', BOTH],
    ['id pr', BOTH],
    [`${ENTERPRISE_USER_URN}:manager pr`, FULL],
  ])('FLM-5: knows what is present: %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it('FLM-6: takes false for a value', async () => {
    expect(await find('active pr and userName eq "bjensen"')).toEqual(FULL);
    expect(await find('active eq false')).toEqual(FULL);
  });

  it.each([
    ['nickName gt "Baba"', FULL],
    ['nickName lt "Babs"', NONE],
    ['nickName ge "babs"', FULL],
    ['meta.created gt "2020-01-01T00:00:00Z"', BOTH],
    ['meta.created gt "9020-01-01T00:00:00Z"', NONE],
  ])('FLM-7: orders by type: %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it.each([
    'active gt true',
    'active ge true',
    'active lt true',
    'active le false',
    'emails[primary gt false]',
    'x509Certificates.value lt "a"',
  ])('FLM-8: refuses %s, which has no order', (filter) => refuse(filter));

  it('TYP-5, FLM-9: compares instants across zones and fractions', async () => {
    const created = Date.parse(String((full.meta as { created?: string }).created));
    const inZone = new Date(created + 5 * 3_600_000).toISOString().replace('Z', '000+05:00');
    expect(await find(`userName eq "bjensen" and meta.created eq "${inZone}"`)).toEqual(FULL);
    expect(await find(`userName eq "bjensen" and meta.created ge "${inZone}"`)).toEqual(FULL);
    expect(await find(`userName eq "bjensen" and meta.created gt "${inZone}"`)).toEqual(NONE);
    expect(await find('meta.lastModified ge "2020-01-01T00:00:00+05:00"')).toEqual(BOTH);
  });

  it.each(['"yesterday"', '"2020-01-01"', '"2020-02-30T00:00:00Z"', '""', '5', 'true'])(
    'FLM-10: refuses meta.created gt %s',
    (value) => refuse(`meta.created gt ${value}`),
  );

  it.each(['active eq "x"', 'userName eq 5', 'userName eq true', 'active eq 1', 'meta.created co "2020"'])(
    'FLM-12: refuses %s, whose value has another type',
    (filter) => refuse(filter),
  );

  it('FLM-13, RES-22: takes null for no value', async () => {
    expect(await find('nickName eq null')).toEqual(BARE);
    expect(await find('nickName ne null')).toEqual(FULL);
    expect(await find('emails eq null')).toEqual(BARE);
    for (const operator of ['co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])
      await refuse(`nickName ${operator} null`);
  });

  it.each(['emails.value eq "b@example.com"', 'emails.value eq "b@home.test"', 'emails.type eq "HOME"'])(
    'FLM-14: is content with one value: %s',
    async (filter) => {
      expect(await find(filter)).toEqual(FULL);
    },
  );

  it.each([
    'emails co "example.com"',
    'emails eq "B@EXAMPLE.COM"',
    'emails sw "b@home"',
    'emails[value ew ".test"]',
  ])('FLM-15: means the value of an element: %s', async (filter) => {
    expect(await find(filter)).toEqual(FULL);
  });

  it('FLM-16: wants the sub-attribute of a complex attribute', async () => {
    await refuse('name eq "x"');
    await refuse('addresses eq "x"');
    await refuse('meta eq "x"');
    expect(await find('name.familyName eq "jensen"')).toEqual(FULL);
  });

  it('FLM-17: finds users by a schema', async () => {
    expect(await find(`schemas eq "${USER_URN}"`)).toEqual(BOTH);
    expect(await find(`schemas eq "${ENTERPRISE_USER_URN}"`)).toEqual(FULL);
    expect(await find(`schemas eq "${ENTERPRISE_USER_URN.toUpperCase()}"`)).toEqual(FULL);
  });

  it.each([
    ['not (nickName eq "x")', BOTH],
    ['not (nickName eq "babs")', BARE],
    ['not (nickName co "b")', BARE],
    ['not (nickName gt "a")', BARE],
    ['not (nickName pr)', BARE],
    ['not (emails[type eq "work"])', BARE],
    ['not (not (nickName eq "babs"))', FULL],
    ['not (nickName eq "babs" or title eq "x")', BARE],
    ['not (nickName eq "x" and title eq "x")', BOTH],
  ])('FLM-18: negates plainly: %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it.each([
    ['nickName ne "x"', BOTH],
    ['nickName ne "babs"', BARE],
    ['externalId ne "AbC"', BARE],
    ['department ne "x"', BOTH],
  ])('FLM-19: takes what is absent for different: %s', async (filter, found) => {
    expect(await find(filter)).toEqual(found);
  });

  it('FLM-20: negates the search of a list', async () => {
    expect(await find('not (emails.type eq "work")')).toEqual(BARE);
  });

  it('FLM-21: compares a default as it was shown', async () => {
    const shown = (await client.filter('userName eq "jos\u00e9"')).Resources[0];
    expect(shown).toMatchObject({ active: true });
    expect(await find('active eq true')).toEqual(BARE);
  });

  it('MUL-2: takes a missing primary for false', async () => {
    expect(await find('emails[type eq "home" and primary eq false]')).toEqual(FULL);
    expect(await find('emails[type eq "home" and primary eq true]')).toEqual(NONE);
    expect(await find('emails[type eq "work" and primary eq false]')).toEqual(NONE);
  });

  it.each([
    `${USER_URN}:nickName eq "babs"`,
    `${USER_URN}:name.familyName eq "jensen"`,
    `${ENTERPRISE_USER_URN}:department eq "tours"`,
    'department eq "tours"',
    'manager.value eq "M1"',
  ])('FLM-22: reads a name with or without its URN: %s', async (filter) => {
    expect(await find(filter)).toEqual(FULL);
  });

  it('FLM-22: does not find a name under the URN of another schema', async () => {
    await refuse(`${USER_URN}:department eq "tours"`);
    await refuse(`${ENTERPRISE_USER_URN}:userName eq "bjensen"`);
  });

  it('FLM-23: filters by the common attributes', async () => {
    expect(await find(`id eq "${full.id}" and externalId eq "AbC"`)).toEqual(FULL);
    expect(await find(`id sw "${full.id.slice(0, 30)}"`)).toContain('bjensen');
    expect(await find(`meta.lastModified le "${full.meta.lastModified}" and id eq "${full.id}"`)).toEqual(
      FULL,
    );
  });

  it.each(['password sw "a"', 'password eq "x"', 'password pr', 'not (password pr)'])(
    'USR-5, FLM-24: refuses %s',
    (filter) => refuse(filter),
  );

  it.each(['shoeSize eq 1', 'emails.shoeSize pr', 'emails[shoeSize pr]', 'userName.value eq "x"'])(
    'FLM-25: refuses %s, which names no attribute',
    (filter) => refuse(filter),
  );

  it('FLM-26: prepares user names before it compares them', async () => {
    expect(await find('userName eq "jose\u0301"')).toEqual(BARE);
    expect(await find('userName eq "JOSE\u0301"')).toEqual(BARE);
  });

  it('FLM-28: works together with order, paging and projection', async () => {
    const page = await client.filter(
      'userName pr',
      '&sortBy=userName&sortOrder=descending&count=1&attributes=userName',
    );
    expect(page).toMatchObject({ totalResults: 2, startIndex: 1, itemsPerPage: 1 });
    expect(page.Resources).toEqual([{ schemas: [USER_URN], id: expect.any(String), userName: 'jos\u00e9' }]);
  });
});
