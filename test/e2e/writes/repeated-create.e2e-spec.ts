import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';

const JO = { userName: 'jo@acme.test', externalId: 'x-1', name: { givenName: 'Jo' } };

describe('a POST that repeats one which succeeded', () => {
  let app: RunningApp;
  let strict: ScimClient;
  let forgiving: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    strict = await app.clientOfNewTenant('strict', { groupProvisioning: true });
    forgiving = await app.clientOfNewTenant('forgiving', {
      repeatedCreate: 'return-existing',
      groupProvisioning: true,
    });
  });
  afterAll(() => app.stop());

  it.each([
    ['the same externalId', { ...JO }, /same externalId/],
    ['another externalId', { ...JO, externalId: 'x-2' }, /another externalId/],
    ['no externalId', { userName: 'JO@acme.test' }, /this request has none/],
  ])('is a conflict, whose words help an admin: %s', async (_what, body, words) => {
    const [jo] = (await strict.filter('userName eq "jo@acme.test"')).Resources;
    const user = jo ?? (await strict.aUser(JO));

    const response = await strict.create(body).expect(409);

    expect(response.body).toMatchObject({ scimType: 'uniqueness', detail: expect.stringMatching(words) });
    expect((response.body as { detail: string }).detail).toContain(user.id);
    expect(response.body.detail).not.toMatch(/x-[12]/);
  });

  it('says so, when the existing one has no externalId', async () => {
    await strict.aUser({ userName: 'by-hand' });
    const { body } = await strict.create({ userName: 'by-hand', externalId: 'x-9' }).expect(409);
    expect(body).toMatchObject({ detail: expect.stringMatching(/no externalId/) });
  });

  it('is answered as the first one was, where the tenant wants that', async () => {
    const first = await forgiving.create(JO).expect(201);
    const again = await forgiving.create(JO).expect(201);

    expect(again.body).toEqual(first.body);
    expect(again.headers.location).toBe(first.headers.location);
    expect(again.headers.etag).toBe('W/"1"');
    expect((await forgiving.filter('userName eq "jo@acme.test"')).totalResults).toBe(1);
  });

  it.each([
    ['other content', { ...JO, name: { givenName: 'Joan' } }],
    ['another externalId', { ...JO, externalId: 'x-2' }],
    ['no externalId', { userName: JO.userName, name: JO.name }],
    ['a name in other case', { ...JO, userName: 'JO@acme.test' }],
  ])('is a conflict there too with %s', async (_what, body) => {
    await forgiving.create(JO).expect(201);
    await forgiving.create(body).expect(409);
  });

  it('is a conflict there too, once the user has changed', async () => {
    const user = await forgiving.aUser({ userName: 'kim', externalId: 'k' });
    await forgiving.patch(user, { op: 'replace', path: 'active', value: false }).expect(200);
    const { body } = await forgiving.create({ userName: 'kim', externalId: 'k' }).expect(409);
    expect(body).toMatchObject({ detail: expect.stringMatching(/may be inactive/) });
  });

  it('does the same for groups, members included', async () => {
    const [user, other] = [
      await forgiving.aUser({ userName: 'm1' }),
      await forgiving.aUser({ userName: 'm2' }),
    ];
    const sales = { displayName: 'Sales', externalId: 'g-1', members: [{ value: user.id }] };
    const first = await forgiving.createGroup(sales).expect(201);
    expect((await forgiving.createGroup(sales).expect(201)).body).toEqual(first.body);
    await forgiving.createGroup({ ...sales, members: [{ value: other.id }] }).expect(409);
    await forgiving.createGroup({ ...sales, externalId: 'g-2' }).expect(409);
  });

  it('makes one user of ten requests at the same moment, whatever the setting', async () => {
    const same = { userName: 'at-once', externalId: 'a' };
    const statuses = async (client: ScimClient): Promise<readonly number[]> => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => client.create(same)));
      return answers.map(({ status }) => status).sort();
    };
    expect(await statuses(strict)).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect(await statuses(forgiving)).toEqual(Array.from({ length: 10 }, () => 201));
    expect((await forgiving.filter('userName eq "at-once"')).totalResults).toBe(1);
  });
});
