import { GROUP_URN, SEARCH_REQUEST_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient, memberOf } from './group-client.js';
import type { GroupBody } from './group-client.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('RFC 7643 section 4.2: groups', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let groups: GroupClient;
  let others: GroupClient;
  let jane: UserBody;
  let kim: UserBody;
  let foreignUser: UserBody;
  let foreignGroup: GroupBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    const other = await app.clientOfNewTenant('other', { groupProvisioning: true });
    groups = new GroupClient(acme);
    others = new GroupClient(other);
    jane = await acme.aUser({ userName: 'jane@acme.test', displayName: 'Jane' });
    kim = await acme.aUser({ userName: 'kim@acme.test' });
    foreignUser = await other.aUser({ userName: 'foreign@other.test' });
    foreignGroup = await others.aGroup('Foreign', foreignUser);
  });
  afterAll(() => app.stop());

  it.each([{}, { displayName: '' }, { displayName: null }, { displayName: [] }])(
    'GRP-1: refuses %j as a group',
    async (attributes) => {
      const group = await groups.aGroup(`grp-1 ${JSON.stringify(attributes)}`);

      for (const request of [groups.create(attributes), groups.replace(group, attributes)]) {
        const { body } = await request.expect(400);
        expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
        expect(body.detail).toContain('displayName');
      }
      expect(await groups.find(group)).toEqual(group);
    },
  );

  it('GRP-2: fills in what a member is', async () => {
    const inner = await groups.aGroup('grp-2 inner');

    const { body } = await groups
      .create({
        displayName: 'grp-2',
        members: [
          memberOf(jane),
          { value: kim.id, display: 'Mallory', $ref: 'https://elsewhere.test/Users/x' },
          memberOf(inner),
        ],
      })
      .expect(201);

    const members = [
      { value: jane.id, $ref: `${BASE}/Users/${jane.id}`, type: 'User', display: 'Jane' },
      { value: kim.id, $ref: `${BASE}/Users/${kim.id}`, type: 'User', display: 'kim@acme.test' },
      { value: inner.id, $ref: `${BASE}/Groups/${inner.id}`, type: 'Group', display: 'grp-2 inner' },
    ];
    expect(body.members).toHaveLength(members.length);
    expect(body.members).toEqual(expect.arrayContaining(members));
    expect(await groups.find(body as GroupBody)).toEqual(body);
  });

  it('GRP-2: shows the name that a member has now', async () => {
    const user = await acme.aUser({ userName: 'renamed@acme.test', displayName: 'Before' });
    const group = await groups.aGroup('grp-2 names', user);

    await acme.patch(user, { op: 'replace', path: 'displayName', value: 'After' }).expect(200);

    expect(await groups.find(group)).toMatchObject({ members: [{ value: user.id, display: 'After' }] });
  });

  it.each(['value', '$ref', 'type', 'display'])('GRP-3: does not edit %s of a member', async (part) => {
    const group = await groups.aGroup(`grp-3 ${part}`, jane);
    const path = `members[value eq "${jane.id}"].${part}`;

    for (const operation of [
      { op: 'replace', path, value: kim.id },
      { op: 'add', path, value: kim.id },
      { op: 'remove', path },
    ]) {
      const { body } = await groups.patch(group, operation).expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'mutability' });
    }
    expect(await groups.find(group)).toEqual(group);
  });

  it('GRP-3: does not put one member in the place of another', async () => {
    const group = await groups.aGroup('grp-3', jane);

    const { body } = await groups
      .patch(group, { op: 'replace', path: `members[value eq "${jane.id}"]`, value: memberOf(kim) })
      .expect(400);

    expect(body).toMatchObject({ status: '400', scimType: 'mutability' });
    expect(await groups.find(group)).toEqual(group);
  });

  it.each<[string, () => string]>([
    ['a random one', () => UNKNOWN],
    ['one of another form', () => 'nobody'],
    ['a user name', () => jane.userName],
    ['one in other letters', () => jane.id.toUpperCase()],
    ["another tenant's user", () => foreignUser.id],
    ["another tenant's group", () => foreignGroup.id],
  ])('GRP-4: refuses an unknown id, and stores nothing: %s', async (what, idOf) => {
    const group = await groups.aGroup(`grp-4 ${what}`, kim);
    const members = [memberOf(jane), { value: idOf() }];

    for (const request of [
      groups.create({ displayName: 'grp-4 new', members }),
      groups.replace(group, { displayName: 'grp-4 changed', members }),
      groups.patch(group, { op: 'add', path: 'members', value: members }),
      groups.patch(group, { op: 'replace', path: 'members', value: members }),
      groups.patch(group, { op: 'replace', value: { displayName: 'grp-4 changed', members } }),
    ]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    }
    expect(await groups.find(group)).toEqual(group);
    expect(await groups.filter('displayName sw "grp-4 new" or displayName sw "grp-4 changed"')).toEqual([]);
  });

  it("GRP-4: another tenant's id is answered as an unknown one", async () => {
    const answers = await Promise.all(
      [UNKNOWN, foreignUser.id, foreignGroup.id].map(async (value) => {
        const { text } = await groups.create({ displayName: 'grp-4', members: [{ value }] }).expect(400);
        return text.replaceAll(value, UNKNOWN);
      }),
    );

    expect(new Set(answers).size).toBe(1);
  });

  it.each([
    {},
    { value: null },
    { value: '' },
    { value: 5 },
    { value: {} },
    { type: 'User' },
    { display: 'Jane' },
    { $ref: `${BASE}/Users/${UNKNOWN}` },
    null,
    'text',
    5,
  ])('GRP-4: refuses the member %j, which has no id, and keeps those that are there', async (member) => {
    const group = await groups.aGroup(`grp-4 ${JSON.stringify(member)}`, jane);
    const members = [member];

    for (const request of [
      groups.create({ displayName: 'grp-4 form', members }),
      groups.replace(group, { displayName: 'grp-4 form', members }),
      groups.patch(group, { op: 'replace', path: 'members', value: members }),
      groups.patch(group, { op: 'replace', value: { members } }),
    ]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    }
    expect(await groups.find(group)).toEqual(group);
    expect(await groups.filter('displayName eq "grp-4 form"')).toEqual([]);
  });

  it('GRP-5: groups contain groups, also in a circle, and nothing runs around in it', async () => {
    const first = await groups.aGroup('grp-5 first', jane);
    const second = await groups.aGroup('grp-5 second', first);

    await groups.add(first, second);

    expect(await groups.memberIds(first)).toEqual([jane.id, second.id].sort());
    expect(await groups.memberIds(second)).toEqual([first.id]);
    expect(await groups.filter(`members.value eq "${second.id}"`)).toEqual(['grp-5 first']);
    const { groups: ofJane } = await acme.find(jane);
    const inCircle = (ofJane as { value: string; type: string }[]).filter(({ value }) =>
      [first.id, second.id].includes(value),
    );
    expect(inCircle).toHaveLength(2);
    await acme.send('delete', `/Groups/${first.id}`).expect(204);
    expect(await groups.find(second)).not.toHaveProperty('members');
  });

  it('GRP-5: refuses a group as its own member', async () => {
    const group = await groups.aGroup('grp-5 self', jane);
    const members = [memberOf(group)];

    for (const request of [
      groups.patch(group, { op: 'add', path: 'members', value: members }),
      groups.patch(group, { op: 'replace', path: 'members', value: members }),
      groups.replace(group, { displayName: 'grp-5 self', members }),
    ]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    }
    expect(await groups.find(group)).toEqual(group);
  });

  it('GRP-6: a name is unique in the tenant, without case, and /Schemas says so', async () => {
    const taken = await groups.aGroup('grp-6 Größe');
    const group = await groups.aGroup('grp-6 other');
    const displayName = 'GRP-6 GRÖẞE';

    for (const request of [
      groups.create({ displayName: 'grp-6 Größe' }),
      groups.create({ displayName: 'GRP-6 größe' }),
      groups.replace(group, { displayName: 'GRP-6 größe' }),
      groups.patch(group, { op: 'replace', path: 'displayName', value: 'GRP-6 größe' }),
    ]) {
      const { body } = await request.expect(409);
      expect(body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    }
    expect(await groups.find(group)).toEqual(group);
    // One's own name in other letters is no conflict, and another tenant has its own names.
    await groups.patch(taken, { op: 'replace', path: 'displayName', value: displayName }).expect(204);
    expect((await groups.find(taken)).displayName).toBe(displayName);
    await others.aGroup('grp-6 Größe');
    const { body } = await acme.get(`/Schemas/${GROUP_URN}`).expect(200);
    expect(body.attributes).toContainEqual(
      expect.objectContaining({
        name: 'displayName',
        uniqueness: 'server',
        caseExact: false,
        required: true,
      }),
    );
  });

  it('GRP-6: of two groups of one name at the same moment one is made', async () => {
    const answers = await Promise.all(
      ['grp-6 race', 'GRP-6 RACE'].map((displayName) => groups.create({ displayName })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('GRP-7: keeps a member once', async () => {
    const { body } = await groups
      .create({ displayName: 'grp-7', members: [memberOf(jane), memberOf(kim), memberOf(jane)] })
      .expect(201);
    const group = body as GroupBody;
    expect(group.members).toHaveLength(2);

    await groups.add(group, jane, kim, jane);
    expect(await groups.find(group)).toEqual(group);

    await groups
      .replace(group, { displayName: 'grp-7', members: [memberOf(kim), memberOf(kim)] })
      .expect(200);
    expect(await groups.memberIds(group)).toEqual([kim.id]);
  });

  it('GRP-8: shows groups without their members', async () => {
    const group = await groups.aGroup('grp-8', jane, kim);
    const { members: _members, ...rest } = group;
    const query = 'excludedAttributes=members';

    expect((await acme.get(`/Groups/${group.id}?${query}`).expect(200)).body).toEqual(rest);
    const filter = encodeURIComponent('displayName eq "grp-8"');
    for (const path of ['/Groups', '']) {
      const { body } = await acme.get(`${path}?filter=${filter}&${query}`).expect(200);
      expect(body.Resources).toEqual([rest]);
    }
    const found = await acme
      .send('post', '/Groups/.search', {
        schemas: [SEARCH_REQUEST_URN],
        filter: 'displayName eq "grp-8"',
        excludedAttributes: ['members'],
      })
      .expect(200);
    expect(found.body.Resources).toEqual([rest]);
    expect((await acme.get(`/Groups/${group.id}?attributes=displayName`).expect(200)).body).toEqual({
      schemas: [GROUP_URN],
      id: group.id,
      displayName: 'grp-8',
    });
  });
});
