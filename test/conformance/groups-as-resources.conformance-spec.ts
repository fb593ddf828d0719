import { ERROR_URN, GROUP_URN, LIST_RESPONSE_URN, SEARCH_REQUEST_URN, USER_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { NewTenant } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';
import type { GroupBody } from './group-client.js';

describe('Groups, as far as they are resources like others', () => {
  let app: RunningApp;
  let tenant: NewTenant;
  let acme: ScimClient;
  let other: ScimClient;
  let groups: GroupClient;
  let jane: UserBody;
  let sales: GroupBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    tenant = await app.newTenant('acme', { groupProvisioning: true });
    acme = tenant.client;
    other = await app.clientOfNewTenant('other', { groupProvisioning: true });
    groups = new GroupClient(acme);
    jane = await acme.aUser({ userName: 'jane', displayName: 'Sales' });
    sales = (await groups.create({ displayName: 'Sales', externalId: 'AbC' }).expect(201)).body as GroupBody;
  });
  afterAll(() => app.stop());

  async function list(
    path: string,
    client = acme,
  ): Promise<{ totalResults: number; Resources: GroupBody[] }> {
    return (await client.get(path).expect(200)).body as { totalResults: number; Resources: GroupBody[] };
  }

  function root(filter: string, client = acme) {
    return list(`?filter=${encodeURIComponent(filter)}`, client);
  }

  it.each([
    {},
    { schemas: [] },
    { schemas: GROUP_URN },
    { schemas: [USER_URN] },
    { schemas: [USER_URN, GROUP_URN] },
  ])('RES-1, RES-2, RES-5: refuses a group with %j', async (schemas) => {
    const sent = { ...schemas, displayName: 'res-1' };

    for (const request of [
      acme.send('post', '/Groups', sent),
      acme.send('put', `/Groups/${sales.id}`, sent),
    ]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '400', scimType: 'invalidSyntax' });
    }
    expect(await groups.filter('displayName eq "res-1"')).toEqual([]);
    expect(await groups.find(sales)).toEqual(sales);
  });

  it('RES-9, RES-10, RES-15, RES-16, RES-20: a group gets an id and meta of the service', async () => {
    const started = Date.now();
    const { body } = await groups
      .create({
        displayName: 'res-9',
        id: sales.id,
        meta: { created: '1999-01-01T00:00:00Z', resourceType: 'User' },
      })
      .expect(201);

    expect(body.id).not.toBe(sales.id);
    expect(body.meta).toMatchObject({ resourceType: 'Group', lastModified: body.meta.created });
    expect(Date.parse(body.meta.created as string)).toBeGreaterThan(started - 5_000);
  });

  it('RES-12, RES-13, RES-14: externalId is the choice of the client', async () => {
    expect(await groups.aGroup('res-12')).not.toHaveProperty('externalId');
    for (const [client, displayName] of [
      [acme, 'res-14 a'],
      [acme, 'res-14 b'],
      [other, 'res-14 a'],
    ] as const) {
      await new GroupClient(client).create({ displayName, externalId: 'same' }).expect(201);
    }
    expect(await groups.filter('externalId eq "same"')).toEqual(['res-14 a', 'res-14 b']);
    expect(await groups.filter('externalId eq "SAME"')).toEqual([]);
  });

  it('RES-17, ETG-9: a change moves lastModified and version, the same again does not', async () => {
    const group = await groups.aGroup('res-17', jane);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const rename = { op: 'replace', path: 'displayName', value: 'res-17 b' };

    await groups.patch(group, rename).expect(204);
    const changed = await groups.find(group);
    await groups.patch(group, rename).expect(204);
    await groups.add(group, jane);

    expect(Date.parse(changed.meta.lastModified)).toBeGreaterThan(Date.parse(group.meta.lastModified));
    expect(changed.meta.version).not.toBe(group.meta.version);
    expect(await groups.find(group)).toEqual(changed);
  });

  it('RES-24, RES-27: a group neither stores nor shows what it does not know', async () => {
    const { body } = await groups.create({ displayName: 'res-24', shoeSize: 44, userName: 'x' }).expect(201);

    expect(body).not.toHaveProperty('shoeSize');
    expect(body).not.toHaveProperty('userName');
    expect(await groups.find(body as GroupBody)).toEqual(body);
  });

  it('GET-1, GET-2: one group is read by its id, and by no other kind of id', async () => {
    expect(await groups.find(sales)).toMatchObject({ schemas: [GROUP_URN], displayName: 'Sales' });
    for (const path of [`/Groups/${jane.id}`, `/Users/${sales.id}`, '/Groups/none']) {
      const { body } = await acme.get(path).expect(404);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
    }
  });

  it.each(['get', 'put', 'patch', 'delete'] as const)(
    "GET-1: another tenant's group is unknown: %s",
    async (method) => {
      const sent = { schemas: [GROUP_URN], displayName: 'Mine' };

      const foreign = await other.send(
        method,
        `/Groups/${sales.id}`,
        ['get', 'delete'].includes(method) ? undefined : sent,
      );
      const unknown = await other.send(
        method,
        `/Groups/${jane.id}`,
        ['get', 'delete'].includes(method) ? undefined : sent,
      );

      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(unknown.body);
      expect(await groups.find(sales)).toEqual(sales);
    },
  );

  it('GET-3, RES-18, RES-19, ETG-1, ETG-2: its headers are those of its meta', async () => {
    const created = await groups.create({ displayName: 'get-3' }).expect(201);
    const read = await acme.get(`/Groups/${created.body.id as string}`).expect(200);
    const replaced = await groups.replace(created.body as GroupBody, { displayName: 'get-3 b' }).expect(200);

    for (const { headers, body } of [created, read, replaced]) {
      expect(headers.location).toBe(`${PUBLIC_URL}/api/v1/scim/Groups/${created.body.id as string}`);
      expect(headers.location).toBe(body.meta.location);
      expect(headers.etag).toBe(body.meta.version);
    }
    expect(replaced.headers.etag).not.toBe(created.headers.etag);
  });

  it('ETG-4, ETG-5: conditions are kept', async () => {
    const group = await groups.aGroup('etg-4');
    const path = `/Groups/${group.id}`;

    await acme.get(path).set('If-None-Match', group.meta.version).expect(304);
    await groups.patch(group, { op: 'add', path: 'externalId', value: 'x' }).expect(204);
    const rename = { op: 'replace', path: 'displayName', value: 'etg-5' };
    await groups.patch(group, rename).set('If-Match', group.meta.version).expect(412);
    await groups.replace(group, { displayName: 'etg-5' }).set('If-Match', group.meta.version).expect(412);
    await acme.send('delete', path).set('If-Match', group.meta.version).expect(412);

    expect(await groups.find(group)).toMatchObject({ displayName: 'etg-4', externalId: 'x' });
  });

  it('QRY-1, QRY-2, PAG-7: groups are listed in pages', async () => {
    const filter = encodeURIComponent('displayName sw "qry-1"');
    for (const name of ['qry-1 c', 'qry-1 A', 'qry-1 b']) await groups.aGroup(name);

    const page = await list(`/Groups?filter=${filter}&sortBy=displayName&startIndex=2&count=1`);

    expect(page).toMatchObject({
      schemas: [LIST_RESPONSE_URN],
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
      Resources: [{ displayName: 'qry-1 b', meta: { resourceType: 'Group' } }],
    });
    expect(await list(`/Groups?filter=${filter}`, other)).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('QRY-7: a query of the root covers users and groups', async () => {
    const both = await root('meta.resourceType eq "User" or meta.resourceType eq "Group"');
    const [users, onlyGroups] = [await list('/Users?count=0'), await list('/Groups?count=0')];

    expect(onlyGroups.totalResults).toBeGreaterThan(0);
    expect(both.totalResults).toBe(users.totalResults + onlyGroups.totalResults);
    const shown = await root(`id eq "${jane.id}" or id eq "${sales.id}"`);
    expect(shown.Resources).toHaveLength(2);
    expect(shown.Resources).toEqual(
      expect.arrayContaining([await acme.find(jane), await groups.find(sales)]),
    );
    const named = await root('displayName eq "sales"');
    expect(named.Resources.map(({ id }) => id).sort()).toEqual([jane.id, sales.id].sort());
    expect(await root('displayName eq "sales"', other)).toMatchObject({ totalResults: 0 });
  });

  it('QRY-8, SEA-1, SEA-8: what one kind does not have counts as no value', async () => {
    const search = async (path: string, filter: string) => {
      const sent = { schemas: [SEARCH_REQUEST_URN], filter };
      return (await acme.send('post', path, sent).expect(200)).body as { Resources: GroupBody[] };
    };
    const one = `(id eq "${jane.id}" or id eq "${sales.id}")`;

    expect((await root(`userName pr and ${one}`)).Resources.map(({ id }) => id)).toEqual([jane.id]);
    expect((await root(`not (userName pr) and ${one}`)).Resources.map(({ id }) => id)).toEqual([sales.id]);
    const withMembers = await groups.aGroup('sea-8', jane);
    for (const path of ['/.search', '/Groups/.search']) {
      const { Resources } = await search(path, `members.value eq "${jane.id}" and displayName eq "sea-8"`);
      expect(Resources).toEqual([withMembers]);
    }
  });

  it('FLM-2, FLM-3: names of groups count without case, ids with it', async () => {
    expect(await groups.filter('displayName eq "SALES"')).toEqual(['Sales']);
    expect(await groups.filter('displayName sw "sAl"')).toEqual(['Sales']);
    expect(await groups.filter('externalId eq "abc"')).toEqual([]);
    expect(await groups.filter('externalId eq "AbC"')).toEqual(['Sales']);
    expect(await groups.filter(`id eq "${sales.id.toUpperCase()}"`)).toEqual([]);
    expect(await groups.filter(`${GROUP_URN}:displayName eq "sales"`)).toEqual(['Sales']);
  });

  it('FLM-25: an attribute that groups do not have is no condition for them', async () => {
    const { body } = await acme.get('/Groups?filter=userName+eq+%22jane%22').expect(400);

    expect(body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
  });

  it('CUR-2, CUR-15: cursors lead through the groups of the own tenant', async () => {
    for (const name of ['a', 'b', 'c']) await groups.aGroup(`cur-2 ${name}`);
    const query = `filter=${encodeURIComponent('displayName sw "cur-2"')}&count=2`;
    const { body: first } = await acme.get(`/Groups?${query}&cursor=`).expect(200);
    const next = `/Groups?${query}&cursor=${first.nextCursor as string}`;

    const { body: second } = await acme.get(next).expect(200);
    const foreign = await other.get(next).expect(400);

    expect(first.Resources).toHaveLength(2);
    expect(second.Resources).toHaveLength(1);
    expect(second).not.toHaveProperty('nextCursor');
    expect(foreign.body).toMatchObject({ scimType: 'invalidCursor' });
  });

  it('AUT-5: a token that may only read changes no group', async () => {
    const reader = app.clientOf(await app.issueToken(tenant.tenantId, ['scim:read']));
    const reading = new GroupClient(reader);

    await reading.create({ displayName: 'aut-5' }).expect(403);
    await reading.replace(sales, { displayName: 'aut-5' }).expect(403);
    await reading.patch(sales, { op: 'replace', path: 'displayName', value: 'aut-5' }).expect(403);
    await reader.send('delete', `/Groups/${sales.id}`).expect(403);

    expect(await reading.find(sales)).toEqual(sales);
    expect(await groups.filter('displayName eq "aut-5"')).toEqual([]);
  });
});
