import { randomUUID } from 'node:crypto';
import { ENTERPRISE_USER_URN, GROUP_URN, SEARCH_REQUEST_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, findGroup, groupIds, memberIds } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser } from '../harness/schema-extension.js';
import type { ListBody, ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.6: deleting', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    globex = await app.clientOfNewTenant('globex', { groupProvisioning: true, dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
  });
  afterAll(() => app.stop());

  function newUser(attributes: object = {}): Promise<UserBody> {
    count += 1;
    return acme.aUser({ userName: `user-${count}`, externalId: `x-${count}`, ...attributes });
  }

  function remove({ id }: { readonly id: string }, client = acme) {
    return client.send('delete', `/Users/${id}`);
  }

  it.each(['Users', 'Groups'])('DEL-1: 204 without a body, for one of the %s', async (endpoint) => {
    const { id } = endpoint === 'Users' ? await newUser() : await aGroup(acme, 'del-1', await newUser());

    const response = await acme.send('delete', `/${endpoint}/${id}`).expect(204);

    expect(response.text).toBeFalsy();
    expect(response.headers).not.toHaveProperty('content-type');
  });

  it.each(['get', 'put', 'patch', 'delete'] as const)('DEL-2: afterwards 404 for %s', async (method) => {
    const user = await newUser();
    const group = await aGroup(acme, `del-2-${method}`);
    await remove(user).expect(204);
    await acme.send('delete', `/Groups/${group.id}`).expect(204);
    const hasBody = method === 'put' || method === 'patch';

    await expectRefusal(acme.send(method, `/Users/${user.id}`, hasBody ? user : undefined), 404);
    await expectRefusal(acme.send(method, `/Groups/${group.id}`, hasBody ? group : undefined), 404);
  });

  it.each([
    ['an unknown user', () => Promise.resolve(`/Users/${randomUUID()}`)],
    ['what is no id', () => Promise.resolve('/Users/none')],
    ["another tenant's user", async () => `/Users/${(await globex.aUser({ userName: 'theirs' })).id}`],
    ["another tenant's group", async () => `/Groups/${(await aGroup(globex, 'theirs')).id}`],
    ['a user among the groups', async () => `/Groups/${(await newUser()).id}`],
  ])('DEL-2: 404 for %s, and nothing goes', async (_case, pathOf) => {
    const path = await pathOf();
    const listed = async (): Promise<readonly unknown[]> => {
      const answers = [acme, globex].map((client) => client.get('/?filter=id%20pr').expect(200));
      return (await Promise.all(answers)).map(({ body }) => body as unknown);
    };
    const before = await listed();

    await expectRefusal(acme.send('delete', path), 404);

    expect(await listed()).toEqual(before);
  });

  it('DEL-3: no query finds it again', async () => {
    const user = await newUser({ nickName: 'del-3', emails: [{ value: 'del-3@acme.test' }] });
    const filters = [
      `id eq "${user.id}"`,
      `userName eq "${user.userName}"`,
      `externalId eq "${user.externalId as string}"`,
      'nickName eq "del-3"',
      'emails.value eq "del-3@acme.test"',
      'not (nickName ne "del-3")',
    ];
    const search = async (filter: string): Promise<readonly number[]> => {
      const body = { schemas: [SEARCH_REQUEST_URN], filter };
      const answers = await Promise.all([
        acme.get(`/Users?filter=${encodeURIComponent(filter)}`).expect(200),
        acme.get(`/?filter=${encodeURIComponent(filter)}`).expect(200),
        acme.send('post', '/Users/.search', body).expect(200),
        acme.send('post', '/.search', body).expect(200),
      ]);
      return answers.map((answer) => (answer.body as ListBody).totalResults);
    };
    for (const filter of filters.slice(0, 5)) expect(await search(filter)).toEqual([1, 1, 1, 1]);
    await remove(user).expect(204);

    for (const filter of filters) expect(await search(filter)).toEqual([0, 0, 0, 0]);
    const list = (await acme.get('/Users').expect(200)).body as ListBody;
    expect(list.Resources.map(({ id }) => id)).not.toContain(user.id);
  });

  it('DEL-4: name, externalId and unique values can be taken again, under a new id', async () => {
    const sent = {
      schemas: [USER_URN, ACME_URN],
      userName: 'del-4',
      externalId: 'x',
      [ACME_URN]: { badge: 'B-4' },
    };
    const first = await acme.aUser(sent);
    await remove(first).expect(204);

    const second = await acme.aUser(sent);

    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject(sent);
    await expectRefusal(acme.get(`/Users/${first.id}`), 404);
  });

  it('DEL-4: the name of a group can be taken again, and the new group is empty', async () => {
    const user = await newUser();
    const first = await aGroup(acme, 'del-4', user);
    await acme.send('delete', `/Groups/${first.id}`).expect(204);

    const second = await aGroup(acme, 'DEL-4');

    expect(second.id).not.toBe(first.id);
    expect(await memberIds(acme, second)).toEqual([]);
    expect(await groupIds(acme, user)).toEqual([]);
  });

  it('DEL-5: a deleted user leaves its groups, and a deleted group the groups around it', async () => {
    const [leaver, stays] = [await newUser(), await newUser()];
    const inner = await aGroup(acme, 'del-5-inner', leaver, stays);
    const outer = await aGroup(acme, 'del-5-outer', inner, leaver);

    await remove(leaver).expect(204);
    expect(await memberIds(acme, inner)).toEqual([stays.id]);
    expect(await memberIds(acme, outer)).toEqual([inner.id]);
    expect((await findGroup(acme, inner)).meta.version).not.toBe(inner.meta.version);

    await acme.send('delete', `/Groups/${inner.id}`).expect(204);
    expect(await memberIds(acme, outer)).toEqual([]);
    expect(await groupIds(acme, stays)).toEqual([]);
  });

  it('DEL-5: who has a deleted manager keeps what the client sent', async () => {
    const manager = await newUser();
    const report = await newUser({ [ENTERPRISE_USER_URN]: { manager: { value: manager.id } } });

    await remove(manager).expect(204);

    const found = await acme.find(report);
    expect(found[ENTERPRISE_USER_URN]).toMatchObject({ manager: { value: manager.id } });
    expect(found.meta.version).toBe(report.meta.version);
  });

  it.each(['Users', 'Groups'])('DEL-6: If-Match counts for the %s', async (endpoint) => {
    const before = endpoint === 'Users' ? await newUser() : await aGroup(acme, 'del-6');
    const path = `/${endpoint}/${before.id}`;
    const schemas = [endpoint === 'Users' ? USER_URN : GROUP_URN];
    const changed = await acme
      .send('put', path, { schemas, userName: 'del-6', displayName: 'Six' })
      .expect(200);

    await expectRefusal(acme.send('delete', path).set('If-Match', before.meta.version), 412);

    expect((await acme.get(path).expect(200)).body).toEqual(changed.body);
    await acme.send('delete', path).set('If-Match', changed.body.meta.version).expect(204);
  });

  it.each(['/Users', '/Groups', '/'])('DEL-7: refuses DELETE of %s', async (path) => {
    const user = await newUser();

    await expectRefusal(acme.send('delete', path), 405);

    const { headers } = await acme.send('delete', path);
    expect(headers.allow).toContain('GET');
    expect(headers.allow).not.toContain('DELETE');
    expect(await acme.find(user)).toEqual(user);
  });

  it('DEL-8: the members of a deleted group stay, and are in the other groups only', async () => {
    const [one, two] = [await newUser(), await newUser()];
    const gone = await aGroup(acme, 'del-8', one, two);
    const other = await aGroup(acme, 'del-8-other', two);
    expect(await groupIds(acme, two)).toEqual([gone.id, other.id].sort());

    await acme.send('delete', `/Groups/${gone.id}`).expect(204);

    expect(await acme.find(one)).toEqual(one);
    expect(await groupIds(acme, two)).toEqual([other.id]);
    const filter = encodeURIComponent(`groups.value eq "${gone.id}"`);
    expect((await acme.get(`/Users?filter=${filter}`).expect(200)).body).toMatchObject({ totalResults: 0 });
  });
});
