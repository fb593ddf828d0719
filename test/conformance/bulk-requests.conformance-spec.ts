import { BULK_REQUEST_URN, BULK_RESPONSE_URN, ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { sendBare } from '../e2e/entra/bare-request.js';
import { RunningApp } from '../harness/running-app.js';
import type { NewTenant } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { BulkClient, patchAt, postGroup, postUser, setTitle } from './bulk-client.js';

const MAX_OPERATIONS = 1_000;
const MAX_BYTES = 4_194_304;

describe('RFC 7644 sections 3.7 and 3.7.4: requests in bulk, and their limits', () => {
  let app: RunningApp;
  let tenant: NewTenant;
  let acme: ScimClient;
  let other: ScimClient;
  let bulk: BulkClient;
  let jane: UserBody;
  let besides = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    tenant = await app.newTenant('acme', { groupProvisioning: true });
    acme = tenant.client;
    other = await app.clientOfNewTenant('other', { groupProvisioning: true });
    bulk = new BulkClient(acme);
    jane = await acme.aUser({ userName: 'jane', title: 'Old' });
  });
  afterAll(() => app.stop());

  async function countUsers(userName: string, client = acme): Promise<number> {
    return (await client.filter(`userName eq "${userName}"`)).totalResults;
  }

  /** Of users and groups. */
  async function countAll(): Promise<number> {
    return (await acme.get('?count=0').expect(200)).body.totalResults as number;
  }

  async function expectRefusal(sent: object, status = 400): Promise<string> {
    const { body } = await acme.send('post', '/Bulk', sent).expect(status);
    expect(body).toMatchObject({
      schemas: [ERROR_URN],
      status: String(status),
      ...(status === 400 && { scimType: 'invalidSyntax' }),
    });
    return (body as { detail: string }).detail;
  }

  it('BLK-1, BLK-2: is answered with 200 and a BulkResponse', async () => {
    const { body } = await bulk.send([postUser('blk-1')]).expect(200);

    expect(body).toMatchObject({ schemas: [BULK_RESPONSE_URN], Operations: [{ status: '201' }] });
    expect(await countUsers('blk-1')).toBe(1);
  });

  it.each(['get', 'put', 'patch', 'delete'] as const)('BLK-1: takes no other verb: %s', async (method) => {
    const sent = ['get', 'delete'].includes(method) ? undefined : {};

    const { body, headers } = await acme.send(method, '/Bulk', sent).expect(405);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '405' });
    expect(headers.allow).toContain('POST');
  });

  it.each([{}, { schemas: [] }, { schemas: [USER_URN] }, { schemas: BULK_RESPONSE_URN }])(
    'BLK-2: refuses %j, which is no BulkRequest',
    async (sent) => {
      await expectRefusal({ ...sent, Operations: [postUser('blk-2')] });
      expect(await countUsers('blk-2')).toBe(0);
    },
  );

  it.each([{}, { Operations: null }, { Operations: {} }, { Operations: 'POST' }])(
    'BLK-3: refuses %j, which has no list of operations',
    async (sent) => {
      await expectRefusal({ schemas: [BULK_REQUEST_URN], ...sent });
    },
  );

  it.each<[string, string, object]>([
    ['BLK-4', 'GET', { method: 'GET', path: '/Users' }],
    ['BLK-4', 'no method', { path: '/Users', bulkId: 'a', data: {} }],
    ['BLK-4', 'HEAD', { method: 'HEAD', path: '/Users/x' }],
    ['BLK-5', 'no path', { method: 'POST', bulkId: 'a', data: { schemas: [USER_URN], userName: 'x' } }],
    ['BLK-5', 'POST on a resource', { ...postUser('blk-5'), path: '/Users/x' }],
    ['BLK-5', 'PUT on an endpoint', { ...postUser('blk-5'), method: 'PUT' }],
    ['BLK-5', 'PATCH on an endpoint', patchAt('/Users', { op: 'remove', path: 'title' })],
    ['BLK-5', 'DELETE on an endpoint', { method: 'DELETE', path: '/Users' }],
    ['BLK-6', 'POST without data', { method: 'POST', path: '/Users', bulkId: 'a' }],
    ['BLK-6', 'PUT without data', { method: 'PUT', path: '/Users/x' }],
    ['BLK-6', 'PATCH without data', { method: 'PATCH', path: '/Users/x' }],
    ['BLK-6', 'data that is no object', { ...postUser('blk-6'), data: 'text' }],
    ['BLK-7', 'POST without a bulkId', { ...postUser('blk-7'), bulkId: undefined }],
    ['BLK-28', 'bulk in bulk', { ...postUser('blk-28'), path: '/Bulk' }],
    ['BLK-28', 'Me', { ...postUser('blk-28'), path: '/Me' }],
    ['BLK-28', 'an absolute URL', { ...postUser('blk-28'), path: 'https://elsewhere.test/Users' }],
    ['BLK-28', 'another host', { ...postUser('blk-28'), path: '//elsewhere.test/Users' }],
    ['BLK-28', 'the folder above', { ...postUser('blk-28'), path: '../Users' }],
    ['BLK-28', 'a way through the folder above', { ...postUser('blk-28'), path: '/Users/../Groups' }],
    ['BLK-28', 'the same in other letters', { ...postUser('blk-28'), path: '/%2e%2e/scim/Users' }],
  ])('%s: fails one operation alone, with 400: %s', async (_id, _case, operation) => {
    const before = await countAll();
    besides += 1;

    const entries = await bulk.run([operation, postUser(`beside-${besides}`)]);

    expect(entries).toMatchObject([
      { status: '400', response: { schemas: [ERROR_URN], status: '400' } },
      { status: '201' },
    ]);
    expect(await countAll()).toBe(before + 1);
  });

  it.each(['/Nope', '/Schemas', '/ServiceProviderConfig', '/users'])(
    'BLK-28: an endpoint that takes no operations is unknown: %s',
    async (path) => {
      const entries = await bulk.run([{ ...postUser(`unknown-${path}`), path }]);

      expect(entries).toMatchObject([{ status: '404', response: { schemas: [ERROR_URN], status: '404' } }]);
    },
  );

  it('BLK-7: refuses the same bulkId twice, and does nothing', async () => {
    await expectRefusal({
      schemas: [BULK_REQUEST_URN],
      Operations: [postUser('blk-7-a'), { ...postUser('blk-7-b'), bulkId: 'blk-7-a' }],
    });

    expect(await countUsers('blk-7-a')).toBe(0);
    expect(await countUsers('blk-7-b')).toBe(0);
  });

  it('SPC-3, BLK-21: the limits are announced', async () => {
    const { body } = await acme.get('/ServiceProviderConfig').expect(200);

    expect(body.bulk).toEqual({
      supported: true,
      maxOperations: MAX_OPERATIONS,
      maxPayloadSize: MAX_BYTES,
    });
  });

  it('BLK-21, BLK-22: takes as many operations as announced', async () => {
    const { client } = await app.newTenant('many');
    const operations = Array.from({ length: MAX_OPERATIONS }, (_, index) => postUser(`u${index}`));

    const statuses = await new BulkClient(client).statuses(operations);

    expect(statuses).toHaveLength(MAX_OPERATIONS);
    expect(new Set(statuses)).toEqual(new Set(['201']));
    expect((await client.get('/Users?count=0').expect(200)).body.totalResults).toBe(MAX_OPERATIONS);
  });

  it('BLK-22: refuses one operation more, names the limit and does nothing', async () => {
    const operations = Array.from({ length: MAX_OPERATIONS + 1 }, (_, index) => postUser(`blk-22-${index}`));

    const detail = await expectRefusal({ schemas: [BULK_REQUEST_URN], Operations: operations }, 413);

    expect(detail).toMatch(/\b1[,. ]?000\b/);
    expect(await acme.filter('userName sw "blk-22"')).toMatchObject({ totalResults: 0 });
  });

  /** A request of exactly so many bytes. */
  function ofSize(bytes: number, name: string): string {
    const text = JSON.stringify({ schemas: [BULK_REQUEST_URN], Operations: [postUser(name)] });
    return text + ' '.repeat(bytes - text.length);
  }

  function sendText(text: string, isChunked: boolean) {
    return sendBare(`${app.url}/api/v1/scim/Bulk`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tenant.token}`,
        'content-type': 'application/scim+json',
        ...(!isChunked && { 'content-length': String(text.length) }),
      },
      chunks: [text.slice(0, 100), text.slice(100)],
    });
  }

  it.each([
    ['with its length', false],
    ['in chunks', true],
  ])('BLK-23: takes as many bytes as announced, and not one more: %s', async (kind, isChunked) => {
    const full = await sendText(ofSize(MAX_BYTES, `full ${kind}`), isChunked);
    const over = await sendText(ofSize(MAX_BYTES + 1, `over ${kind}`), isChunked);

    expect(full).toMatchObject({ status: 200, body: { Operations: [{ status: '201' }] } });
    expect(over).toMatchObject({
      status: 413,
      body: {
        schemas: [ERROR_URN],
        status: '413',
        detail: expect.stringMatching(/4[,. ]?194[,. ]?304|\b4 ?Mi?B\b/),
      },
    });
    expect(await countUsers(`full ${kind}`)).toBe(1);
    expect(await countUsers(`over ${kind}`)).toBe(0);
  });

  it.each([0, -1, 1.5, '1', true, [1], {}])('BLK-29: refuses failOnErrors %j', async (failOnErrors) => {
    await expectRefusal({
      schemas: [BULK_REQUEST_URN],
      failOnErrors,
      Operations: [postUser('blk-29')],
    });

    expect(await countUsers('blk-29')).toBe(0);
  });

  it('BLK-26: a token that may only read does nothing, and no token is answered with 401', async () => {
    const reader = app.clientOf(await app.issueToken(tenant.tenantId, ['scim:read']));
    const operations = [postUser('blk-26'), setTitle(`/Users/${jane.id}`, 'New')];

    const { status, body } = await new BulkClient(reader).send(operations);
    await new BulkClient(app.clientOf(undefined)).send(operations).expect(401);

    const refused = status === 200 ? (body as { Operations: object[] }).Operations : [body as object];
    for (const answer of refused) expect(answer).toMatchObject({ status: '403' });
    expect(await countUsers('blk-26')).toBe(0);
    expect(await acme.find(jane)).toEqual(jane);
  });

  it.each<[string, object, string]>([
    ['a missing name', { ...postUser('blk-26'), data: { schemas: [USER_URN] } }, '400'],
    ['no schemas', { ...postUser('blk-26'), data: { userName: 'blk-26' } }, '400'],
    ['a taken name', { ...postUser('JANE'), bulkId: 'taken' }, '409'],
    ['a wrong type', postUser('blk-26', { active: 'maybe' }), '400'],
    ['an unknown user', setTitle('/Users/00000000-0000-4000-8000-000000000000', 'x'), '404'],
    ['an unknown member', postGroup('blk-26', 'nobody'), '400'],
  ])('BLK-26: checks what a single request checks: %s', async (_case, operation, status) => {
    expect(await bulk.run([operation])).toMatchObject([
      { status, response: { schemas: [ERROR_URN], status, detail: expect.stringMatching(/\w \w/) } },
    ]);
    expect(await countUsers('blk-26')).toBe(0);
  });

  it('BLK-26, BLK-28: reaches no resource of another tenant', async () => {
    const foreign = await other.aUser({ userName: 'foreign', title: 'Old' });
    const path = `/Users/${foreign.id}`;
    const put = { method: 'PUT', path, data: { schemas: [USER_URN], userName: 'mine' } };

    const statuses = await bulk.statuses([setTitle(path, 'New'), put, { method: 'DELETE', path }]);

    expect(statuses).toEqual(['404', '404', '404']);
    expect(await bulk.statuses([postGroup('foreign member', foreign.id)])).toEqual(['400']);
    expect(await other.find(foreign)).toEqual(foreign);
    expect(await countUsers('mine')).toBe(0);
  });

  it('BLK-26, HTT-2: writes no group for a tenant that has groups off', async () => {
    const client = await app.clientOfNewTenant('without-groups');

    const entries = await new BulkClient(client).run([postGroup('Sales'), postUser('kim')]);

    expect(entries).toMatchObject([{ status: '501', response: { status: '501' } }, { status: '201' }]);
    expect(await countUsers('kim', client)).toBe(1);
  });
});
