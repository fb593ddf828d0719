import { USER_URN } from '@flosum/scim-schema';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient, memberOf } from './group-client.js';
import type { GroupBody, MemberBody } from './group-client.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;

describe('RFC 7643 sections 2.3.7 and 4.1.2: membership, seen from both ends', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let groups: GroupClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    groups = new GroupClient(acme);
  });
  afterAll(() => app.stop());

  function newUser(client = acme): Promise<UserBody> {
    count += 1;
    return client.aUser({ userName: `user-${count}` });
  }

  /** Where a user is a member, by the names of the groups. */
  async function groupsOf(user: UserBody, client = acme): Promise<Readonly<Record<string, string>>> {
    const { groups: list = [] } = await client.find(user);
    const entries = (list as readonly MemberBody[]).map(({ display = '', type }) => [display, type] as const);
    expect(new Set(entries.map(([name]) => name)).size).toBe(entries.length);
    return Object.fromEntries(entries);
  }

  async function follow(
    reference: string,
    client = acme,
  ): Promise<{ status: number; body: { id?: string } }> {
    expect(reference.startsWith(`${BASE}/`)).toBe(true);
    const { status, body } = await client.get(reference.slice(BASE.length));
    return { status, body: body as { id?: string } };
  }

  it('USR-11: a user shows the groups that have it as a member', async () => {
    const user = await newUser();
    expect(user).not.toHaveProperty('groups');

    const group = await groups.aGroup('usr-11', user);

    expect((await acme.find(user)).groups).toEqual([
      { value: group.id, $ref: `${BASE}/Groups/${group.id}`, display: 'usr-11', type: 'direct' },
    ]);
    await groups.patch(group, { op: 'remove', path: `members[value eq "${user.id}"]` }).expect(204);
    expect(await acme.find(user)).toEqual(user);
  });

  it('USR-11: a request about the user does not change them', async () => {
    const [user, elsewhere] = [await newUser(), await groups.aGroup('usr-11 elsewhere')];
    const group = await groups.aGroup('usr-11 kept', user);
    const sent = [{ value: elsewhere.id }];

    const { body } = await acme
      .send('put', `/Users/${user.id}`, { schemas: [USER_URN], userName: user.userName, groups: sent })
      .expect(200);
    expect((body as UserBody).groups).toMatchObject([{ value: group.id }]);
    await acme
      .send('put', `/Users/${user.id}`, { schemas: [USER_URN], userName: user.userName, groups: [] })
      .expect(200);
    for (const operation of [
      { op: 'add', path: 'groups', value: sent },
      { op: 'replace', path: 'groups', value: sent },
      { op: 'remove', path: 'groups' },
      { op: 'remove', path: `groups[value eq "${group.id}"]` },
    ]) {
      const refused = await acme.patch(user, operation).expect(400);
      expect(refused.body).toMatchObject({ status: '400', scimType: 'mutability' });
    }
    const created = await acme.aUser({ userName: 'usr-11 new', groups: sent });
    expect(created).not.toHaveProperty('groups');

    expect(await groupsOf(user)).toEqual({ 'usr-11 kept': 'direct' });
    expect(await groups.find(elsewhere)).toEqual(elsewhere);
  });

  it('USR-12: tells groups of the user from groups of its groups', async () => {
    const user = await newUser();
    const inner = await groups.aGroup('usr-12 inner', user);
    const middle = await groups.aGroup('usr-12 middle', inner);
    const outer = await groups.aGroup('usr-12 outer', middle);

    expect(await groupsOf(user)).toEqual({
      'usr-12 inner': 'direct',
      'usr-12 middle': 'indirect',
      'usr-12 outer': 'indirect',
    });
    await groups.add(outer, user);
    expect(await groupsOf(user)).toMatchObject({ 'usr-12 outer': 'direct' });
    await groups.patch(middle, { op: 'remove', path: 'members' }).expect(204);
    expect(await groupsOf(user)).toEqual({ 'usr-12 inner': 'direct', 'usr-12 outer': 'direct' });
  });

  it('USR-12: so it does in a circle, and in lists', async () => {
    const user = await newUser();
    const first = await groups.aGroup('usr-12 circle a', user);
    const second = await groups.aGroup('usr-12 circle b', first);
    await groups.add(first, second);

    const expected = { 'usr-12 circle a': 'direct', 'usr-12 circle b': 'indirect' };
    expect(await groupsOf(user)).toEqual(expected);
    const { Resources } = await acme.filter(`id eq "${user.id}"`);
    expect(Resources).toEqual([await acme.find(user)]);
  });

  it('USR-12: another tenant sees none of it, and one that has groups off has none', async () => {
    const tenant = await app.newTenant('switch', { groupProvisioning: true });
    const user = await newUser(tenant.client);
    await new GroupClient(tenant.client).aGroup('usr-12 switch', user);
    const operator = new OperatorClient(app.url, OPERATOR_KEY);
    expect(await groupsOf(user, tenant.client)).toEqual({ 'usr-12 switch': 'direct' });
    await acme.get(`/Users/${user.id}`).expect(404);

    await operator.send('patch', '/tenants/switch', { settings: { groupProvisioning: false } }).expect(200);

    expect(await tenant.client.find(user)).not.toHaveProperty('groups');
  });

  it('TYP-8: every reference leads to what it names', async () => {
    const user = await newUser();
    const inner = await groups.aGroup('typ-8 inner', user);
    const outer = await groups.aGroup('typ-8 outer', inner, user);
    const other = await app.clientOfNewTenant('other', { groupProvisioning: true });

    const members = (await groups.find(outer)).members ?? [];
    const ofUser = (await acme.find(user)).groups as readonly MemberBody[];
    expect([members, ofUser].map(({ length }) => length)).toEqual([2, 2]);
    for (const { $ref, value } of [...members, ...ofUser]) {
      expect(await follow($ref)).toMatchObject({ status: 200, body: { id: value } });
      expect(await follow($ref, other)).toMatchObject({ status: 404 });
    }
    expect(await follow(outer.meta.location)).toMatchObject({ status: 200, body: { id: outer.id } });
  });

  it.each(['DELETE', 'bulk'])('TYP-9: who is deleted leaves the groups: by %s', async (how) => {
    const [gone, stays] = [await newUser(), await newUser()];
    const group = await groups.aGroup(`typ-9 ${how}`, gone, stays);
    const path = `/Users/${gone.id}`;

    await (how === 'bulk'
      ? acme
          .send('post', '/Bulk', {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
            Operations: [{ method: 'DELETE', path }],
          })
          .expect(200)
      : acme.send('delete', path).expect(204));

    const after = await groups.find(group);
    expect(after.members).toMatchObject([{ value: stays.id }]);
    expect(after.meta.version).not.toBe(group.meta.version);
    expect(await groups.filter(`members.value eq "${gone.id}"`)).toEqual([]);
  });

  it('TYP-9: a group that is deleted leaves groups and users, and they stay', async () => {
    const user = await newUser();
    const inner = await groups.aGroup('typ-9 inner', user);
    const outer = await groups.aGroup('typ-9 outer', inner);

    await acme.send('delete', `/Groups/${inner.id}`).expect(204);

    expect(await acme.find(user)).toEqual(user);
    const after = await groups.find(outer);
    expect(after).not.toHaveProperty('members');
    expect(after.meta.version).not.toBe(outer.meta.version);
  });

  it('ETG-10: membership moves the version of the group, not that of the user', async () => {
    const [user, other] = [await newUser(), await newUser()];
    const group = await groups.aGroup('etg-10');
    const versions = new Set([group.meta.version]);

    for (const send of [
      () => groups.patch(group, { op: 'add', path: 'members', value: [memberOf(user), memberOf(other)] }),
      () => groups.patch(group, { op: 'remove', path: `members[value eq "${other.id}"]` }),
      () => groups.replace(group, { displayName: 'etg-10', members: [memberOf(user), memberOf(other)] }),
    ]) {
      expect((await send()).ok).toBe(true);
      const { meta } = await groups.find(group);
      expect(versions).not.toContain(meta.version);
      versions.add(meta.version);
    }

    const after = await acme.find(user);
    expect(after.groups).toMatchObject([{ value: group.id }]);
    expect(after.meta).toEqual(user.meta);
    await acme
      .patch(user, { op: 'add', path: 'title', value: 'x' })
      .set('If-Match', user.meta.version)
      .expect(200);
  });

  it('PAT-8, PAT-11: a PATCH of a group is answered with 204 and the new version', async () => {
    const [user, group] = [await newUser(), await groups.aGroup('pat-8')];

    const { text, headers } = await groups
      .patch(group, { op: 'add', path: 'members', value: [memberOf(user)] })
      .expect(204);

    expect(text).toBeFalsy();
    expect(headers.etag).toBe((await groups.find(group)).meta.version);
    expect(headers.etag).not.toBe(group.meta.version);
    expect(headers.location).toBe(group.meta.location);
  });

  it.each<[string, (group: GroupBody) => object]>([
    ['attributes=displayName', ({ displayName }) => ({ displayName })],
    ['excludedAttributes=members,meta', ({ displayName }) => ({ displayName })],
    ['attributes=members.value', ({ members }) => ({ members: members?.map(memberOfBody) })],
  ])('PAT-9: with %s it is answered with 200 and these', async (query, expected) => {
    const [user, group] = [await newUser(), await groups.aGroup(`pat-9 ${query}`)];

    const { body } = await groups
      .patch({ id: `${group.id}?${query}` }, { op: 'add', path: 'members', value: [memberOf(user)] })
      .expect(200);

    const after = await groups.find(group);
    expect(after.members).toHaveLength(1);
    expect(body).toEqual({ schemas: body.schemas as unknown, id: group.id, ...expected(after) });
  });

  it('ATT-16: members that are not shown are not read', async () => {
    const user = await newUser();
    const group = await groups.aGroup('att-16', user);
    const one = `/Groups/${group.id}`;
    const list = `/Groups?filter=${encodeURIComponent('displayName eq "att-16"')}`;
    // Without the table, whoever reads members fails.
    await app.owner.query('alter table group_members rename to hidden_members', []);
    try {
      for (const path of [one, list]) await acme.get(path).expect(500);
      for (const query of ['excludedAttributes=members', 'attributes=displayName']) {
        await acme.get(`${one}?${query}`).expect(200);
        const { body } = await acme.get(`${list}&${query}`).expect(200);
        expect(body).toMatchObject({ totalResults: 1, Resources: [{ id: group.id }] });
      }
      await acme.get(`/Users/${user.id}?excludedAttributes=groups`).expect(200);
    } finally {
      await app.owner.query('alter table hidden_members rename to group_members', []);
    }
    expect(await groups.memberIds(group)).toEqual([user.id]);
  });
});

function memberOfBody({ value }: MemberBody): object {
  return { value };
}
