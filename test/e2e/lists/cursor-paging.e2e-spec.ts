import { SEARCH_REQUEST_URN } from '@flosum/scim-schema';
import type { Config } from '../../../config/index.js';
import { CONFIG } from '../../../src/config.token.js';
import { Cursors } from '../../../src/scim/cursor.js';
import { RunningApp } from '../../harness/running-app.js';
import type { ListBody, ScimClient, UserBody } from '../../harness/scim-client.js';

type CursorPage = ListBody & { readonly nextCursor?: string };

/** Titles with ties in and without case, and users without one. */
const TITLES = ['b', 'a', undefined, 'B', 'c', undefined, 'a', '\u00e9', undefined, 'A', 'b', 'z'];

describe('Walking through users by cursor', () => {
  let app: RunningApp;
  let client: ScimClient;
  let tenants = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    client = await aTenant();
  });
  afterAll(() => app.stop());

  /** A tenant with a user for each of the titles. */
  async function aTenant(): Promise<ScimClient> {
    tenants += 1;
    const tenant = await app.clientOfNewTenant(`tenant-${tenants}`);
    for (const [index, title] of TITLES.entries()) {
      await tenant.aUser({ userName: `u${String(index).padStart(2, '0')}`, ...(title && { title }) });
    }
    return tenant;
  }

  async function list(caller: ScimClient, query: string): Promise<CursorPage> {
    return (await caller.get(`/Users?${query}`).expect(200)).body as CursorPage;
  }

  async function walk(
    caller: ScimClient,
    query: string,
    between: (page: CursorPage, index: number) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<readonly UserBody[]> {
    const users: UserBody[] = [];
    let cursor: string | undefined = '';
    for (let index = 0; cursor !== undefined; index += 1) {
      const page: CursorPage = await list(caller, `cursor=${cursor}&${query}`);
      users.push(...page.Resources);
      cursor = page.nextCursor;
      if (index > 50) throw new Error('The walk has no end.');
      await between(page, index);
    }
    return users;
  }

  function namesOf(users: readonly UserBody[]): readonly string[] {
    return users.map(({ userName }) => userName);
  }

  async function firstCursor(caller: ScimClient, query: string): Promise<string> {
    const { nextCursor } = await list(caller, `cursor=&${query}`);
    if (nextCursor === undefined) throw new Error('There is one page only.');
    return nextCursor;
  }

  async function refuse(caller: ScimClient, query: string, scimType: string): Promise<string> {
    const { body } = await caller.get(`/Users?${query}`).expect(400);
    expect(body).toMatchObject({ status: '400', scimType });
    expect(body).not.toHaveProperty('Resources');
    return (body as { detail: string }).detail;
  }

  const ORDERS = [
    '',
    'sortBy=userName',
    'sortBy=userName&sortOrder=descending',
    'sortBy=title',
    'sortBy=title&sortOrder=descending',
    'sortBy=nickName',
    'sortBy=nickName&sortOrder=descending',
    'sortBy=active',
    'sortBy=active&sortOrder=descending',
    'sortBy=meta.created',
    'sortBy=meta.lastModified&sortOrder=descending',
    'sortBy=id&sortOrder=descending',
    'sortBy=emails',
    'sortBy=department&sortOrder=descending',
    'sortBy=meta.version',
    'sortBy=meta.location&sortOrder=descending',
    'sortBy=schemas',
    'filter=title%20pr&sortBy=title',
    'filter=not%20(title%20pr)&sortBy=title&sortOrder=descending',
  ];

  it.each(ORDERS)('shows by cursor what it shows on one page with %j', async (order) => {
    const whole = namesOf((await list(client, order)).Resources);
    for (const count of [1, 2, 5, 12, 13]) {
      expect(namesOf(await walk(client, `count=${count}&${order}`))).toEqual(whole);
    }
  });

  it('sorts ties by id, and missing values last or, in descending order, first', async () => {
    const ascending = ['u01', 'u06', 'u09', 'u00', 'u03', 'u10', 'u04', 'u11', 'u07', 'u02', 'u05', 'u08'];
    const descending = ['u02', 'u05', 'u08', 'u07', 'u11', 'u04', 'u00', 'u03', 'u10', 'u01', 'u06', 'u09'];
    expect(namesOf(await walk(client, 'count=2&sortBy=title'))).toEqual(ascending);
    expect(namesOf(await walk(client, 'count=2&sortBy=title&sortOrder=descending'))).toEqual(descending);
  });

  it('keeps the total of the first page, and tells no startIndex', async () => {
    await walk(client, 'count=5&sortBy=title', (page) => {
      expect(page).toMatchObject({ totalResults: 12, itemsPerPage: page.Resources.length });
      expect(page).not.toHaveProperty('startIndex');
      return Promise.resolve();
    });
  });

  it.each(['', 'sortBy=title', 'sortBy=title&sortOrder=descending', 'sortBy=userName&sortOrder=descending'])(
    'neither repeats nor skips anybody when each page is deleted, with %j',
    async (order) => {
      const tenant = await aTenant();
      const whole = namesOf((await list(tenant, order)).Resources);
      const totals: number[] = [];
      const users = await walk(tenant, `count=3&${order}`, async (page) => {
        totals.push(page.totalResults);
        for (const user of page.Resources) await tenant.send('delete', `/Users/${user.id}`).expect(204);
      });
      expect(namesOf(users)).toEqual(whole);
      expect(totals).toEqual([12, 12, 12, 12]);
      expect(await list(tenant, '')).toMatchObject({ totalResults: 0 });
    },
  );

  it.each(['sortBy=userName', 'sortBy=userName&sortOrder=descending', 'sortBy=title', ''])(
    'neither repeats nor skips anybody when users are added between pages, with %j',
    async (order) => {
      const tenant = await aTenant();
      const whole = namesOf((await list(tenant, order)).Resources);
      const users = namesOf(
        await walk(tenant, `count=4&${order}`, async (_page, index) => {
          if (index > 2) return;
          await tenant.aUser({ userName: `a-new-${index}`, title: '0' });
          await tenant.aUser({ userName: `z-new-${index}` });
        }),
      );
      expect(users.filter((name) => !name.includes('new'))).toEqual(whole);
      expect(new Set(users).size).toBe(users.length);
    },
  );

  it('shows a deletion ahead, and an insertion ahead, of the page', async () => {
    const tenant = await aTenant();
    const cursor = await firstCursor(tenant, 'count=4&sortBy=userName');
    const [ahead] = (await tenant.filter('userName eq "u04"')).Resources as readonly [UserBody];
    await tenant.send('delete', `/Users/${ahead.id}`).expect(204);
    await tenant.aUser({ userName: 'u04-new' });
    const page = await list(tenant, `cursor=${cursor}&count=4&sortBy=userName`);
    expect(namesOf(page.Resources)).toEqual(['u04-new', 'u05', 'u06', 'u07']);
    expect(page.totalResults).toBe(12);
  });

  it('ends with an empty page when all that was left is gone', async () => {
    const tenant = await aTenant();
    const cursor = await firstCursor(tenant, 'count=11&sortBy=userName');
    const [last] = (await tenant.filter('userName eq "u11"')).Resources as readonly [UserBody];
    await tenant.send('delete', `/Users/${last.id}`).expect(204);
    const page = await list(tenant, `cursor=${cursor}&count=11&sortBy=userName`);
    expect(page).toMatchObject({ totalResults: 12, itemsPerPage: 0, Resources: [] });
    expect(page).not.toHaveProperty('nextCursor');
  });

  it('answers the same cursor twice alike, and from the root and a search too', async () => {
    const cursor = await firstCursor(client, 'count=4&sortBy=title');
    const page = await list(client, `cursor=${cursor}&count=4&sortBy=title`);
    const again = await list(client, `cursor=${cursor}&count=4&sortBy=title`);
    const root = (await client.get(`?cursor=${cursor}&count=4&sortBy=title`).expect(200)).body as CursorPage;
    const search = {
      schemas: [SEARCH_REQUEST_URN],
      cursor,
      count: 4,
      sortBy: 'TITLE',
      sortOrder: 'ascending',
    };
    const found = (await client.send('post', '/Users/.search', search).expect(200)).body as CursorPage;
    for (const { Resources } of [again, root, found]) expect(Resources).toEqual(page.Resources);
  });

  it('refuses a cursor of another query in the same words as a forged and a foreign one', async () => {
    const other = await aTenant();
    const query = 'count=4&sortBy=title&filter=userName%20pr';
    const cursor = await firstCursor(client, query);
    const forged = (cursor.startsWith('x') ? 'y' : 'x') + cursor.slice(1);
    const details = new Set<string>();
    for (const [caller, refused] of [
      [client, `cursor=${forged}&${query}`],
      [client, `cursor=${cursor.slice(0, -4)}&${query}`],
      [client, `cursor=${cursor}AAAA&${query}`],
      [other, `cursor=${cursor}&${query}`],
      [client, `cursor=${cursor}&count=4&sortBy=title`],
      [client, `cursor=${cursor}&count=4&sortBy=title&filter=title%20pr`],
      [client, `cursor=${cursor}&count=4&filter=userName%20pr`],
      [client, `cursor=${cursor}&count=4&sortBy=userName&filter=userName%20pr`],
      [client, `cursor=${cursor}&${query}&sortOrder=descending`],
    ] as const) {
      details.add(await refuse(caller, refused, 'invalidCursor'));
    }
    expect(details.size).toBe(1);
    await list(client, `cursor=${cursor}&${query}`);
  });

  it.each(['count=3', 'count=5', 'count=0', 'count=-1', ''])(
    'refuses a cursor of count=4 with %j',
    async (count) => {
      await refuse(client, `cursor=${await firstCursor(client, 'count=4')}&${count}`, 'invalidCount');
    },
  );

  it('compares counts as they are applied', async () => {
    const tenant = await app.clientOfNewTenant('large');
    await Promise.all(Array.from({ length: 101 }, (_, index) => tenant.aUser({ userName: `l${index}` })));
    for (const count of ['', '&count=100', '&count=1000']) {
      const cursor = await firstCursor(tenant, count);
      expect((await list(tenant, `cursor=${cursor}&count=100`)).Resources).toHaveLength(1);
    }
  });

  it('takes an expired cursor for expired, and one that is about to expire for good', async () => {
    const { tenantId, client: tenant } = await app.newTenant('old');
    const user = await tenant.aUser({ userName: 'old' });
    const cursors = new Cursors(app.app.nest.get<Config>(CONFIG).tokenPepper);
    const context = { tenantId, query: '[["User"],null,[null],"ascending"]', count: 4 };
    const place = { key: null, id: '00000000-0000-0000-0000-000000000000', total: 9 };
    const cursorOf = (seconds: number): string => cursors.make(place, context, Date.now() - seconds * 1_000);

    expect(await list(tenant, `cursor=${cursorOf(3_500)}&count=4`)).toMatchObject({
      totalResults: 9,
      Resources: [{ id: user.id }],
    });
    await refuse(tenant, `cursor=${cursorOf(3_601)}&count=4`, 'expiredCursor');
    await refuse(tenant, `cursor=${cursorOf(3_601)}&count=5`, 'expiredCursor');
    await refuse(client, `cursor=${cursorOf(3_601)}&count=4`, 'invalidCursor');
  });
});
