import { BULK_RESPONSE_URN, ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { BulkClient, idIn, patchAt, postGroup, postUser, setTitle } from './bulk-client.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('RFC 7644 section 3.7.3: results in bulk', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let bulk: BulkClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    bulk = new BulkClient(acme);
  });
  afterAll(() => app.stop());

  function newUser(attributes: object = {}): Promise<UserBody> {
    count += 1;
    return acme.aUser({ userName: `user-${count}`, title: 'Old', ...attributes });
  }

  async function countUsers(prefix: string): Promise<number> {
    return (await acme.filter(`userName sw "${prefix}"`)).totalResults;
  }

  function putAt({ id, userName }: UserBody, attributes: object): object {
    return {
      method: 'PUT',
      path: `/Users/${id}`,
      data: { schemas: [USER_URN], userName, ...attributes },
    };
  }

  const broken = (bulkId: string): object => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: { schemas: [USER_URN] },
  });

  it('BLK-8: the answer is 200 when single operations have failed, and when all have', async () => {
    expect(await bulk.statuses([broken('a'), postUser('blk-8')])).toEqual(['400', '201']);
    expect(await bulk.statuses([broken('a'), broken('b')])).toEqual(['400', '400']);
  });

  it('BLK-9: there is a result for each operation, in the order of the request', async () => {
    const [first, second] = [await newUser(), await newUser()];
    const operations = [
      setTitle(`/Users/${second.id}`, 'New'),
      postUser('blk-9'),
      { method: 'DELETE', path: `/Users/${UNKNOWN}` },
      broken('broken'),
      { method: 'DELETE', path: `/Users/${first.id}` },
      postGroup('blk-9 group', 'bulkId:blk-9'),
    ];

    const entries = await bulk.run(operations);

    expect(entries).toMatchObject([
      { method: 'PATCH', status: '200', location: `${BASE}/Users/${second.id}` },
      { method: 'POST', status: '201', bulkId: 'blk-9' },
      { method: 'DELETE', status: '404' },
      { method: 'POST', status: '400', bulkId: 'broken' },
      { method: 'DELETE', status: '204', location: `${BASE}/Users/${first.id}` },
      { method: 'POST', status: '201', bulkId: 'blk-9 group' },
    ]);
    expect(entries).toHaveLength(operations.length);
  });

  it('BLK-10, BLK-11: each result tells method, status, location and version', async () => {
    const [changed, replaced, deleted] = [await newUser(), await newUser(), await newUser()];

    const [post, patch, put, remove] = await bulk.run([
      postUser('blk-10'),
      { ...setTitle(`/Users/${changed.id}`, 'New'), bulkId: 'change' },
      putAt(replaced, { title: 'New' }),
      { method: 'DELETE', path: `/Users/${deleted.id}` },
    ]);

    const created = (await acme.filter('userName eq "blk-10"')).Resources[0];
    expect(post).toEqual({
      method: 'POST',
      bulkId: 'blk-10',
      status: '201',
      location: created?.meta.location,
      version: created?.meta.version,
    });
    expect(patch).toEqual({
      method: 'PATCH',
      bulkId: 'change',
      status: '200',
      location: changed.meta.location,
      version: (await acme.find(changed)).meta.version,
    });
    expect(put).toEqual({
      method: 'PUT',
      status: '200',
      location: replaced.meta.location,
      version: (await acme.find(replaced)).meta.version,
    });
    expect(remove).toMatchObject({ method: 'DELETE', status: '204', location: deleted.meta.location });
    await acme.get(`/Users/${deleted.id}`).expect(404);
  });

  it('BLK-11: the status of a changed group is that of a changed user', async () => {
    const [group = { status: '' }] = await bulk.run([postGroup('blk-11')]);
    const path = `/Groups/${idIn(group)}`;

    const entries = await bulk.run([
      patchAt(path, { op: 'replace', path: 'displayName', value: 'blk-11 b' }),
      { method: 'PUT', path, data: { ...(await acme.get(path).expect(200)).body, displayName: 'blk-11 c' } },
      { method: 'DELETE', path },
    ]);

    expect(entries.map(({ status }) => status)).toEqual(['200', '200', '204']);
  });

  it('BLK-10: a failed change has the location, a failed POST has none', async () => {
    const user = await newUser();
    const path = `/Users/${user.id}`;

    const entries = await bulk.run([
      broken('broken'),
      patchAt(path, { op: 'replace', path: 'id', value: 'x' }),
      { ...putAt(user, {}), data: { schemas: [USER_URN] } },
      { method: 'DELETE', path, version: 'W/"stale"' },
    ]);

    expect(entries.map(({ status }) => status)).toEqual(['400', '400', '400', '412']);
    expect(entries.map(({ location }) => location)).toEqual([
      undefined,
      ...Array(3).fill(user.meta.location),
    ]);
    expect(await acme.find(user)).toEqual(user);
  });

  it('BLK-12, ERR-1, ERR-3, ERR-4: a failure has the body of an Error', async () => {
    const user = await newUser();
    const entries = await bulk.run([
      broken('broken'),
      { ...postUser(user.userName.toUpperCase()), bulkId: 'taken' },
      setTitle(`/Users/${UNKNOWN}`, 'x'),
      patchAt(`/Users/${user.id}`, { op: 'remove' }),
      { method: 'GET', path: '/Users' },
    ]);

    expect(entries.map(({ status, response }) => [status, response?.scimType])).toEqual([
      ['400', 'invalidValue'],
      ['409', 'uniqueness'],
      ['404', undefined],
      ['400', 'noTarget'],
      ['400', 'invalidSyntax'],
    ]);
    for (const { status, response } of entries) {
      expect(response).toMatchObject({
        schemas: [ERROR_URN],
        status,
        detail: expect.stringMatching(/\w \w/),
      });
    }
  });

  it('BLK-13: the rest is done after a failure', async () => {
    expect(
      await bulk.statuses([postUser('blk-13-a'), broken('x'), broken('y'), postUser('blk-13-b')]),
    ).toEqual(['201', '400', '400', '201']);
    expect(await countUsers('blk-13')).toBe(2);
  });

  it.each([
    [1, ['201', '400'], 1],
    [2, ['201', '400', '201', '400'], 2],
    [3, ['201', '400', '201', '400', '201'], 3],
  ])(
    'BLK-14, BLK-15: failOnErrors %i stops there, and undoes nothing',
    async (failOnErrors, statuses, made) => {
      const name = `blk-14-${failOnErrors}`;

      const answered = await bulk.statuses(
        [postUser(`${name}-a`), broken('x'), postUser(`${name}-b`), broken('y'), postUser(`${name}-c`)],
        { failOnErrors },
      );

      expect(answered).toEqual(statuses);
      expect(await countUsers(name)).toBe(made);
    },
  );

  it.each([
    ['an operation of another form', { method: 'GET', path: '/Users' }],
    ['an unknown user', { method: 'DELETE', path: `/Users/${UNKNOWN}` }],
    ['a reference to nothing', setTitle('/Users/bulkId:nothing', 'x')],
  ])('BLK-14: %s counts as an error', async (what, operation) => {
    const entries = await bulk.run([operation, postUser(`blk-14 ${what}`)], { failOnErrors: 1 });

    expect(entries).toHaveLength(1);
    expect(await countUsers(`blk-14 ${what}`)).toBe(0);
  });

  it('BLK-24: the version of an operation is its If-Match', async () => {
    const [patched, replaced, deleted] = [await newUser(), await newUser(), await newUser()];
    const operations = (version: (user: UserBody) => string) => [
      { ...setTitle(`/Users/${patched.id}`, 'New'), version: version(patched) },
      { ...putAt(replaced, { title: 'New' }), version: version(replaced) },
      { method: 'DELETE', path: `/Users/${deleted.id}`, version: version(deleted) },
    ];

    expect(await bulk.statuses(operations(() => 'W/"stale"'))).toEqual(['412', '412', '412']);
    for (const user of [patched, replaced, deleted]) expect(await acme.find(user)).toEqual(user);
    expect(await bulk.statuses(operations(({ meta }) => meta.version))).toEqual(['200', '200', '204']);
    expect(await bulk.statuses(operations(({ meta }) => meta.version))).toEqual(['412', '412', '404']);
  });

  it('BLK-27: a success is told by its location alone', async () => {
    const [entry = { status: '' }] = await bulk.run([postUser('blk-27')]);

    expect(entry).not.toHaveProperty('response');
    expect((await acme.get(`/Users/${idIn(entry)}`).expect(200)).body).toMatchObject({
      userName: 'blk-27',
      meta: { location: entry.location, version: entry.version },
    });
  });

  it('RES-26: the messages have URNs of the API', async () => {
    const { body } = await bulk.send([postUser('res-26')]).expect(200);

    expect(body.schemas).toEqual([BULK_RESPONSE_URN]);
    expect(body.schemas[0]).toMatch(/^urn:ietf:params:scim:api:/);
  });

  it('USR-3: a password comes back in no result', async () => {
    const user = await newUser();

    const { text } = await bulk
      .send([
        postUser('usr-3', { password: 't1meMa$heen' }),
        patchAt(`/Users/${user.id}`, { op: 'replace', path: 'password', value: 't1meMa$heen' }),
        putAt(user, { password: 't1meMa$heen', title: 'New' }),
        { ...postUser('usr-3', { password: 't1meMa$heen' }), bulkId: 'again' },
      ])
      .expect(200);

    expect(JSON.parse(text).Operations).toHaveLength(4);
    expect(text).not.toContain('t1meMa');
    expect(JSON.stringify(await acme.find(user))).not.toContain('t1meMa');
  });

  it('BLK-10: results of another tenant have their own locations', async () => {
    const other = await app.clientOfNewTenant('other');
    const [mine] = await bulk.run([postUser('same')]);
    const [theirs = { status: '' }] = await new BulkClient(other).run([postUser('same')]);

    expect(theirs.status).toBe('201');
    expect(theirs.location).not.toBe(mine?.location);
    await other.get(`/Users/${idIn(theirs)}`).expect(200);
    await acme.get(`/Users/${idIn(theirs)}`).expect(404);
  });
});
