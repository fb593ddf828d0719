import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import { TransferClient } from '../../harness/transfer-client.js';
import { ImportTenants } from './import-tenants.js';

const JSONL = 'application/jsonl';
const CSV = 'text/csv';
const NOTHING = { created: 0, updated: 0, unchanged: 0, conflict: 0, rejected: 0 };

describe('POST /tenants/{tenant}/user-imports, by kind of file', () => {
  let app: RunningApp;
  let transfer: TransferClient;
  let tenants: ImportTenants;

  beforeAll(async () => {
    app = await RunningApp.start();
    transfer = new TransferClient(app);
    tenants = new ImportTenants(app);
  });
  afterAll(() => app.stop());

  it('reads CSV with a mark of the byte order, quotation marks, line breaks and headings of every form', async () => {
    const { slug, client } = await tenants.add();
    const jo = await client.aUser({
      userName: 'jo@acme.test',
      emails: [
        { type: 'home', value: 'jo@home.test' },
        { type: 'work', value: 'old@acme.test' },
      ],
    });
    const file = [
      `\uFEFFuserName,externalId,name.givenName,email,"phoneNumbers[type eq ""mobile""].value",active,department,${ENTERPRISE_USER_URN}:manager`,
      'new@acme.test,e-1,"Ann ""A."" Lee",new@acme.test,+1,TRUE,"Research,',
      'Development",boss',
      '',
      'jo@acme.test,,,jo@acme.test,,False,,',
      ',,,,,,,',
    ].join('\r\n');

    const { records, summary } = await transfer.import(slug, CSV, file);

    expect(records).toEqual([
      { line: 6, outcome: 'rejected', reason: expect.stringContaining('neither a userName') },
    ]);
    expect(summary).toEqual({ dryRun: false, records: 3, ...NOTHING, created: 1, updated: 1, rejected: 1 });
    const [created] = (await client.filter('userName eq "new@acme.test"')).Resources;
    expect(created).toMatchObject({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      externalId: 'e-1',
      active: true,
      name: { givenName: 'Ann "A." Lee' },
      emails: [{ type: 'work', value: 'new@acme.test' }],
      phoneNumbers: [{ type: 'mobile', value: '+1' }],
      [ENTERPRISE_USER_URN]: { department: 'Research,\r\nDevelopment', manager: { value: 'boss' } },
    });
    expect(await client.find(jo)).toMatchObject({
      active: false,
      emails: [
        { type: 'home', value: 'jo@home.test' },
        { type: 'work', value: 'jo@acme.test' },
      ],
    });
  });

  it('says of a broken CSV file what was not read', async () => {
    const { slug, tenantId } = await tenants.add();
    const file = [
      'userName,title',
      'a@acme.test,A',
      'b@acme.test,B,more',
      'c@acme.test,5" pipe',
      'd@acme.test,D',
      `e@acme.test,${'x'.repeat(1_100_000)}`,
      'f@acme.test,F',
      'g@acme.test,"open',
      'h@acme.test,H',
    ].join('\n');

    const { records, summary } = await transfer.import(slug, CSV, file);

    expect(records.map(({ line, outcome, reason }) => [line, outcome, reason])).toEqual([
      [3, 'rejected', 'The row has 3 values, and the heading 2 columns.'],
      [4, 'rejected', expect.stringContaining('A quotation mark stands inside of a value')],
      [6, 'rejected', 'The record is longer than 1 MiB.'],
      [8, 'rejected', expect.stringContaining('Nothing behind it was read')],
    ]);
    expect(summary).toMatchObject({ records: 7, created: 3, rejected: 4 });
    expect(await tenants.userNames(tenantId)).toEqual(['a@acme.test', 'd@acme.test', 'f@acme.test']);
  });

  it.each([
    ['userName,colour,emails', ['colour', 'emails']],
    ['title,active', ['userName']],
    ['userName,id,meta.created', ['id', 'meta.created']],
    ['userName,email,work email', ['emails[type eq "work"].value']],
    ['userName,name', ['name']],
    ['', ['userName']],
  ])('refuses the columns %j before anything is read', async (heading, fields) => {
    const { slug, tenantId } = await tenants.add();
    const { status, text } = await transfer.import(slug, CSV, heading === '' ? '' : `${heading}\na,b,c\n`);
    const { errors } = JSON.parse(text) as { errors: { field: string; problem: string }[] };
    expect(status).toBe(400);
    expect(errors.map(({ field }) => field)).toEqual(fields);
    expect(await tenants.userNames(tenantId)).toEqual([]);
  });

  it.each([
    [{ 'Content-Type': 'application/json' }, '', 415],
    [{ 'Content-Type': 'text/csv; charset=latin1' }, '', 415],
    [{ 'Content-Type': CSV, 'Content-Encoding': 'gzip' }, '', 415],
    [{ 'Content-Type': JSONL }, '?dryRun=perhaps', 400],
  ])('refuses %j %s', async (headers, query, expected) => {
    const { slug } = await tenants.add();
    const { status } = await transfer.call('POST', `/tenants/${slug}/user-imports${query}`, headers, '');
    expect(status).toBe(expected);
  });

  it('rejects bytes that are not UTF-8', async () => {
    const { slug } = await tenants.add();
    const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
    const json = await transfer.import(slug, JSONL, bytes('{"userName": "müller"}'));
    expect(json.records).toEqual([{ line: 1, outcome: 'rejected', reason: 'The line is not in UTF-8.' }]);
    const csv = await transfer.import(slug, CSV, bytes('userName\nmüller'));
    expect(csv.records).toEqual([
      { line: 2, outcome: 'rejected', reason: expect.stringContaining('not in UTF-8') },
    ]);
  });

  it('keeps what a tenant has made unique', async () => {
    const { slug, client, tenantId } = await tenants.add();
    const urn = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
    const definition = {
      name: 'Acme',
      attributes: [
        { name: 'badge', uniqueness: 'server' },
        { name: 'floor', type: 'integer' },
      ],
    };
    await transfer.call('POST', '/tenants', { 'Content-Type': 'application/json' }, '{}');
    await fetch(`${app.url}/api/v1/operator/tenants/${slug}/schema-extensions/${urn}`, {
      method: 'PUT',
      headers: {
        Authorization: 'Bearer operator-key-of-the-tests-0123456789',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(definition),
    });
    await client
      .send('post', '/Users', { schemas: [USER_URN, urn], userName: 'there', [urn]: { badge: '1' } })
      .expect(201);
    const file = `userName,${urn}:badge,${urn}:floor\na,1,2\nb,7,3\nc,7,4\nd,8,x\nthere,1,5\n`;

    for (const dryRun of [true, false]) {
      const { records } = await transfer.import(slug, CSV, file, dryRun);
      const wrong = records.filter(({ reason }) => reason !== undefined);
      expect(wrong.map(({ line, outcome, reason }) => [line, outcome, reason])).toEqual([
        [2, 'conflict', expect.stringContaining('Another user has this value')],
        [4, 'conflict', expect.stringContaining('Line 3 has the same value')],
        [5, 'rejected', expect.stringContaining('takes a whole number')],
      ]);
    }
    expect(await tenants.userNames(tenantId)).toEqual(['b', 'there']);
    const values = await app.owner.query(
      'select value_key from user_unique_values where tenant_id = $1 order by 1',
      [tenantId],
    );
    expect(values).toEqual([{ value_key: '1' }, { value_key: '7' }]);
    const [b] = (await client.filter('userName eq "b"')).Resources;
    expect(b).toMatchObject({ [urn]: { badge: '7', floor: 3 } });
  });
});
