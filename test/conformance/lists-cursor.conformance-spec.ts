import { SYSTEM } from '../../src/audit/index.js';
import { ApiTokensService } from '../../src/tenants/index.js';
import { RunningApp } from '../harness/running-app.js';
import type { ListBody, ScimClient, UserBody } from '../harness/scim-client.js';

type CursorPage = ListBody & { readonly nextCursor?: string };

const NAMES = ['e', 'b', 'D', 'a', 'C'];

describe('Paging by cursor', () => {
  let app: RunningApp;
  let client: ScimClient;
  let tenantId: string;
  let other: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ client, tenantId } = await app.newTenant('people'));
    other = await app.clientOfNewTenant('other');
    for (const name of NAMES) {
      await client.aUser({ userName: name });
      await other.aUser({ userName: name });
    }
  });
  afterAll(() => app.stop());

  async function list(query: string, caller = client): Promise<CursorPage> {
    return (await caller.get(`/Users?${query}`).expect(200)).body as CursorPage;
  }

  async function refuse(query: string, scimType: string, caller = client): Promise<unknown> {
    const { body } = await caller.get(`/Users?${query}`).expect(400);
    expect(body).toMatchObject({ status: '400', scimType });
    expect(body).not.toHaveProperty('Resources');
    return body;
  }

  async function walk(query: string): Promise<readonly CursorPage[]> {
    const pages = [await list(`cursor=&${query}`)];
    for (let next = pages[0]?.nextCursor; next !== undefined; next = pages.at(-1)?.nextCursor) {
      pages.push(await list(`cursor=${next}&${query}`));
    }
    return pages;
  }

  async function firstCursor(query = 'count=2'): Promise<string> {
    const { nextCursor } = await list(`cursor=&${query}`);
    if (nextCursor === undefined) throw new Error('There is one page only.');
    return nextCursor;
  }

  it.each(['cursor&count=2', 'cursor=&count=2', 'count=2&cursor='])(
    'CUR-1, CUR-3, CUR-8: begins with %s',
    async (query) => {
      const page = await list(query);
      expect(page).toMatchObject({ totalResults: 5, itemsPerPage: 2, nextCursor: expect.any(String) });
      expect(page.Resources).toHaveLength(2);
      expect(page).not.toHaveProperty('previousCursor');
      expect(page).not.toHaveProperty('startIndex');
    },
  );

  it.each([1, 2, 3, 4, 5, 6])('CUR-2: has a next cursor on all pages of %i but the last', async (count) => {
    const pages = await walk(`count=${count}`);
    expect(pages).toHaveLength(Math.ceil(5 / count));
    expect(pages.at(-1)).not.toHaveProperty('nextCursor');
    expect(pages.flatMap(({ Resources }) => Resources.map(({ userName }) => userName))).toEqual(NAMES);
    for (const { totalResults } of pages) expect(totalResults).toBe(5);
  });

  it.each(['count=2', 'count=2&sortBy=userName', 'count=1&sortBy=title'])(
    'CUR-4: needs no escape in a URL with %s',
    async (query) => {
      for (const { nextCursor } of (await walk(query)).slice(0, -1)) expect(nextCursor).toMatch(/^[\w.~-]+$/);
    },
  );

  it.each(['0', '-1', '-999999999'])('CUR-5: shows the total alone for count=%s', async (count) => {
    const page = await list(`cursor=&count=${count}`);
    expect(page).toMatchObject({ totalResults: 5, itemsPerPage: 0, Resources: [] });
  });

  it.each([
    ['another filter', 'count=2&filter=title%20pr'],
    ['another order', 'count=2&sortBy=userName'],
  ])('CUR-6: refuses a cursor with %s', async (_what, query) => {
    await refuse(`cursor=${await firstCursor()}&${query}`, 'invalidCursor');
  });

  it('CUR-6: allows another projection', async () => {
    const page = await list(`cursor=${await firstCursor()}&count=2&attributes=userName`);
    expect(page.Resources.map(({ userName }) => userName)).toEqual(['D', 'a']);
  });

  it.each(['zzz', '%20', 'a.b~c', 'null', '0', 'A'.repeat(90)])(
    'CUR-7, CUR-18: refuses the forged cursor %s',
    (cursor) => refuse(`cursor=${cursor}&count=2`, 'invalidCursor'),
  );

  it.each(['3', '1', '0', '100'])('CUR-7: refuses the changed count %s', async (count) => {
    await refuse(`cursor=${await firstCursor()}&count=${count}`, 'invalidCount');
  });

  it('CUR-7: refuses a count that was left out or is none', async () => {
    const cursor = await firstCursor();
    await refuse(`cursor=${cursor}`, 'invalidCount');
    await refuse(`cursor=${cursor}&count=abc`, 'invalidCount');
    await refuse('cursor=&count=1.5', 'invalidCount');
  });

  it('CUR-7: lowers a count above the largest page', async () => {
    expect(await list('cursor=&count=100000')).toMatchObject({ totalResults: 5, itemsPerPage: 5 });
  });

  it('CUR-9: is sorted over all pages', async () => {
    for (const [order, names] of [
      ['ascending', ['a', 'b', 'C', 'D', 'e']],
      ['descending', ['e', 'D', 'C', 'b', 'a']],
    ] as const) {
      const pages = await walk(`count=2&sortBy=userName&sortOrder=${order}`);
      expect(pages.flatMap(({ Resources }) => Resources.map(({ userName }) => userName))).toEqual(names);
    }
  });

  it('CUR-10, CUR-11: pages by index where no cursor was asked for', async () => {
    const page = await list('count=2');
    expect(page).toMatchObject({ startIndex: 1, itemsPerPage: 2 });
    expect(page).not.toHaveProperty('nextCursor');
  });

  it('CUR-13, CUR-14: is announced', async () => {
    const { body } = await client.get('/ServiceProviderConfig').expect(200);
    const { pagination } = body as { pagination: object };
    expect(pagination).toMatchObject({ cursor: true, index: true, defaultPaginationMethod: 'index' });
    expect(pagination).toMatchObject({ maxPageSize: 100, defaultPageSize: 100, cursorTimeout: 3600 });
  });

  it("CUR-15, CUR-19: refuses another tenant's cursor by the words for a forged one", async () => {
    const cursor = await firstCursor();
    const last = cursor.at(-2) === 'A' ? 'B' : 'A';
    const forged = `${cursor.slice(0, -2)}${last}${cursor.slice(-1)}`;
    const foreign = await refuse(`cursor=${cursor}&count=2`, 'invalidCursor', other);
    expect(await refuse(`cursor=${forged}&count=2`, 'invalidCursor')).toEqual(foreign);
    expect(await refuse(`cursor=${cursor}&count=2&sortBy=id`, 'invalidCursor')).toEqual(foreign);
    expect(await refuse('cursor=zzz&count=2', 'invalidCursor')).toEqual(foreign);
    expect(JSON.stringify(foreign)).not.toContain(tenantId);
  });

  it('CUR-16, CUR-17: asks for a good token on each page', async () => {
    const tokens = app.app.nest.get(ApiTokensService);
    const { stored, token } = await tokens.issue(tenantId, SYSTEM, {
      name: 'Short',
      scopes: ['scim:read'],
      expiresInDays: 1,
    });
    const reader = app.clientOf(token);
    const { nextCursor } = await list('cursor=&count=2', reader);
    expect(await list(`cursor=${nextCursor}&count=2`, reader)).toMatchObject({ itemsPerPage: 2 });
    await tokens.revoke(tenantId, SYSTEM, stored.id);
    await reader.get(`/Users?cursor=${nextCursor}&count=2`).expect(401);
    await app.clientOf(undefined).get(`/Users?cursor=${nextCursor}&count=2`).expect(401);
    const writer = app.clientOf(await app.issueToken(tenantId, ['scim:write']));
    await writer.get(`/Users?cursor=${nextCursor}&count=2`).expect(403);
  });

  it('CUR-18: detects a change of any character', async () => {
    const cursor = await firstCursor();
    for (let index = 0; index < cursor.length; index += 7) {
      const flipped = cursor[index] === 'x' ? 'y' : 'x';
      const forged = cursor.slice(0, index) + flipped + cursor.slice(index + 1);
      await refuse(`cursor=${forged}&count=2`, 'invalidCursor');
    }
  });

  it('CUR-18: shows neither names nor ids', async () => {
    const cursor = await firstCursor('count=2&sortBy=userName');
    const bytes = Buffer.from(cursor, 'base64url').toString('latin1');
    for (const word of ['key', 'total', tenantId, '-7']) expect(bytes).not.toContain(word);
  });

  it.each(['cursor=&startIndex=2', 'cursor&startIndex=1', 'cursor=zzz&startIndex=1'])(
    'CUR-21: refuses %s',
    (query) => refuse(query, 'invalidValue'),
  );

  it('CUR-22: neither repeats nor skips anybody when users come and go', async () => {
    const first = await list('cursor=&count=2&sortBy=userName', other);
    const [gone] = first.Resources as readonly [UserBody];
    await other.send('delete', `/Users/${gone.id}`).expect(204);
    await other.aUser({ userName: '0-before' });
    const second = await list(`cursor=${first.nextCursor}&count=2&sortBy=userName`, other);
    expect(second.Resources.map(({ userName }) => userName)).toEqual(['C', 'D']);
    expect(second.totalResults).toBe(first.totalResults);
  });
});
