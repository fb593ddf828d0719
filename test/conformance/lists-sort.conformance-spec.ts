import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ListBody, ScimClient } from '../harness/scim-client.js';

describe('Sorting of lists', () => {
  let app: RunningApp;
  let client: ScimClient;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    app = await RunningApp.start();
    client = await app.clientOfNewTenant('people');
    const b = await client.aUser({
      userName: 'B',
      externalId: 'B',
      title: 'guide',
      active: false,
      name: { familyName: 'Young' },
      emails: [
        { type: 'home', value: 'a@home.test' },
        { type: 'work', value: 'z@work.test', primary: true },
      ],
      [ENTERPRISE_USER_URN]: { employeeNumber: 'x2', manager: { value: 'm' } },
    });
    const c = await client.aUser({
      userName: 'c',
      externalId: 'c',
      name: { familyName: 'abel' },
      emails: [
        { type: 'home', value: 'M@home.test' },
        { type: 'work', value: 'b@work.test' },
      ],
      [ENTERPRISE_USER_URN]: { employeeNumber: 'X1', manager: { value: 'M' } },
    });
    const a = await client.aUser({ userName: 'a', externalId: 'a', title: 'Clerk' });
    ids = { a: a.id, B: b.id, c: c.id };
  });
  afterAll(() => app.stop());

  async function sort(sortBy: string, more = ''): Promise<string> {
    const { body } = await client.get(`/Users?sortBy=${encodeURIComponent(sortBy)}${more}`).expect(200);
    return (body as ListBody).Resources.map(({ userName }) => userName).join(' ');
  }

  async function refuse(query: string): Promise<void> {
    const { body } = await client.get(`/Users?${query}`).expect(400);
    expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    expect(body).not.toHaveProperty('Resources');
  }

  it('SRT-1: is announced', async () => {
    const { body } = await client.get('/ServiceProviderConfig').expect(200);
    expect(body).toMatchObject({ sort: { supported: true } });
  });

  it('SRT-2: sorts, ascending by default', async () => {
    expect(await sort('userName')).toBe('a B c');
    expect(await sort('userName', '&sortOrder=ascending')).toBe('a B c');
    expect(await sort('userName', '&sortOrder=descending')).toBe('c B a');
  });

  it('SRT-2: sorts a query of the root and of a search likewise', async () => {
    const { body } = await client.get('?sortBy=userName&sortOrder=descending').expect(200);
    expect((body as ListBody).Resources.map(({ userName }) => userName)).toEqual(['c', 'B', 'a']);
  });

  it.each(['up', 'asc', 'desc', '', '1'])('SRT-3: refuses sortOrder=%s', async (order) => {
    await refuse(`sortBy=userName&sortOrder=${order}`);
  });

  it('SRT-4: sorts without case, and with case what is case-exact', async () => {
    expect(await sort('userName')).toBe('a B c');
    expect(await sort('externalId')).toBe('B a c');
    expect(await sort('externalId', '&sortOrder=descending')).toBe('c a B');
    expect(await sort(`${ENTERPRISE_USER_URN}:manager.value`)).toBe('c B a');
  });

  it('SRT-5: sorts by type', async () => {
    expect(await sort('meta.created')).toBe('B c a');
    expect(await sort('meta.created', '&sortOrder=descending')).toBe('a c B');
    expect(await sort('meta.lastModified')).toBe('B c a');
    expect(await sort('active')).toBe('B c a');
    expect((await sort('active', '&sortOrder=descending')).endsWith('B')).toBe(true);
  });

  it('SRT-6: puts what has no value last, and first in descending order', async () => {
    expect(await sort('title')).toBe('a B c');
    expect(await sort('title', '&sortOrder=descending')).toBe('c B a');
    expect((await sort('name.familyName', '&sortOrder=descending')).startsWith('a')).toBe(true);
  });

  it.each(['emails', 'emails.value'])(
    'SRT-7: takes the primary value of %s, else the first',
    async (sortBy) => {
      expect(await sort(sortBy)).toBe('c B a');
      expect(await sort(sortBy, '&sortOrder=descending')).toBe('a B c');
    },
  );

  it('SRT-7: takes another part of the primary value', async () => {
    expect(await sort('emails.type')).toBe('c B a');
  });

  it('SRT-8: wants a part of a complex attribute', async () => {
    expect(await sort('name.familyName')).toBe('c B a');
    await refuse('sortBy=name');
    await refuse('sortBy=addresses');
    await refuse('sortBy=meta');
  });

  it.each([
    `${ENTERPRISE_USER_URN}:employeeNumber`,
    `${ENTERPRISE_USER_URN.toUpperCase()}:EMPLOYEENUMBER`,
    'employeeNumber',
    'EmployeeNumber',
  ])('SRT-9: reads %s', async (sortBy) => {
    expect(await sort(sortBy)).toBe('c B a');
  });

  it('SRT-9: reads core names with their URN and in any case', async () => {
    expect(await sort(`${USER_URN}:userName`)).toBe('a B c');
    expect(await sort('USERNAME', '&sortOrder=DESCENDING')).toBe('c B a');
    expect(await sort('NAME.FAMILYNAME')).toBe('c B a');
  });

  it.each(['nope', 'name.nope', 'userName.value', `${USER_URN}:department`, '', 'a.b.c', 'userName desc'])(
    'SRT-10: refuses sortBy=%s',
    async (sortBy) => {
      await refuse(`sortBy=${encodeURIComponent(sortBy)}`);
    },
  );

  it('SRT-11: breaks ties by id', async () => {
    const byId = Object.entries(ids)
      .sort(([, one], [, other]) => (one < other ? -1 : 1))
      .map(([name]) => name);
    expect(await sort('timezone')).toBe(byId.join(' '));
    expect(await sort('timezone', '&sortOrder=descending')).toBe(byId.join(' '));
    const pages = [1, 2, 3].map((index) => sort('timezone', `&startIndex=${index}&count=1`));
    expect(await Promise.all(pages)).toEqual(byId);
  });

  it('SRT-12: does not sort by a password', () => refuse('sortBy=password'));

  it('FLM-28: sorts what a filter finds', async () => {
    const filter = encodeURIComponent('externalId gt "a" or externalId eq "B"');
    expect(await sort('userName', `&sortOrder=descending&filter=${filter}`)).toBe('c B');
  });
});
