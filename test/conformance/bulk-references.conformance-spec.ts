import { ENTERPRISE_USER_URN, GROUP_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { BulkClient, idIn, patchAt, postGroup, postUser, setTitle } from './bulk-client.js';
import type { BulkEntry } from './bulk-client.js';
import { GroupClient } from './group-client.js';

describe('RFC 7644 sections 3.7.1 and 3.7.2: references in bulk', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let bulk: BulkClient;
  let groups: GroupClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    bulk = new BulkClient(acme);
    groups = new GroupClient(acme);
  });
  afterAll(() => app.stop());

  /** The results of a request of which every operation must work. */
  async function runAll(...operations: readonly object[]): Promise<readonly BulkEntry[]> {
    const entries = await bulk.run(operations);
    expect(entries.filter(({ status }) => !status.startsWith('2'))).toEqual([]);
    return entries;
  }

  async function membersOf(entry: BulkEntry | undefined): Promise<readonly string[]> {
    return groups.memberIds({ id: entry === undefined ? '' : idIn(entry) });
  }

  function idsOf(...entries: readonly (BulkEntry | undefined)[]): readonly string[] {
    return entries.map((entry) => (entry === undefined ? '' : idIn(entry))).sort();
  }

  /** Nothing that is stored holds a reference that was not resolved. */
  async function expectNoReferenceStored(): Promise<void> {
    expect((await acme.get('').expect(200)).text).not.toContain('bulkId');
  }

  it('BLK-16: a reference in a member, and in its $ref, becomes the new id', async () => {
    const [user, group] = await runAll(postUser('blk-16-member'), {
      method: 'POST',
      path: '/Groups',
      bulkId: 'g',
      data: {
        schemas: [GROUP_URN],
        displayName: 'blk-16',
        members: [{ value: 'bulkId:blk-16-member', $ref: '../Users/bulkId:blk-16-member' }],
      },
    });

    expect(await groups.find({ id: group === undefined ? '' : idIn(group) })).toMatchObject({
      members: [{ value: idsOf(user)[0], $ref: user?.location, type: 'User' }],
    });
    await expectNoReferenceStored();
  });

  it('BLK-16: a reference in an extension becomes the new id', async () => {
    const [manager, user] = await runAll(
      postUser('blk-16-manager'),
      postUser('blk-16-user', {
        schemas: [USER_URN, ENTERPRISE_USER_URN],
        [ENTERPRISE_USER_URN]: {
          manager: { value: 'bulkId:blk-16-manager', $ref: '../Users/bulkId:blk-16-manager' },
        },
      }),
    );

    const [managerId = ''] = idsOf(manager);
    expect(await acme.find({ id: idsOf(user)[0] ?? '' })).toMatchObject({
      [ENTERPRISE_USER_URN]: { manager: { value: managerId, $ref: `../Users/${managerId}` } },
    });
    await expectNoReferenceStored();
  });

  it('BLK-16: a reference in a PATCH, in its value and in its path, becomes the new id', async () => {
    const group = await groups.aGroup('blk-16-patch');
    const path = `/Groups/${group.id}`;

    const [ann, bea] = await runAll(
      postUser('blk-16-ann'),
      postUser('blk-16-bea'),
      patchAt(path, {
        op: 'add',
        path: 'members',
        value: [{ value: 'bulkId:blk-16-ann' }, { value: 'bulkId:blk-16-bea' }],
      }),
    );
    expect(await groups.memberIds(group)).toEqual(idsOf(ann, bea));

    const [cay] = await runAll(
      postUser('blk-16-cay'),
      patchAt(path, { op: 'add', path: 'members', value: [{ value: 'bulkId:blk-16-cay' }] }),
      patchAt(path, { op: 'remove', path: 'members[value eq "bulkId:blk-16-cay"]' }),
    );
    expect(await groups.memberIds(group)).not.toContain(idsOf(cay)[0]);
  });

  it('BLK-17: a later operation reaches by its path what an earlier one has made', async () => {
    const [made] = await runAll(
      postUser('blk-17'),
      setTitle('/Users/bulkId:blk-17', 'Guide'),
      patchAt('/Users/bulkId:blk-17', { op: 'add', path: 'nickName', value: 'Seventeen' }),
    );

    expect(await acme.find({ id: idsOf(made)[0] ?? '' })).toMatchObject({
      title: 'Guide',
      nickName: 'Seventeen',
    });
  });

  it('BLK-17: a PUT and a DELETE do so too', async () => {
    const [kept, gone, put, remove] = await runAll(
      postUser('blk-17-kept'),
      postUser('blk-17-gone'),
      {
        method: 'PUT',
        path: '/Users/bulkId:blk-17-kept',
        data: { schemas: [USER_URN], userName: 'blk-17-new' },
      },
      { method: 'DELETE', path: '/Users/bulkId:blk-17-gone' },
    );

    expect([put?.location, remove?.location]).toEqual([kept?.location, gone?.location]);
    expect(await acme.find({ id: idsOf(kept)[0] ?? '' })).toMatchObject({ userName: 'blk-17-new' });
    await acme.get(`/Users/${idsOf(gone)[0] ?? ''}`).expect(404);
  });

  it('BLK-18: a group may stand before its members', async () => {
    const [outer, inner, user] = await runAll(
      postGroup('blk-18-outer', 'bulkId:blk-18-inner'),
      postGroup('blk-18-inner', 'bulkId:blk-18'),
      postUser('blk-18'),
    );

    expect(await membersOf(outer)).toEqual(idsOf(inner));
    expect(await membersOf(inner)).toEqual(idsOf(user));
  });

  it('BLK-19: two groups that contain each other are linked', async () => {
    const [first, second] = await runAll(
      postGroup('blk-19-a', 'bulkId:blk-19-b'),
      postGroup('blk-19-b', 'bulkId:blk-19-a'),
    );

    expect(await membersOf(first)).toEqual(idsOf(second));
    expect(await membersOf(second)).toEqual(idsOf(first));
    for (const entry of [first, second]) {
      const { meta } = await groups.find({ id: idsOf(entry)[0] ?? '' });
      expect(entry?.version).toBe(meta.version);
    }
  });

  it('BLK-19: so are a ring of groups and their members', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `blk-19-ring-${name}`);
    const ring = names.map((name, index) =>
      postGroup(name, `bulkId:${names[(index + 1) % names.length] ?? ''}`, 'bulkId:blk-19-user'),
    );

    const entries = await runAll(...ring, postUser('blk-19-user'));

    for (const [index, entry] of entries.slice(0, 4).entries()) {
      expect(await membersOf(entry)).toEqual(idsOf(entries[(index + 1) % 4], entries[4]));
    }
  });

  it('BLK-19, GRP-5: a group that would contain itself is refused', async () => {
    const entries = await bulk.run([
      postGroup('blk-19-self', 'bulkId:blk-19-self'),
      postUser('blk-19-beside'),
    ]);

    expect(entries).toMatchObject([
      { status: '400', response: { scimType: 'invalidValue' } },
      { status: '201' },
    ]);
    expect(await groups.filter('displayName eq "blk-19-self"')).toEqual([]);
  });

  it('BLK-19, BLK-20: of groups that contain each other all are stored, or none', async () => {
    const statuses = await bulk.statuses([
      postGroup('blk-19-half-a', 'bulkId:blk-19-half-b'),
      postGroup('blk-19-half-b', 'bulkId:blk-19-half-a', 'bulkId:nope'),
    ]);

    expect(statuses).toEqual(['409', '409']);
    expect(await groups.filter('displayName sw "blk-19-half"')).toEqual([]);
  });

  it.each<[string, (group: string) => object]>([
    ['a group that is made', () => postGroup('blk-20-new', 'bulkId:nope')],
    [
      'a group that is changed',
      (id) => patchAt(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: 'bulkId:nope' }] }),
    ],
    [
      'a group that is replaced',
      (id) => ({ ...postGroup('blk-20-put', 'bulkId:nope'), method: 'PUT', path: `/Groups/${id}` }),
    ],
    [
      'a manager',
      () =>
        postUser('blk-20-new', {
          schemas: [USER_URN, ENTERPRISE_USER_URN],
          [ENTERPRISE_USER_URN]: { manager: { value: 'bulkId:nope' } },
        }),
    ],
    ['a path', () => setTitle('/Users/bulkId:nope', 'x')],
    ['a path of a DELETE', () => ({ method: 'DELETE', path: '/Groups/bulkId:nope' })],
  ])(
    'BLK-20: a reference to nothing is answered with 409, and nothing is written: %s',
    async (what, make) => {
      const group = await groups.aGroup(`blk-20 ${what}`);

      const entries = await bulk.run([make(group.id), postUser(`blk-20 ${what}`)]);

      expect(entries).toMatchObject([{ status: '409', response: { status: '409' } }, { status: '201' }]);
      expect(await groups.find(group)).toEqual(group);
      expect(await groups.filter('displayName eq "blk-20-new"')).toEqual([]);
      expect(await acme.filter('userName eq "blk-20-new"')).toMatchObject({ totalResults: 0 });
      await expectNoReferenceStored();
    },
  );

  it('BLK-20: so is a reference to what has failed, and on from there', async () => {
    const statuses = await bulk.statuses([
      postGroup('blk-20-outer', 'bulkId:blk-20-inner'),
      postGroup('blk-20-inner', 'bulkId:failed'),
      { method: 'POST', path: '/Users', bulkId: 'failed', data: { schemas: [USER_URN] } },
      setTitle('/Users/bulkId:failed', 'x'),
    ]);

    expect(statuses).toEqual(['409', '409', '400', '409']);
    expect(await groups.filter('displayName eq "blk-20-outer" or displayName eq "blk-20-inner"')).toEqual([]);
  });

  it('BLK-20, BLK-28: a bulkId counts in its own request alone, also for another tenant', async () => {
    await runAll(postUser('blk-20-earlier'));
    const other = new BulkClient(await app.clientOfNewTenant('other', { groupProvisioning: true }));

    expect(await bulk.statuses([postGroup('blk-20-later', 'bulkId:blk-20-earlier')])).toEqual(['409']);
    expect(await other.statuses([postGroup('blk-20-later', 'bulkId:blk-20-earlier')])).toEqual(['409']);
  });

  it('BLK-30: outside of bulk a member bulkId:x is unknown, and nothing is stored', async () => {
    const group = await groups.aGroup('blk-30');
    const members = [{ value: 'bulkId:x' }];

    for (const request of [
      groups.create({ displayName: 'blk-30-new', members }),
      groups.replace(group, { displayName: 'blk-30', members }),
      groups.patch(group, { op: 'add', path: 'members', value: members }),
    ]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    }

    expect(await groups.find(group)).toEqual(group);
    expect(await groups.filter('displayName eq "blk-30-new"')).toEqual([]);
    await expectNoReferenceStored();
  });
});
