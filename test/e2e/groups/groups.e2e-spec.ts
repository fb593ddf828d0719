import { ERROR_URN, GROUP_URN, LIST_RESPONSE_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import type { GroupBody, ScimClient, UserBody } from '../../harness/scim-client.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;

describe('/Groups of a tenant that has them switched on', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let jo: UserBody;
  let kim: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    globex = await app.clientOfNewTenant('globex', { groupProvisioning: true });
    jo = await acme.aUser({ userName: 'jo@acme.test', displayName: 'Jo' });
    kim = await acme.aUser({ userName: 'kim@acme.test' });
  });
  afterAll(() => app.stop());

  async function find(filter: string, more = ''): Promise<readonly GroupBody[]> {
    const { body } = await acme.get(`/Groups?filter=${encodeURIComponent(filter)}${more}`).expect(200);
    return (body as { Resources: readonly GroupBody[] }).Resources;
  }

  it('creates a group, and fills in what members are', async () => {
    const response = await acme
      .createGroup({ displayName: 'Sales', externalId: 'x-1', members: [{ value: jo.id }] })
      .expect(201);

    const { id } = response.body as GroupBody;
    expect(response.body).toMatchObject({
      schemas: [GROUP_URN],
      displayName: 'Sales',
      externalId: 'x-1',
      members: [{ value: jo.id, $ref: `${BASE}/Users/${jo.id}`, display: 'Jo', type: 'User' }],
      meta: { resourceType: 'Group', location: `${BASE}/Groups/${id}`, version: 'W/"1"' },
    });
    expect(response.headers.location).toBe(`${BASE}/Groups/${id}`);
    expect((await acme.get(`/Groups/${id}`).expect(200)).body).toEqual(response.body);
  });

  it.each([
    ['displayName eq "RESEARCH"', true],
    ['externalId eq "r-1"', true],
    ['members.value eq "{jo}"', true],
    ['members[value eq "{jo}"]', true],
    ['members eq "{jo}"', true],
    ['id eq "{group}" and members eq "{jo}"', true],
    ['members[value eq "{jo}" and type eq "User"]', true],
    ['members[value eq "{jo}" and type eq "Group"]', false],
    ['members.display eq "jo"', true],
    [`members.$ref eq "${BASE}/Users/{jo}"`, true],
    ['members pr', true],
    ['members.value eq "{kim}"', false],
    ['members.value eq "no-id"', false],
    ['not (members.value eq "{jo}")', false],
    ['meta.resourceType eq "Group"', true],
  ])('finds groups by %s: %s', async (filter, found) => {
    const group = await acme.aGroup(`Research ${filter}`, jo);
    await acme
      .patchGroup(
        group,
        { op: 'replace', path: 'displayName', value: 'Research' },
        { op: 'add', path: 'externalId', value: 'r-1' },
      )
      .expect(204);

    const asked = filter
      .replaceAll('{jo}', jo.id)
      .replaceAll('{kim}', kim.id)
      .replaceAll('{group}', group.id);
    const ids = (await find(asked)).map(({ id }) => id);

    expect(ids.includes(group.id)).toBe(found);
    await acme.send('delete', `/Groups/${group.id}`).expect(204);
  });

  it('leaves members out where nobody wants them', async () => {
    const group = await acme.aGroup('Quiet', jo);

    const { body } = await acme.get(`/Groups/${group.id}?excludedAttributes=members`).expect(200);
    expect(body).not.toHaveProperty('members');
    const [listed] = await find('displayName eq "Quiet"', '&excludedAttributes=members');
    expect(listed).not.toHaveProperty('members');
    const [named] = await find('displayName eq "Quiet"', '&attributes=displayName');
    expect(named).not.toHaveProperty('members');
    expect((await find('displayName eq "Quiet"', '&attributes=members.value'))[0]?.members).toEqual([
      { value: jo.id },
    ]);
  });

  it('keeps names unique in the tenant, without case and width', async () => {
    const [twins, other] = [await acme.aGroup('Twins'), await acme.aGroup('Other')];
    for (const displayName of ['Twins', 'TWINS', 'Ｔwins']) {
      const { body } = await acme.createGroup({ displayName }).expect(409);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '409', scimType: 'uniqueness' });
      const rename = { op: 'replace', path: 'displayName', value: displayName };
      await acme.patchGroup(other, rename).expect(409);
      await acme.patchGroup(twins, rename).expect(204);
    }
    await globex.aGroup('Twins');
  });

  it.each([
    ['an unknown id', '01a20a8b-2a58-76f9-9618-ad71b24d581d'],
    ['no id at all', 'nobody'],
    ['a user of another tenant', '{foreign}'],
    ['what a bulk request would have resolved', 'bulkId:x'],
  ])('refuses a member that is %s, and stores nothing', async (_what, id) => {
    const foreign = await globex.aUser({ userName: `foreign-${id}` });
    const value = id.replace('{foreign}', foreign.id);
    const group = await acme.aGroup(`Refusing ${id}`, jo);

    const created = await acme
      .createGroup({ displayName: 'Never', members: [{ value: jo.id }, { value }] })
      .expect(400);
    expect(created.body).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining(value) });
    expect(await find('displayName eq "Never"')).toEqual([]);

    await acme
      .patchGroup(
        group,
        { op: 'replace', path: 'displayName', value: 'Renamed' },
        { op: 'add', path: 'members', value: [{ value }] },
      )
      .expect(400);
    expect(await acme.findGroup(group)).toEqual(group);
  });

  it('nests groups, also in a circle, and tells users which of them they are in', async () => {
    const user = await acme.aUser({ userName: 'deep@acme.test' });
    const inner = await acme.aGroup('Inner', user);
    const outer = await acme.aGroup('Outer', inner);
    await acme.patchGroup(inner, { op: 'add', path: 'members', value: [{ value: outer.id }] }).expect(204);

    const { groups } = await acme.find(user);
    expect(groups).toEqual(
      expect.arrayContaining([
        { value: inner.id, $ref: inner.meta.location, display: 'Inner', type: 'direct' },
        { value: outer.id, $ref: outer.meta.location, display: 'Outer', type: 'indirect' },
      ]),
    );
    expect((await acme.filter(`groups.value eq "${outer.id}"`)).Resources.map(({ id }) => id)).toEqual([
      user.id,
    ]);
    expect((await acme.filter(`groups[display eq "outer" and type eq "indirect"]`)).totalResults).toBe(1);
    expect(await acme.memberIds(outer)).toEqual([inner.id]);
    await acme
      .patchGroup(outer, { op: 'add', path: 'members', value: [{ value: outer.id }] })
      .expect(400)
      .expect(({ body }) => {
        expect(body).toMatchObject({ scimType: 'invalidValue' });
      });
  });

  it('lets users know nothing of their groups but by the groups', async () => {
    const group = await acme.aGroup('Read-only', kim);
    const { body } = await acme
      .patch(kim, { op: 'replace', path: 'groups', value: [{ value: group.id }] })
      .expect(400);
    expect(body).toMatchObject({ scimType: 'mutability' });
    const { groups, ...rest } = await acme.find(kim);
    expect(groups).toHaveLength(1);

    await acme.send('put', `/Users/${kim.id}`, { ...rest, groups: [] }).expect(200);
    expect((await acme.find(kim)).groups).toEqual(groups);
    expect((await acme.get(`/Users/${kim.id}?attributes=userName`)).body).not.toHaveProperty('groups');
  });

  it('takes a deleted user out of its groups, which get a new version by that', async () => {
    const leaver = await acme.aUser({ userName: 'leaver@acme.test' });
    const group = await acme.aGroup('Left', leaver, jo);

    await acme.send('delete', `/Users/${leaver.id}`).expect(204);

    expect(await acme.findGroup(group)).toMatchObject({
      members: [{ value: jo.id }],
      meta: { version: 'W/"2"' },
    });
  });

  it('deletes a group and nothing of its members, and takes it out of groups around it', async () => {
    const user = await acme.aUser({ userName: 'stays@acme.test' });
    const inner = await acme.aGroup('Goes', user);
    const outer = await acme.aGroup('Around', inner, user);

    await acme.send('delete', `/Groups/${inner.id}`).expect(204);

    await acme.get(`/Groups/${inner.id}`).expect(404);
    await acme.send('delete', `/Groups/${inner.id}`).expect(404);
    expect(await acme.memberIds(outer)).toEqual([user.id]);
    expect((await acme.find(user)).groups).toMatchObject([{ value: outer.id }]);
    await acme.aGroup('Goes');
  });

  it('keeps memberships of a disabled user', async () => {
    const user = await acme.aUser({ userName: 'paused@acme.test' });
    const group = await acme.aGroup('Paused', user);
    await acme.patch(user, { op: 'Replace', path: 'active', value: 'False' }).expect(200);
    expect(await acme.memberIds(group)).toEqual([user.id]);
    await acme.patch(user, { op: 'Replace', path: 'active', value: 'True' }).expect(200);
    expect((await acme.find(user)).groups).toMatchObject([{ value: group.id }]);
  });

  it.each(['get', 'put', 'patch', 'delete'] as const)(
    "answers %s of another tenant's group with 404",
    async (verb) => {
      const group = await acme.aGroup(`Own ${verb}`, jo);
      const body = verb === 'put' ? { schemas: [GROUP_URN], displayName: 'Theirs' } : undefined;
      const patch = globex.patchGroup(group, { op: 'remove', path: 'members' });

      await (verb === 'patch' ? patch : globex.send(verb, `/Groups/${group.id}`, body)).expect(404);

      expect(await acme.findGroup(group)).toEqual(group);
      expect((await globex.get('/Groups?filter=displayName%20sw%20%22Own%22')).body).toMatchObject({
        totalResults: 0,
      });
    },
  );

  it('pages through groups, by index and by cursor, and sorts them', async () => {
    const tenant = await app.clientOfNewTenant('paging', { groupProvisioning: true });
    for (const name of ['Delta', 'alpha', 'Charlie', 'bravo', 'echo']) await tenant.aGroup(name);
    const names = (body: unknown): readonly string[] =>
      (body as { Resources: readonly GroupBody[] }).Resources.map(({ displayName }) => displayName);

    const sorted = await tenant.get('/Groups?sortBy=displayName&startIndex=2&count=2').expect(200);
    expect(sorted.body).toMatchObject({ totalResults: 5, startIndex: 2, itemsPerPage: 2 });
    expect(names(sorted.body)).toEqual(['bravo', 'Charlie']);
    const first = await tenant.get('/Groups?cursor&count=3').expect(200);
    const next = (first.body as { nextCursor: string }).nextCursor;
    const second = await tenant.get(`/Groups?cursor=${next}&count=3`).expect(200);
    expect([...names(first.body), ...names(second.body)]).toEqual([
      'Delta',
      'alpha',
      'Charlie',
      'bravo',
      'echo',
    ]);
  });

  it('finds users and groups together at the root', async () => {
    const tenant = await app.clientOfNewTenant('root', { groupProvisioning: true });
    const user = await tenant.aUser({ userName: 'zoe', displayName: 'Zoe' });
    const group = await tenant.aGroup('Art', user);
    const list = async (query: string): Promise<readonly string[]> => {
      const { body } = await tenant.get(`/${query}`).expect(200);
      expect(body).toMatchObject({ schemas: [LIST_RESPONSE_URN] });
      return (body as { Resources: readonly { id: string }[] }).Resources.map(({ id }) => id);
    };
    const filter = (text: string): string => `?filter=${encodeURIComponent(text)}`;

    expect(await list('')).toEqual([user.id, group.id]);
    expect(await list('?sortBy=displayName')).toEqual([group.id, user.id]);
    expect(await list('?sortBy=displayName&sortOrder=descending')).toEqual([user.id, group.id]);
    expect(await list('?sortBy=userName')).toEqual([user.id, group.id]);
    expect(await list(filter('userName pr'))).toEqual([user.id]);
    expect(await list(filter(`members.value eq "${user.id}"`))).toEqual([group.id]);
    expect(await list(filter('displayName pr'))).toEqual([user.id, group.id]);
    expect(await list('?startIndex=2')).toEqual([group.id]);
    const first = await tenant.get('/?cursor&count=1&sortBy=displayName').expect(200);
    const { nextCursor } = first.body as { nextCursor: string };
    expect(await list(`?cursor=${nextCursor}&count=1&sortBy=displayName`)).toEqual([user.id]);
    const { body } = await tenant.get(`/${filter('members pr')}`).expect(200);
    expect(body).toMatchObject({ Resources: [{ members: [{ value: user.id }] }] });
  });
});
