import { ERROR_URN, LIST_RESPONSE_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ListBody, ScimClient } from '../../harness/scim-client.js';
import { aValidatorUser } from './validator-user.js';

describe('Deletion', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  it('row 47: a deleted user is gone for every way of asking', async () => {
    const user = await acme.aUser({ ...aValidatorUser('leaver@acme.test'), externalId: 'leaver' });

    const deleted = await acme.send('delete', `/Users/${user.id}`).expect(204);

    expect(deleted.text).toBe('');
    const { body } = await acme.get(`/Users/${user.id}`).expect(404);
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
    await acme.send('delete', `/Users/${user.id}`).expect(404);
    await acme.patch(user, { op: 'Replace', path: 'active', value: 'True' }).expect(404);
    for (const filter of [
      'userName eq "leaver@acme.test"',
      'externalId eq "leaver"',
      'emails[type eq "work"].value eq "thaddeus@hammes.test"',
      `id eq "${user.id}"`,
    ]) {
      expect(await acme.filter(filter)).toMatchObject({ totalResults: 0, Resources: [] });
    }
  });

  it('row 48: the userName is free again, and the new user has a new id', async () => {
    const attributes = { userName: 'again@acme.test', externalId: 'again' };
    const first = await acme.aUser(attributes);
    await acme.send('delete', `/Users/${first.id}`).expect(204);

    const second = await acme.aUser(attributes);

    expect(second.id).not.toBe(first.id);
    expect(second.meta.version).toBe('W/"1"');
    await acme.get(`/Users/${first.id}`).expect(404);
    expect(await acme.filter('externalId eq "again"')).toMatchObject({ Resources: [second] });
  });

  it('row 47: of two deletes at the same moment one finds the user', async () => {
    const user = await acme.aUser({ userName: 'twice@acme.test' });

    const responses = await Promise.all([
      acme.send('delete', `/Users/${user.id}`),
      acme.send('delete', `/Users/${user.id}`),
    ]);

    expect(responses.map(({ status }) => status).sort()).toEqual([204, 404]);
  });
});

describe('Paging', () => {
  const ALL = 12;
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    for (let number = 1; number <= ALL; number += 1) {
      await acme.aUser({ userName: `p${number}@acme.test`, userType: number % 2 === 0 ? 'even' : 'odd' });
    }
  });
  afterAll(() => app.stop());

  async function page(query: string): Promise<ListBody> {
    return (await acme.get(`/Users?${query}`).expect(200)).body as ListBody;
  }

  it('row 49: pages of five go through all users once, and give numbers', async () => {
    const pages = [
      await page('startIndex=1&count=5'),
      await page('startIndex=6&count=5'),
      await page('startIndex=11&count=5'),
    ];

    expect(
      pages.map(({ totalResults, startIndex, itemsPerPage, Resources }) => ({
        totalResults,
        startIndex,
        itemsPerPage,
        resources: Resources.length,
      })),
    ).toEqual([
      { totalResults: ALL, startIndex: 1, itemsPerPage: 5, resources: 5 },
      { totalResults: ALL, startIndex: 6, itemsPerPage: 5, resources: 5 },
      { totalResults: ALL, startIndex: 11, itemsPerPage: 2, resources: 2 },
    ]);
    const names = pages.flatMap(({ Resources }) => Resources.map(({ userName }) => userName));
    expect(names).toEqual(Array.from({ length: ALL }, (_, index) => `p${index + 1}@acme.test`));
  });

  it('row 49: the order stays when users change between the pages', async () => {
    const { Resources: before } = await page('startIndex=1&count=12');
    const [first] = before;
    await acme.patch(first ?? { id: '' }, { op: 'Replace', path: 'title', value: 'Changed' }).expect(200);

    const { Resources: after } = await page('startIndex=1&count=12');

    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('row 49: a filter is paged too', async () => {
    const filter = `filter=${encodeURIComponent('userType eq "even"')}`;

    expect(await page(`${filter}&startIndex=5&count=5`)).toMatchObject({
      totalResults: 6,
      startIndex: 5,
      itemsPerPage: 2,
      Resources: [{ userName: 'p10@acme.test' }, { userName: 'p12@acme.test' }],
    });
  });

  it.each([
    ['count=0', { totalResults: ALL, startIndex: 1, itemsPerPage: 0, Resources: [] }],
    ['count=-3', { totalResults: ALL, startIndex: 1, itemsPerPage: 0, Resources: [] }],
    ['startIndex=13&count=5', { totalResults: ALL, startIndex: 13, itemsPerPage: 0, Resources: [] }],
    ['startIndex=500', { totalResults: ALL, startIndex: 500, itemsPerPage: 0, Resources: [] }],
    ['startIndex=0&count=1', { totalResults: ALL, startIndex: 1, itemsPerPage: 1 }],
    ['startIndex=-7&count=1', { totalResults: ALL, startIndex: 1, itemsPerPage: 1 }],
    ['startIndex=12', { totalResults: ALL, startIndex: 12, itemsPerPage: 1 }],
    ['', { totalResults: ALL, startIndex: 1, itemsPerPage: ALL }],
  ])('row 49: ?%s', async (query, expected) => {
    expect(await page(query)).toMatchObject({ schemas: [LIST_RESPONSE_URN], ...expected });
  });

  it.each([
    'startIndex=one',
    'count=1.5',
    'count=',
    'startIndex=1e3',
    'count=5&count=6',
    'count=99999999999999',
  ])('row 49: answers 400 to ?%s', async (query) => {
    const { body } = await acme.get(`/Users?${query}`).expect(400);

    expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
  });

  it('row 49: a page is never longer than the maximum that ServiceProviderConfig names', async () => {
    const globex = await app.clientOfNewTenant('globex');
    const { body } = await globex.get('/ServiceProviderConfig').expect(200);
    const { maxResults } = body.filter as { maxResults: number };
    const users = Array.from({ length: maxResults + 1 }, (_, index) => ({
      userName: `u${index}@globex.test`,
    }));
    await Promise.all(users.map((user) => globex.create(user).expect(201)));

    const { body: list } = await globex.get('/Users?count=99999').expect(200);

    expect(list).toMatchObject({ totalResults: maxResults + 1, startIndex: 1, itemsPerPage: maxResults });
    expect(list.Resources).toHaveLength(maxResults);
  });
});
