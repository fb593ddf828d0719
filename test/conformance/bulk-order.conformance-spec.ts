import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { BulkClient, idIn, patchAt, postGroup, postUser, setTitle } from './bulk-client.js';
import { GroupClient } from './group-client.js';

describe('RFC 7644 section 3.7: the order of work in bulk', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let bulk: BulkClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    bulk = new BulkClient(acme);
  });
  afterAll(() => app.stop());

  it.each([
    ['created, then deleted', [postUser('r1'), { method: 'DELETE', path: '/Users/bulkId:r1' }], 'r1', 0],
    [
      'deleted before it is created',
      [{ method: 'DELETE', path: '/Users/bulkId:r2' }, postUser('r2')],
      'r2',
      0,
    ],
    [
      'changed twice',
      [postUser('r3'), setTitle('/Users/bulkId:r3', 'First'), setTitle('/Users/bulkId:r3', 'Last')],
      'r3" and title eq "Last',
      1,
    ],
  ])('BLK-25: the order of work does not change the outcome: %s', async (_case, operations, name, found) => {
    expect((await bulk.statuses(operations)).every((status) => status.startsWith('2'))).toBe(true);

    expect(await acme.filter(`userName eq "${name}"`)).toMatchObject({ totalResults: found });
  });

  it('BLK-25: a name is free for the operation after the DELETE of its user', async () => {
    const old = await acme.aUser({ userName: 'blk-25' });

    const entries = await bulk.run([{ method: 'DELETE', path: `/Users/${old.id}` }, postUser('blk-25')]);

    expect(entries.map(({ status }) => status)).toEqual(['204', '201']);
    expect(entries.map(idIn)).not.toEqual([old.id, old.id]);
    expect(await acme.filter('userName eq "blk-25"')).toMatchObject({ totalResults: 1 });
  });

  it('BLK-25: a member that is deleted later leaves, one that was deleted before is unknown', async () => {
    const [first, second] = [
      await acme.aUser({ userName: 'blk-25-a' }),
      await acme.aUser({ userName: 'blk-25-b' }),
    ];

    const statuses = await bulk.statuses([
      postGroup('blk-25-with', first.id),
      { method: 'DELETE', path: `/Users/${first.id}` },
      { method: 'DELETE', path: `/Users/${second.id}` },
      postGroup('blk-25-without', second.id),
    ]);

    expect(statuses).toEqual(['201', '204', '204', '400']);
    const { body } = await acme.get(`/Groups?filter=${encodeURIComponent('displayName sw "blk-25"')}`);
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ displayName: 'blk-25-with' }] });
    expect(body.Resources[0]).not.toHaveProperty('members');
  });

  it('BLK-25: a group is changed in the order of the request', async () => {
    const groups = new GroupClient(acme);
    const [group, ann, bea] = [
      await groups.aGroup('blk-25-order'),
      await acme.aUser({ userName: 'blk-25-ann' }),
      await acme.aUser({ userName: 'blk-25-bea' }),
    ];
    const path = `/Groups/${group.id}`;

    const statuses = await bulk.statuses([
      patchAt(path, { op: 'add', path: 'members', value: [{ value: ann.id }] }),
      patchAt(path, { op: 'remove', path: 'members' }),
      patchAt(path, { op: 'add', path: 'members', value: [{ value: bea.id }] }),
    ]);

    expect(statuses).toEqual(['200', '200', '200']);
    expect(await groups.memberIds(group)).toEqual([bea.id]);
  });

  it('BLK-25: two tenants work in one order each', async () => {
    const other = new BulkClient(await app.clientOfNewTenant('other', { groupProvisioning: true }));
    const operations = [
      postUser('shared'),
      postGroup('Shared', 'bulkId:shared'),
      { method: 'DELETE', path: '/Users/bulkId:shared' },
      { ...postUser('shared'), bulkId: 'again' },
    ];

    const answers = await Promise.all([bulk.statuses(operations), other.statuses(operations)]);

    expect(answers).toEqual(Array(2).fill(['201', '201', '204', '201']));
  });
});
