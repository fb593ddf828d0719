import { ENTERPRISE_USER_URN, ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';

const OBJECT_ID = '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159';

describe('Entra ID looks a user up', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let jane: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    jane = await acme.aUser({
      userName: 'Jane.Doe@Contoso.test',
      externalId: OBJECT_ID,
      displayName: 'Jane Doe',
      name: { givenName: 'Jane', familyName: 'Doe' },
      emails: [
        { type: 'work', value: 'Jane@work.test', primary: true },
        { type: 'home', value: 'jane@home.test' },
      ],
      [ENTERPRISE_USER_URN]: { employeeNumber: '7', manager: { value: 'Boss-1' } },
    });
    await acme.aUser({ userName: 'other@contoso.test', externalId: 'other', displayName: 'Other' });
  });
  afterAll(() => app.stop());

  function search(client: ScimClient, filter: string) {
    return client.get(`/Users?filter=${encodeURIComponent(filter).replaceAll('%20', '+')}`);
  }

  it.each([
    ['row 13: userName as stored', 'userName eq "Jane.Doe@Contoso.test"'],
    ['row 13: userName in capitals, operator too', 'userName EQ "JANE.DOE@CONTOSO.TEST"'],
    ['row 13: userName in small letters', 'userName eq "jane.doe@contoso.test"'],
    ['row 13: attribute in capitals', 'USERNAME eq "jane.doe@contoso.test"'],
    ['row 13: with the URN of the schema', `${USER_URN}:userName eq "jane.doe@contoso.test"`],
    ['row 13: with that URN in other case', `${USER_URN.toUpperCase()}:USERNAME eq "jane.doe@contoso.test"`],
    ['row 13: with more blanks than one', '  userName   eq   "jane.doe@contoso.test"  '],
    ['row 14: externalId', `externalId eq "${OBJECT_ID}"`],
    ['row 14: externalId, attribute in other case', `EXTERNALID Eq "${OBJECT_ID}"`],
    ['row 15: work address', 'emails[type eq "work"].value eq "jane@work.test"'],
    ['row 15: work address, all in other case', 'EMAILS[TYPE EQ "Work"].VALUE EQ "JANE@WORK.TEST"'],
    ['row 15: primary address', 'emails[primary eq true].value eq "jane@work.test"'],
    ['row 15: primary address, boolean as text', 'emails[primary eq "True"].value eq "jane@work.test"'],
    ['row 15: as the RFC writes it', 'emails[type eq "work" and value eq "jane@work.test"]'],
    ['row 15: any address', 'emails.value eq "jane@home.test"'],
    ['row 15: any address, value left out', 'emails eq "jane@home.test"'],
    ['row 16: URN', `${ENTERPRISE_USER_URN}:employeeNumber eq "7"`],
    ['row 16: two conditions', `userName eq "jane.doe@contoso.test" and externalId eq "${OBJECT_ID}"`],
    ['row 16: two conditions, AND in capitals', 'displayName eq "jane doe" AND name.familyName eq "doe"'],
    ['row 16: in parentheses', '(userName eq "jane.doe@contoso.test")'],
    ['row 16: active and a name', 'active eq true and displayName eq "Jane Doe"'],
    ['row 16: boolean as text', 'active eq "True" and displayName eq "Jane Doe"'],
  ])('%s finds her, spelt as she was stored', async (_row, filter) => {
    const { body } = await search(acme, filter).expect(200);

    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [jane],
    });
  });

  it.each([
    ['row 14: externalId counts its case', `externalId eq "${OBJECT_ID.toUpperCase()}"`],
    ['row 15: the address belongs to another type', 'emails[type eq "home"].value eq "jane@work.test"'],
    ['row 15: the address is not primary', 'emails[primary eq true].value eq "jane@home.test"'],
    ['row 15: two conditions, met by two addresses', 'emails[type eq "work" and value eq "jane@home.test"]'],
    ['row 16: the number is another', `${ENTERPRISE_USER_URN}:employeeNumber eq "77"`],
    ['row 16: one condition of two does not hold', 'userName eq "jane.doe@contoso.test" and active eq false'],
    ['row 17: the beginning of a name', 'userName eq "jane.doe"'],
    ['row 17: the end of a name', 'userName eq "doe@contoso.test"'],
    ['row 17: a name in blanks', 'userName eq " jane.doe@contoso.test "'],
    ['row 17: a wildcard of SQL', 'userName eq "jane.doe%"'],
    ['row 17: another wildcard of SQL', 'userName eq "jane_doe@contoso.test"'],
    ['row 17: the empty text', 'userName eq ""'],
  ])('%s, so it finds nobody', async (_row, filter) => {
    const { body } = await search(acme, filter).expect(200);

    expect(body).toMatchObject({ totalResults: 0, itemsPerPage: 0, Resources: [] });
  });

  it('row 16: the reference check answers with the id alone, and what is always returned', async () => {
    const path = `/Users?attributes=id&filter=id+eq+%22${jane.id}%22+and+manager+eq+%22Boss-1%22`;

    const { body } = await acme.get(path).expect(200);

    expect(body).toMatchObject({ totalResults: 1, Resources: [{ schemas: jane.schemas, id: jane.id }] });
    expect(Object.keys(body.Resources[0] as object).sort()).toEqual(['id', 'schemas']);
  });

  it.each(['boss-1', 'Boss-2'])(
    'row 16: the reference check finds nobody with the manager %s',
    async (id) => {
      const { body } = await search(acme, `id eq "${jane.id}" and manager eq "${id}"`).expect(200);

      expect(body).toMatchObject({ totalResults: 0, Resources: [] });
    },
  );

  it('row 17: tells ab@x from aab@x', async () => {
    const initech = await app.clientOfNewTenant('initech');
    await initech.aUser({ userName: 'aab@x.test', externalId: 'aab' });
    const user = await initech.aUser({ userName: 'ab@x.test', externalId: 'ab' });

    expect(await initech.filter('userName eq "ab@x.test"')).toMatchObject({ Resources: [user] });
    expect(await initech.filter('externalId eq "ab"')).toMatchObject({ Resources: [user] });
  });

  it.each([
    ['plus', 'jane+news@x.test'],
    ['apostrophe', "o'neill@x.test"],
    ['SQL', "'; drop table users; --"],
    ['quotes', 'the "boss"@x.test'],
    ['backslash', 'domain\\jane'],
    ['backslash at the end', 'jane\\'],
    ['per cent', '100%@x.test'],
    ['encoded text', 'a%2Bb%22@x.test'],
    ['ampersand and hash', 'r&d#1=?/@x.test'],
    ['underscore', 'a_b@x.test'],
    ['umlaut', 'jörg.müller@x.test'],
    ['Japanese', '山田@x.test'],
    ['emoji', '😀@x.test'],
    ['brackets', 'a[type eq "b"](c)@x.test'],
  ])('row 18: finds exactly the name with special characters: %s', async (name, userName) => {
    const tenant = await app.clientOfNewTenant(`row18-${name.toLowerCase().replaceAll(' ', '-')}`);
    const user = await tenant.aUser({ userName, externalId: userName });
    await tenant.aUser({ userName: 'aXb@x.test' });

    for (const attribute of ['userName', 'externalId']) {
      const { body } = await search(tenant, `${attribute} eq ${JSON.stringify(userName)}`).expect(200);

      expect(body).toMatchObject({ totalResults: 1, Resources: [user] });
    }
  });

  it('row 18: decodes a URL once', async () => {
    const user = await acme.aUser({ userName: 'once+1@x.test' });

    const once = await acme.get('/Users?filter=userName+eq+%22once%2B1%40x.test%22').expect(200);
    const twice = await acme.get('/Users?filter=userName+eq+%22once%252B1%40x.test%22').expect(200);

    expect(once.body).toMatchObject({ totalResults: 1, Resources: [user] });
    expect(twice.body).toMatchObject({ totalResults: 0 });
  });

  it.each([
    'foo eq',
    'userName ^^ "x"',
    'userName',
    'eq "x"',
    'userName eq',
    'userName eq "x',
    'userName eq "x" and',
    'userName eq "x" "y"',
    '(userName eq "x"',
    'emails[type eq "work"',
    '',
    ' ',
    '*',
    'foo eq "x"',
    'name.foo eq "x"',
    'urn:example:User:shoe eq "x"',
    'active eq "maybe"',
    'userName eq true',
    'userName eq "\\u0000"',
    'name eq "x"',
    `userName eq "${'x'.repeat(11_000)}"`,
  ])('row 19: answers 400 invalidFilter to %s', async (filter) => {
    const response = await search(acme, filter).expect(400);

    expect(response.body).toEqual({
      schemas: [ERROR_URN],
      status: '400',
      scimType: 'invalidFilter',
      detail: expect.stringMatching(/character \d+/),
    });
  });

  describe('row 19: operators that Entra ID does not use find exactly whom they describe, never everybody', () => {
    let hooli: ScimClient;

    beforeAll(async () => {
      hooli = await app.clientOfNewTenant('hooli');
      await hooli.aUser({ userName: 'ann@x.test', title: 'Lead' });
      await hooli.aUser({ userName: 'bob@x.test', emails: [{ type: 'work', value: 'bob@work.test' }] });
      await hooli.aUser({ userName: 'cyd@y.test', title: 'Lead 2', active: false });
    });

    it.each([
      ['userName co "nn@"', ['ann@x.test']],
      ['userName sw "BOB"', ['bob@x.test']],
      ['userName ew "y.test"', ['cyd@y.test']],
      ['userName ne "ann@x.test"', ['bob@x.test', 'cyd@y.test']],
      ['userName gt "bob@x.test"', ['cyd@y.test']],
      ['title pr', ['ann@x.test', 'cyd@y.test']],
      ['not (title pr)', ['bob@x.test']],
      ['title eq null', ['bob@x.test']],
      ['userName eq "ann@x.test" or active eq false', ['ann@x.test', 'cyd@y.test']],
      ['title co "lead" and not (active eq true)', ['cyd@y.test']],
      ['emails[type eq "work" or type eq "home"]', ['bob@x.test']],
      ['emails pr', ['bob@x.test']],
      ['title co "%"', []],
      ['title sw "_ead"', []],
      ['meta.lastModified lt "2011-05-13T04:42:34Z"', []],
      ['nickName pr', []],
    ])('row 19: %s', async (filter, names) => {
      const { totalResults, Resources } = await hooli.filter(filter);

      expect(Resources.map(({ userName }) => userName)).toEqual(names);
      expect(totalResults).toBe(names.length);
    });
  });

  it.each(['Filter', 'FILTER', 'filter[]', 'filter[0]'])(
    'row 19: refuses a filter that is spelt %s rather than to list everybody',
    async (name) => {
      const response = await acme.get(`/Users?${encodeURIComponent(name)}=userName+eq+%22a%22`).expect(400);
      expect(response.body).toMatchObject({ scimType: 'invalidFilter' });
    },
  );

  it('row 19: refuses two filters rather than to choose one', async () => {
    await acme.get('/Users?filter=userName+eq+%22a%22&filter=userName+eq+%22b%22').expect(400);
  });
});
