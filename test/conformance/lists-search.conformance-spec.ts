import { LIST_RESPONSE_URN, SEARCH_REQUEST_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ListBody, ScimClient } from '../harness/scim-client.js';

const PATHS = ['/Users/.search', '/.search'];

function queryOf(request: object): URLSearchParams {
  return new URLSearchParams(
    Object.entries(request).map(([name, value]): [string, string] => [name, String(value)]),
  );
}

describe('Searches by POST', () => {
  let app: RunningApp;
  let client: ScimClient;
  let tenantId: string;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ client, tenantId } = await app.newTenant('people'));
    for (const name of ['ann', 'bea', 'cay']) {
      await client.aUser({ userName: name, title: 'Guide', name: { familyName: name } });
    }
    await client.aUser({ userName: 'dan' });
  });
  afterAll(() => app.stop());

  async function search(path: string, request: object): Promise<ListBody> {
    const { body } = await client
      .send('post', path, { schemas: [SEARCH_REQUEST_URN], ...request })
      .expect(200);
    return body as ListBody;
  }

  it.each(PATHS)('SEA-1: finds users at %s', async (path) => {
    const list = await search(path, { filter: 'userName eq "bea"' });
    expect(list).toMatchObject({
      schemas: [LIST_RESPONSE_URN],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [{ userName: 'bea' }],
    });
    expect(await search(path, {})).toMatchObject({ totalResults: 4 });
  });

  it.each([
    {},
    { schemas: [] },
    { schemas: ['urn:x'] },
    { schemas: [LIST_RESPONSE_URN] },
    [],
    '"text"',
    'null',
  ])('SEA-2: refuses %j, which is no SearchRequest', async (sent) => {
    for (const path of PATHS) {
      const { body } = await client.send('post', path, sent).expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
    }
  });

  it.each(PATHS)('SEA-3: takes all parameters of a GET at %s', async (path) => {
    const request = {
      filter: 'title pr',
      sortBy: 'name.familyName',
      sortOrder: 'descending',
      startIndex: 2,
      count: 1,
    };
    const query = queryOf(request);
    for (const projection of ['attributes', 'excludedAttributes']) {
      const found = await search(path, { ...request, [projection]: ['userName', 'meta'] });
      const got = await client.get(`/Users?${query.toString()}&${projection}=userName,meta`).expect(200);
      expect(found).toEqual(got.body);
      expect(found).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    }
  });

  it.each([
    { filter: 'userName regex "x"' },
    { filter: '' },
    { sortBy: 'nope' },
    { sortBy: 'userName', sortOrder: 'up' },
    { attributes: ['userName'], excludedAttributes: ['name'] },
    { cursor: '', startIndex: 1 },
    { cursor: 'zzz' },
  ])('SEA-4: refuses %j as a GET does', async (request) => {
    const query = queryOf(request);
    const got = await client.get(`/Users?${query.toString()}`).expect(400);
    for (const path of PATHS) {
      const { body } = await client
        .send('post', path, { schemas: [SEARCH_REQUEST_URN], ...request })
        .expect(400);
      expect(body).toEqual(got.body);
    }
  });

  it('SEA-5: creates nothing', async () => {
    const response = await client
      .send('post', '/Users/.search', {
        schemas: [SEARCH_REQUEST_URN],
        userName: 'new',
        filter: 'userName pr',
      })
      .expect(200);
    expect(response.headers).not.toHaveProperty('location');
    expect(await client.filter('userName pr')).toMatchObject({ totalResults: 4 });
  });

  it.each([
    { count: '10' },
    { count: 1.5 },
    { startIndex: '1' },
    { startIndex: true },
    { attributes: 'userName' },
    { excludedAttributes: 'userName' },
    { attributes: [1] },
    { filter: ['userName pr'] },
    { filter: 5 },
    { sortBy: ['userName'] },
    { sortOrder: true },
    { cursor: 1 },
  ])('SEA-6: refuses %j, which has the wrong type', async (request) => {
    for (const path of PATHS) {
      const { body } = await client
        .send('post', path, { schemas: [SEARCH_REQUEST_URN], ...request })
        .expect(400);
      expect(body).toMatchObject({
        status: '400',
        scimType: expect.stringMatching(/^invalid(Syntax|Value)$/),
      });
    }
  });

  it.each(PATHS)('SEA-7: takes no other method at %s', async (path) => {
    for (const method of ['get', 'put', 'patch', 'delete'] as const) {
      await client
        .send(method, path, method === 'get' ? undefined : {})
        .expect(405)
        .expect('Allow', 'POST');
    }
  });

  it('SEA-8: finds users from the root by what only users have', async () => {
    const list = await search('/.search', { filter: 'userName pr and meta.resourceType eq "User"' });
    expect(list).toMatchObject({ totalResults: 4 });
  });

  it.each(PATHS)('SEA-9: is content with a token that may only read at %s', async (path) => {
    const reader = app.clientOf(await app.issueToken(tenantId, ['scim:read']));
    await reader.send('post', path, { schemas: [SEARCH_REQUEST_URN] }).expect(200);
    await reader.create({ userName: 'nobody' }).expect(403);
  });

  it.each(PATHS)('CUR-12: pages by cursor at %s', async (path) => {
    const names: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: ListBody & { nextCursor?: string } = await search(path, {
        cursor,
        count: 3,
        sortBy: 'userName',
      });
      names.push(...page.Resources.map(({ userName }) => userName));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(['ann', 'bea', 'cay', 'dan']);
  });
});
