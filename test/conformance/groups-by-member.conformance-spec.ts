import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;

describe('RFC 7644 section 3.4.2.2: groups, found by their members', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let groups: GroupClient;
  let others: GroupClient;
  let jane: UserBody;
  let kim: UserBody;
  let foreignUser: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    const other = await app.clientOfNewTenant('other', { groupProvisioning: true });
    groups = new GroupClient(acme);
    others = new GroupClient(other);
    jane = await acme.aUser({ userName: 'jane' });
    kim = await acme.aUser({ userName: 'kim' });
    foreignUser = await other.aUser({ userName: 'foreign' });
    await others.aGroup('Foreign', foreignUser);
  });
  afterAll(() => app.stop());

  it.each<[string, (user: UserBody) => string]>([
    ['a sub-attribute', ({ id }) => `members.value eq "${id}"`],
    ['a value path', ({ id }) => `members[value eq "${id}"]`],
    ['a value path with two conditions', ({ id }) => `members[value eq "${id}" and type eq "User"]`],
    ['a reference', ({ id }) => `members.$ref eq "${BASE}/Users/${id}"`],
    ['a value path with a reference', ({ id }) => `members[$ref ew "${id}"]`],
    ['the attribute alone', ({ id }) => `members eq "${id}"`],
    ['the end of the id', ({ id }) => `members.value ew "${id.slice(1)}"`],
  ])('GRP-9, FLT-12: finds the groups of a user by %s', async (what, filterFor) => {
    const user = await acme.aUser({ userName: `grp-9 ${what}` });
    await groups.aGroup(`grp-9 a ${what}`, user, jane);
    await groups.aGroup(`grp-9 b ${what}`, kim, user);
    await groups.aGroup(`grp-9 c ${what}`, kim);

    expect(await groups.filter(filterFor(user))).toEqual([`grp-9 a ${what}`, `grp-9 b ${what}`]);
    expect(await groups.filter(filterFor(foreignUser))).toEqual([]);
    expect(await others.filter(filterFor(user))).toEqual([]);
    expect(await others.filter(filterFor(foreignUser))).toEqual(['Foreign']);
  });

  it('GRP-9: conditions in brackets are about one member', async () => {
    const inner = await groups.aGroup('grp-9 inner');
    await groups.aGroup('grp-9 outer', jane, inner);

    expect(await groups.filter(`members[value eq "${jane.id}" and type eq "Group"]`)).toEqual([]);
    expect(await groups.filter(`members[value eq "${inner.id}" and type eq "Group"]`)).toEqual([
      'grp-9 outer',
    ]);
    expect(await groups.filter(`displayName eq "grp-9 outer" and not (members pr)`)).toEqual([]);
    expect(await groups.filter(`displayName eq "grp-9 inner" and not (members pr)`)).toEqual(['grp-9 inner']);
  });

  it('GRP-9, USR-12: users are found by their groups, also by those of their groups', async () => {
    const user = await acme.aUser({ userName: 'grp-9 nested' });
    const inner = await groups.aGroup('grp-9 of user', user);
    const outer = await groups.aGroup('grp-9 of group', inner);
    const find = async (filter: string, client = acme) =>
      (await client.filter(filter)).Resources.map(({ id }) => id);

    for (const filter of [
      `groups.value eq "${inner.id}"`,
      `groups.value eq "${outer.id}"`,
      `groups[value eq "${inner.id}" and type eq "direct"]`,
      `groups[value eq "${outer.id}" and type eq "indirect"]`,
      'groups.display eq "grp-9 of group"',
    ]) {
      expect(await find(filter)).toEqual([user.id]);
    }
    expect(await find(`groups[value eq "${inner.id}" and type eq "indirect"]`)).toEqual([]);
    expect(await find(`id eq "${user.id}" and not (groups pr)`)).toEqual([]);
    const other = await app.clientOfNewTenant('third', { groupProvisioning: true });
    expect(await find(`groups.value eq "${inner.id}"`, other)).toEqual([]);
  });
});
