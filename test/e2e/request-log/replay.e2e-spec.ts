import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { LogReader } from './log-reader.js';

describe('a request of the log that is run again', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let log: LogReader;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme', { groupProvisioning: true });
    log = await LogReader.enter(app, 'acme');
  });
  afterAll(() => app.stop());

  const replay = async (id: string, dryRun: boolean, reader = log): Promise<object> =>
    (await reader.post(`/requests/${id}/replay`, { dryRun }).expect(200)).body as object;

  const lastRefused = async (): Promise<string> => (await log.lines('?outcome=refused&limit=1'))[0]?.id ?? '';

  const countChanges = async (): Promise<number> =>
    (await app.owner.query<{ count: number }>('select count(*)::int as count from changes', []))[0]?.count ??
    0;

  it('as a dry run says what would happen now, and stores nothing', async () => {
    const { client } = acme;
    const first = await client.aUser({ userName: 'taken@acme.test' });
    await client.create({ userName: 'taken@acme.test', displayName: 'Second' }).expect(409);
    const id = await lastRefused();
    expect(await replay(id, true)).toMatchObject({ dryRun: true, status: 409, scimType: 'uniqueness' });
    await client.send('delete', `/Users/${first.id}`).expect(204);
    const before = await countChanges();
    const lines = (await log.lines()).length;

    expect(await replay(id, true)).toMatchObject({
      dryRun: true,
      status: 201,
      outcome: 'success',
      meaning: 'Created Second',
      attributes: expect.arrayContaining([{ path: 'displayName', after: 'Second' }]),
    });

    expect(await client.filter('userName eq "taken@acme.test"')).toMatchObject({ totalResults: 0 });
    expect(await countChanges()).toBe(before);
    expect((await log.lines()).length).toBe(lines + 1);
  });

  it('for real does it, in the name of the admin', async () => {
    const id = await lastRefused();
    expect(await replay(id, false)).toMatchObject({ dryRun: false, status: 201, meaning: 'Created Second' });
    const { Resources } = await acme.client.filter('userName eq "taken@acme.test"');
    const [change] = await app.owner.query<{ actor_type: string; actor_id: string }>(
      'select actor_type, actor_id from changes where resource_id = $1',
      [Resources[0]?.id],
    );
    expect(change).toEqual({ actor_type: 'admin', actor_id: 'jo@acme.test' });
  });

  it('changes groups and people as the first time', async () => {
    const { client } = acme;
    const ann = await client.aUser({ userName: 'ann' });
    const group = await client.aGroup('Staff');
    const add = { op: 'add', path: 'members', value: [{ value: ann.id }] };
    await client.patchGroup(group, add).expect(204);
    await client.patch(ann, { op: 'replace', path: 'active', value: false }).expect(200);
    const [deactivation, addition] = await log.lines('?method=PATCH');
    expect(await replay(addition?.id ?? '', true)).toMatchObject({
      meaning: expect.stringContaining('Nothing to change'),
    });
    await client.patchGroup(group, { op: 'remove', path: 'members' }).expect(204);
    await client.patch(ann, { op: 'replace', path: 'active', value: true }).expect(200);
    expect(await replay(addition?.id ?? '', false)).toMatchObject({ meaning: 'Added 1 member to Staff' });
    expect(await client.memberIds(group)).toEqual([ann.id]);
    expect(await replay(deactivation?.id ?? '', true)).toMatchObject({ meaning: 'Deactivated ann' });
    expect(await client.find(ann)).toMatchObject({ active: true });
  });

  it('is refused where it cannot be the same, or the role does not allow it', async () => {
    const { client } = acme;
    await client.aUser({ userName: 'secret', password: 'Hunter2-and-more' });
    await client.get('/Users?sortBy=userName').expect(200);
    const [read, created] = await log.lines('?limit=2');
    await log.post(`/requests/${read?.id ?? ''}/replay`, { dryRun: true }).expect(409);
    await log.post(`/requests/${created?.id ?? ''}/replay`, { dryRun: true }).expect(409);
    await log.post(`/requests/${created?.id ?? ''}/replay`, {}).expect(400);
    const manager = await LogReader.enter(app, 'acme', 'token-manager');
    const id = await lastRefused();
    expect(await replay(id, true, manager)).toMatchObject({ status: 409 });
    await manager.post(`/requests/${id}/replay`, { dryRun: false }).expect(403);
  });
});
