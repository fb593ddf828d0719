import { LIST_RESPONSE_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ListBody, ScimClient, UserBody } from '../harness/scim-client.js';

const MAX_RESULTS = 100;

describe('Lists of users', () => {
  let app: RunningApp;
  let three: ScimClient;
  let many: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    three = await app.clientOfNewTenant('three');
    many = await app.clientOfNewTenant('many');
    for (const name of ['ann', 'bea', 'cay']) await three.aUser({ userName: name });
    await Promise.all(
      Array.from({ length: MAX_RESULTS + 5 }, (_, index) => many.aUser({ userName: `u${index}` })),
    );
  });
  afterAll(() => app.stop());

  async function list(query: string, client = three): Promise<ListBody> {
    return (await client.get(query).expect(200)).body as ListBody;
  }

  function namesOf({ Resources }: ListBody): readonly string[] {
    return Resources.map(({ userName }) => userName);
  }

  it('QRY-1, RES-26: is a ListResponse', async () => {
    const response = await three
      .get('/Users')
      .expect(200)
      .expect('Content-Type', /^application\/scim\+json/);
    expect(response.body).toMatchObject({ schemas: [LIST_RESPONSE_URN] });
  });

  it('QRY-2, QRY-3, QRY-4: tells the total and the part', async () => {
    const page = await list('/Users?count=1');
    expect(page).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 1 });
    expect(page.Resources).toHaveLength(1);
  });

  it.each(['/Users', ''])(
    'QRY-5, QRY-6: answers 200 and an empty list at %j when nothing matches',
    async (path) => {
      const page = await list(`${path}?filter=${encodeURIComponent('userName eq "nobody"')}`);
      expect(page).toEqual({
        schemas: [LIST_RESPONSE_URN],
        totalResults: 0,
        startIndex: 1,
        itemsPerPage: 0,
        Resources: [],
      });
    },
  );

  it('QRY-7: covers from the root what the tenant has, without groups users alone', async () => {
    const filter = 'meta.resourceType eq "User" or meta.resourceType eq "Group"';
    const page = await list(`?filter=${encodeURIComponent(filter)}`);
    expect(namesOf(page)).toEqual(['ann', 'bea', 'cay']);
    const none = await list(`?filter=${encodeURIComponent('meta.resourceType eq "Group"')}`);
    expect(none).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('QRY-8: finds users from the root by what only users have', async () => {
    expect(namesOf(await list(`?filter=${encodeURIComponent('userName pr')}`))).toHaveLength(3);
  });

  it('QRY-9, QRY-10: answers a root query without filter with a page', async () => {
    const page = await list('', many);
    expect(page).toMatchObject({ totalResults: MAX_RESULTS + 5, itemsPerPage: MAX_RESULTS });
  });

  it('QRY-11: shows each item as a single GET does', async () => {
    for (const user of (await list('/Users')).Resources) {
      expect(user).toEqual(await three.find(user));
      expect(user).toMatchObject({ schemas: expect.any(Array), meta: { resourceType: 'User' } });
    }
  });

  it('QRY-12: does not show what was deleted', async () => {
    const gone = await three.aUser({ userName: 'gone' });
    expect(await list('/Users')).toMatchObject({ totalResults: 4 });
    await three.send('delete', `/Users/${gone.id}`).expect(204);
    const page = await list('/Users');
    expect(page.totalResults).toBe(3);
    expect(namesOf(page)).not.toContain('gone');
    expect(await three.filter('userName eq "gone"')).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('QRY-13: has no page above the announced maximum', async () => {
    const { body } = await many.get('/ServiceProviderConfig').expect(200);
    expect((body as { filter: object }).filter).toMatchObject({ supported: true, maxResults: MAX_RESULTS });
    const page = await list('/Users', many);
    expect(page).toMatchObject({ totalResults: MAX_RESULTS + 5, itemsPerPage: MAX_RESULTS });
    expect(page.Resources).toHaveLength(MAX_RESULTS);
  });

  it.each(['0', '-5', '-999999999', '1'])('PAG-1: counts startIndex=%s as 1', async (startIndex) => {
    const page = await list(`/Users?startIndex=${startIndex}&count=2`);
    expect(page.startIndex).toBe(1);
    expect(namesOf(page)).toEqual(['ann', 'bea']);
  });

  it.each([1, 2, 3])('PAG-2: shows no more than %i', async (count) => {
    expect((await list(`/Users?count=${count}`)).Resources).toHaveLength(count);
  });

  it.each(['-1', '-999999999', '0'])('PAG-3, PAG-4: shows the total alone for count=%s', async (count) => {
    const page = await list(`/Users?count=${count}`);
    expect(page).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 0, Resources: [] });
  });

  it('PAG-5: shows fewer than a count above the maximum', async () => {
    const page = await list('/Users?count=100000', many);
    expect(page).toMatchObject({ totalResults: MAX_RESULTS + 5, itemsPerPage: MAX_RESULTS });
  });

  it('PAG-6: shows nobody past the end', async () => {
    expect(await list('/Users?startIndex=9999')).toMatchObject({
      totalResults: 3,
      itemsPerPage: 0,
      Resources: [],
    });
    expect(await list('/Users?startIndex=4')).toMatchObject({
      totalResults: 3,
      itemsPerPage: 0,
      Resources: [],
    });
  });

  it('PAG-7: tells where the page begins and how long it is', async () => {
    const page = await list('/Users?startIndex=2&count=1');
    expect(page).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    expect(namesOf(page)).toEqual(['bea']);
    expect(await list('/Users?startIndex=3&count=5')).toMatchObject({ startIndex: 3, itemsPerPage: 1 });
  });

  it.each(['', '&sortBy=userName', '&sortBy=active&sortOrder=descending', '&sortBy=title'])(
    'PAG-8, SRT-11: shows everybody once on pages with %j',
    async (order) => {
      const users: UserBody[] = [];
      for (let startIndex = 1; startIndex <= MAX_RESULTS + 5; startIndex += 30) {
        users.push(...(await list(`/Users?startIndex=${startIndex}&count=30${order}`, many)).Resources);
      }
      expect(users).toHaveLength(MAX_RESULTS + 5);
      expect(new Set(users.map(({ id }) => id)).size).toBe(MAX_RESULTS + 5);
    },
  );

  it.each(['count=abc', 'startIndex=1.5', 'count=', 'startIndex=', 'count=1e2', 'startIndex=0x1'])(
    'PAG-9: refuses %s',
    async (query) => {
      const { body } = await three.get(`/Users?${query}`).expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    },
  );

  it('PAG-10: keeps no state between pages', async () => {
    expect(namesOf(await list('/Users?count=2'))).toEqual(['ann', 'bea']);
    const late = await three.aUser({ userName: 'late' });
    const page = await list('/Users?startIndex=3&count=2');
    expect(page.totalResults).toBe(4);
    expect(namesOf(page)).toEqual(['cay', 'late']);
    await three.send('delete', `/Users/${late.id}`).expect(204);
  });

  it('PAG-11: has the same order each time', async () => {
    const first = await list('/Users', many);
    expect(namesOf(await list('/Users', many))).toEqual(namesOf(first));
  });
});
