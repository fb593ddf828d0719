import { RunningApp } from '../../harness/running-app.js';
import { TransferClient } from '../../harness/transfer-client.js';
import { ImportTenants } from './import-tenants.js';

const JSONL = 'application/jsonl';
const NOTHING = { created: 0, updated: 0, unchanged: 0, conflict: 0, rejected: 0 };

describe('POST /tenants/{tenant}/user-imports', () => {
  let app: RunningApp;
  let transfer: TransferClient;
  let tenants: ImportTenants;

  beforeAll(async () => {
    app = await RunningApp.start();
    transfer = new TransferClient(app);
    tenants = new ImportTenants(app);
  });
  afterAll(() => app.stop());

  const lines = (...records: readonly object[]): string =>
    records.map((record) => JSON.stringify(record)).join('\n');

  it('creates who is not there, changes who is, and leaves alone what is as it should be', async () => {
    const { slug, client } = await tenants.add();
    const jo = await client.aUser({
      userName: 'jo@acme.test',
      externalId: 'e-jo',
      title: 'Boss',
      nickName: 'J',
      emails: [{ type: 'home', value: 'jo@home.test' }],
    });
    const al = await client.aUser({ userName: 'al@acme.test', title: 'Clerk' });
    const same = await client.aUser({ userName: 'same@acme.test', externalId: 'e-same' });
    const file = lines(
      { userName: 'new@acme.test', externalId: 'e-new', name: { givenName: 'New' } },
      { externalId: 'e-jo', userName: 'JO.D@acme.test', title: 'Chief', active: false },
      { userName: 'AL@acme.test', externalId: 'e-al', title: null },
      { userName: 'same@acme.test' },
    );

    const { status, records, summary } = await transfer.import(slug, JSONL, file);

    expect([status, records]).toEqual([200, []]);
    expect(summary).toEqual({ dryRun: false, records: 4, ...NOTHING, created: 1, updated: 2, unchanged: 1 });
    expect(await client.find(jo)).toMatchObject({
      userName: 'JO.D@acme.test',
      title: 'Chief',
      nickName: 'J',
      active: false,
      emails: [{ type: 'home', value: 'jo@home.test' }],
    });
    const changed = await client.find(al);
    expect(changed).toMatchObject({ userName: 'AL@acme.test', externalId: 'e-al' });
    expect(changed).not.toHaveProperty('title');
    expect((await client.find(same)).meta.version).toBe('W/"1"');
    const [created] = (await client.filter('externalId eq "e-new"')).Resources;
    expect(created).toMatchObject({ active: true, timezone: 'Etc/UTC', name: { givenName: 'New' } });
  });

  it('can be repeated', async () => {
    const { slug } = await tenants.add();
    const file = lines({ userName: 'a@acme.test', title: 'A' }, { userName: 'b@acme.test', active: false });
    await transfer.import(slug, JSONL, file);
    const { summary } = await transfer.import(slug, JSONL, file);
    expect(summary).toEqual({ dryRun: false, records: 2, ...NOTHING, unchanged: 2 });
  });

  it('leaves a change of each user, and an act, by who has imported', async () => {
    const { slug, tenantId, client } = await tenants.add();
    await client.aUser({ userName: 'old@acme.test' });
    const file = lines({ userName: 'old@acme.test', active: false }, { userName: 'new@acme.test' });
    const headers = { 'Content-Type': JSONL, 'X-Acting-As': 'Kim', 'X-Request-Id': 'import-1' };
    await transfer.call('POST', `/tenants/${slug}/user-imports`, headers, file);

    const changes = await app.owner.query(
      `select kind, version, actor_type, actor_id, request_id from changes
       where tenant_id = $1 and actor_type = 'import' order by version`,
      [tenantId],
    );
    const by = { actor_type: 'import', actor_id: 'Kim', request_id: 'import-1' };
    expect(changes).toEqual([
      { kind: 'created', version: 1, ...by },
      { kind: 'deactivated', version: 2, ...by },
    ]);
    const acts = await app.owner.query(
      `select action, actor_name, after from audit_events
       where tenant_id = $1 and action like 'user-import.%' order by id`,
      [tenantId],
    );
    expect(acts).toEqual([
      { action: 'user-import.started', actor_name: 'Kim', after: { format: 'jsonl' } },
      {
        action: 'user-import.finished',
        actor_name: 'Kim',
        after: { records: 2, ...NOTHING, created: 1, updated: 1 },
      },
    ]);
  });

  it('tells of each record what is wrong with it, by its line, and imports the others', async () => {
    const { slug, client, tenantId } = await tenants.add();
    const ann = await client.aUser({ userName: 'ann@acme.test', externalId: 'e-ann' });
    const bea = await client.aUser({ userName: 'bea@acme.test', externalId: 'e-bea' });
    const twin = { externalId: 'twin' };
    await client.aUser({ userName: 'twin1@acme.test', ...twin });
    await client.aUser({ userName: 'twin2@acme.test', ...twin });
    const file = [
      JSON.stringify({ userName: 'first@acme.test', externalId: 'e-first' }),
      '{"userName": "broken@acme.test"',
      '',
      '["a", "list"]',
      JSON.stringify({ title: 'Nobody' }),
      JSON.stringify({ userName: 'bad@acme.test', active: 'perhaps' }),
      JSON.stringify({ externalId: 'e-nameless' }),
      JSON.stringify({ userName: 'FIRST@acme.test' }),
      JSON.stringify({ userName: 'other@acme.test', externalId: 'e-first' }),
      JSON.stringify({ userName: 'ann@acme.test', externalId: 'e-bea' }),
      JSON.stringify({ userName: 'ann@acme.test', externalId: 'e-else' }),
      JSON.stringify(twin),
      JSON.stringify({ userName: `long@acme.test`, title: 'x'.repeat(1_100_000) }),
      JSON.stringify({ userName: `large@acme.test`, title: 'x'.repeat(200_000) }),
      JSON.stringify({ externalId: 'e-bea', userName: 'beatrice@acme.test' }),
      JSON.stringify({ userName: 'bea@acme.test', externalId: 'e-new' }),
      JSON.stringify({ userName: 'last@acme.test' }),
    ].join('\n');

    for (const dryRun of [true, false]) {
      const { records, summary } = await transfer.import(slug, JSONL, file, dryRun);
      const wrong = records.filter(({ reason }) => reason !== undefined);
      expect(wrong.map(({ line, outcome, reason }) => [line, outcome, reason])).toEqual([
        [2, 'rejected', 'The line is not valid JSON.'],
        [4, 'rejected', 'A record is a JSON object, not a list.'],
        [5, 'rejected', expect.stringContaining('neither a userName nor an externalId')],
        [6, 'rejected', expect.stringContaining('"active" takes true or false')],
        [7, 'rejected', expect.stringContaining('"userName" is required')],
        [8, 'conflict', expect.stringContaining('Line 1 is about the same person')],
        [9, 'conflict', expect.stringContaining('Line 1 is about the same person')],
        [
          10,
          'conflict',
          expect.stringContaining(`the user ${bea.id}, and the userName to another one, ${ann.id}`),
        ],
        [11, 'conflict', expect.stringContaining(`the user ${ann.id}, who has another externalId`)],
        [12, 'conflict', expect.stringContaining('2 users have this externalId')],
        [13, 'rejected', 'The record is longer than 1 MiB.'],
        [14, 'rejected', expect.stringContaining('more than 131072 bytes')],
        [16, 'conflict', expect.stringContaining('Line 15 is about the same person')],
      ]);
      expect(wrong[6]).toMatchObject({ userName: 'other@acme.test', externalId: 'e-first' });
      expect(summary).toEqual({
        dryRun,
        records: 16,
        ...NOTHING,
        created: 2,
        updated: 1,
        conflict: 6,
        rejected: 7,
      });
      expect(await tenants.userNames(tenantId)).toEqual(
        dryRun
          ? ['ann@acme.test', 'bea@acme.test', 'twin1@acme.test', 'twin2@acme.test']
          : [
              'ann@acme.test',
              'beatrice@acme.test',
              'first@acme.test',
              'last@acme.test',
              'twin1@acme.test',
              'twin2@acme.test',
            ],
      );
    }
  });

  it('tells in a dry run what would happen to everybody, and stores nothing', async () => {
    const { slug, client, tenantId } = await tenants.add();
    const jo = await client.aUser({ userName: 'jo@acme.test', title: 'Boss' });
    await client.aUser({ userName: 'al@acme.test' });
    const file = lines(
      { userName: 'new@acme.test' },
      { userName: 'jo@acme.test', title: 'Chief', active: false },
      { userName: 'al@acme.test' },
    );
    const before = await app.owner.query('select * from audit_events where tenant_id = $1', [tenantId]);

    const { records, summary } = await transfer.import(slug, JSONL, file, true);

    expect(records).toEqual([
      { line: 1, outcome: 'created', userName: 'new@acme.test' },
      { line: 2, outcome: 'updated', userName: 'jo@acme.test', attributes: ['title', 'active'] },
      { line: 3, outcome: 'unchanged', userName: 'al@acme.test' },
    ]);
    expect(summary).toEqual({ dryRun: true, records: 3, ...NOTHING, created: 1, updated: 1, unchanged: 1 });
    expect(await tenants.userNames(tenantId)).toEqual(['al@acme.test', 'jo@acme.test']);
    expect((await client.find(jo)).meta.version).toBe('W/"1"');
    expect(await app.owner.query('select * from audit_events where tenant_id = $1', [tenantId])).toEqual(
      before,
    );
    expect(
      await app.owner.query('select 1 from changes where tenant_id = $1 and version > 1', [tenantId]),
    ).toEqual([]);
  });

  it('takes an empty file of JSON lines for one with nobody in it', async () => {
    const { slug } = await tenants.add();
    const { status, summary } = await transfer.import(slug, JSONL, '');
    expect([status, summary]).toEqual([200, { dryRun: false, records: 0, ...NOTHING }]);
  });

  it('imports 5,000 people, and their updates, and touches no other tenant', async () => {
    const { slug, tenantId } = await tenants.add();
    const other = await tenants.add();
    await other.client.aUser({ userName: 'p1@acme.test', externalId: 'e1' });
    const people = (title: string): string =>
      Array.from({ length: 5_000 }, (_, index) =>
        JSON.stringify({
          userName: `p${index}@acme.test`,
          externalId: `e${index}`,
          title,
          emails: [{ type: 'work', value: `${title}-p${index}@acme.test` }],
        }),
      ).join('\n');

    const first = await transfer.import(slug, JSONL, people('first'));
    expect(first.summary).toMatchObject({ records: 5_000, created: 5_000 });
    const second = await transfer.import(slug, JSONL, people('second'));
    expect(second.summary).toMatchObject({ records: 5_000, updated: 5_000 });

    const [counts] = await app.owner.query(
      `select count(*)::int as users, count(*) filter (where version = 2)::int as changed,
         (select count(*) from user_emails where tenant_id = $1 and value_key like 'second-%')::int as emails,
         (select count(*) from user_emails where tenant_id = $1)::int as all_emails,
         (select count(*) from changes where tenant_id = $1)::int as changes
       from users where tenant_id = $1`,
      [tenantId],
    );
    expect(counts).toEqual({
      users: 5_000,
      changed: 5_000,
      emails: 5_000,
      all_emails: 5_000,
      changes: 10_000,
    });
    expect(await tenants.userNames(other.tenantId)).toEqual(['p1@acme.test']);
  }, 60_000);

  it('is not for a tenant that is not there', async () => {
    const { status } = await transfer.import('nobody', JSONL, '');
    expect(status).toBe(404);
  });
});
