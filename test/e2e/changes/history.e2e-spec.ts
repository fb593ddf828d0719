import { GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';

interface Item {
  readonly changeId: string;
  readonly kind: string;
  readonly version: number;
  readonly at: string;
  readonly actor: { readonly type: string; readonly id: string };
  readonly requestId: string;
  readonly attributes: readonly {
    readonly path: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
}

interface Page {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

describe('the history that writes leave behind', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let tenant: NewTenant;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    tenant = await app.newTenant('acme', { groupProvisioning: true });
    acme = tenant.client;
  });
  afterAll(() => app.stop());

  async function historyOf(
    kind: 'users' | 'groups',
    { id }: { readonly id: string },
    query = '',
  ): Promise<Page> {
    const { body } = await operator.send('get', `/tenants/acme/${kind}/${id}/history${query}`).expect(200);
    return body as Page;
  }

  it('tells of a user what happened, when, by whom and in which request', async () => {
    const created = await acme
      .create({ userName: 'jo@acme.test', externalId: 'x-1', name: { givenName: 'Jo' } })
      .set('X-Request-Id', 'first-request')
      .expect(201);
    const user = created.body as { id: string; meta: { lastModified: string } };
    await acme.patch(user, { op: 'Replace', path: 'name.givenName', value: 'Joan' }).expect(200);
    await acme.patch(user, { op: 'Replace', path: 'active', value: 'False' }).expect(200);
    await acme.patch(user, { op: 'Replace', path: 'active', value: 'False' }).expect(200);
    await acme.patch(user, { op: 'Add', path: 'active', value: true }).expect(200);
    await acme
      .send('put', `/Users/${user.id}`, { schemas: [USER_URN], userName: 'jo@acme.test' })
      .expect(200);
    await acme.send('delete', `/Users/${user.id}`).expect(204);

    const { items, nextCursor } = await historyOf('users', user);

    expect(nextCursor).toBeNull();
    expect(items.map(({ kind, version }) => [version, kind])).toEqual([
      [6, 'deleted'],
      [5, 'updated'],
      [4, 'reactivated'],
      [3, 'deactivated'],
      [2, 'updated'],
      [1, 'created'],
    ]);
    expect(items[0]?.attributes).toContainEqual({ path: 'userName', before: 'jo@acme.test' });
    expect(items[1]?.attributes).toEqual(
      expect.arrayContaining([
        { path: 'externalId', before: 'x-1' },
        { path: 'name.givenName', before: 'Joan' },
      ]),
    );
    expect(items[3]?.attributes).toEqual([{ path: 'active', before: true, after: false }]);
    expect(items[4]?.attributes).toEqual([{ path: 'name.givenName', before: 'Jo', after: 'Joan' }]);
    expect(items[5]).toMatchObject({
      requestId: 'first-request',
      at: user.meta.lastModified,
      actor: { type: 'api-token', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      attributes: expect.arrayContaining([{ path: 'active', after: true }]),
    });
    expect(new Set(items.map(({ changeId }) => changeId)).size).toBe(6);
  });

  it('tells of a group who came and went, and only that', async () => {
    const [jo, kim] = [await acme.aUser({ userName: 'jo' }), await acme.aUser({ userName: 'kim' })];
    const group = await acme.aGroup('Sales', jo);
    await acme.patchGroup(group, { op: 'add', path: 'members', value: [{ value: kim.id }] }).expect(204);
    await acme.patchGroup(group, { op: 'add', path: 'members', value: [{ value: kim.id }] }).expect(204);
    await acme.patchGroup(group, { op: 'remove', path: `members[value eq "${jo.id}"]` }).expect(204);
    await acme
      .patchGroup(
        group,
        { op: 'replace', path: 'displayName', value: 'Selling' },
        { op: 'replace', path: 'members', value: [{ value: jo.id }] },
      )
      .expect(204);
    await acme.send('delete', `/Users/${jo.id}`).expect(204);
    await acme.send('delete', `/Groups/${group.id}`).expect(204);

    const { items } = await historyOf('groups', group);

    const [j, k] = [jo, kim].map(({ id }) => ({ value: id, type: 'User' }));
    expect(items.map(({ version, kind, attributes }) => ({ version, kind, attributes }))).toEqual([
      { version: 6, kind: 'deleted', attributes: [{ path: 'displayName', before: 'Selling' }] },
      { version: 5, kind: 'members-removed', attributes: [{ path: 'members', before: [j] }] },
      {
        version: 4,
        kind: 'updated',
        attributes: [
          { path: 'displayName', before: 'Sales', after: 'Selling' },
          { path: 'members', before: [k], after: [j] },
        ],
      },
      { version: 3, kind: 'members-removed', attributes: [{ path: 'members', before: [j] }] },
      { version: 2, kind: 'members-added', attributes: [{ path: 'members', after: [k] }] },
      {
        version: 1,
        kind: 'created',
        attributes: [
          { path: 'displayName', after: 'Sales' },
          { path: 'members', after: [j] },
        ],
      },
    ]);
  });

  it('has one change for each version, whichever door wrote it', async () => {
    const bulk = await acme
      .send('post', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'POST', path: '/Users', bulkId: 'u', data: { schemas: [USER_URN], userName: 'bulk-1' } },
          { method: 'POST', path: '/Users', bulkId: 'v', data: { schemas: [USER_URN], userName: 'bulk-2' } },
          {
            method: 'POST',
            path: '/Groups',
            bulkId: 'g',
            data: { schemas: [GROUP_URN], displayName: 'Bulk', members: [{ value: 'bulkId:u' }] },
          },
          {
            method: 'PATCH',
            path: '/Users/bulkId:u',
            data: { schemas: [PATCH_OP_URN], Operations: [{ op: 'replace', path: 'active', value: false }] },
          },
          { method: 'DELETE', path: '/Users/bulkId:u' },
        ],
      })
      .expect(200);
    const operations = (bulk.body as { Operations: readonly { location: string; status: string }[] })
      .Operations;
    expect(operations.map(({ status }) => status)).toEqual(['201', '201', '201', '200', '204']);
    const ids = operations.map(({ location }) => location.slice(location.lastIndexOf('/') + 1));

    expect((await historyOf('users', { id: ids[0] ?? '' })).items.map(({ kind }) => kind)).toEqual([
      'deleted',
      'deactivated',
      'created',
    ]);
    expect((await historyOf('groups', { id: ids[2] ?? '' })).items.map(({ kind }) => kind)).toEqual([
      'members-removed',
      'created',
    ]);
    const counts = await app.owner.query<{ versions: number; changes: number }>(
      `select (select sum(version) from users where tenant_id = $1)::int as versions,
         (select count(*) from changes join users on users.id = changes.resource_id where changes.tenant_id = $1)::int
           as changes`,
      [tenant.tenantId],
    );
    expect(counts[0]?.versions).toBe(counts[0]?.changes);
  });

  it('loses none of 40 parallel changes', async () => {
    const user = await acme.aUser({ userName: 'busy' });
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        acme.patch(user, { op: 'add', path: `ims[type eq "t${index}"].value`, value: 'x' }).expect(200),
      ),
    );
    const { items } = await historyOf('users', user);
    expect(items.map(({ version }) => version)).toEqual(Array.from({ length: 41 }, (_, index) => 41 - index));
  });

  it('leaves nothing behind of what failed', async () => {
    const user = await acme.aUser({ userName: 'failing' });
    await acme.aUser({ userName: 'taken' });
    await acme.create({ userName: 'failing' }).expect(409);
    await acme.patch(user, { op: 'replace', path: 'userName', value: 'taken' }).expect(409);
    await acme
      .patch(
        user,
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'replace', path: 'active', value: 'maybe' },
      )
      .expect(400);
    await acme.send('delete', `/Users/${user.id}`).set('If-Match', 'W/"9"').expect(412);
    expect((await historyOf('users', user)).items).toHaveLength(1);
  });

  it('comes in pages', async () => {
    const user = await acme.aUser({ userName: 'paged' });
    for (const title of ['a', 'b', 'c']) {
      await acme.patch(user, { op: 'replace', path: 'title', value: title }).expect(200);
    }
    const first = await historyOf('users', user, '?limit=3');
    expect(first.items.map(({ version }) => version)).toEqual([4, 3, 2]);
    const rest = await historyOf('users', user, `?limit=3&cursor=${first.nextCursor ?? ''}`);
    expect(rest).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
  });

  it.each([
    ['another tenant', 'globex', 'users', '{user}'],
    ['another type', 'acme', 'groups', '{user}'],
    ['an unknown id', 'acme', 'users', '01a20a8b-2a58-76f9-9618-ad71b24d581d'],
    ['no id at all', 'acme', 'users', 'x'],
    ['an unknown tenant', 'nobody', 'users', '{user}'],
  ])('is 404 for %s', async (_what, slug, kind, id) => {
    if (slug === 'globex') await app.newTenant('globex');
    const user = await acme.aUser({ userName: `of-${_what}` });
    const path = `/tenants/${slug}/${kind}/${id.replace('{user}', user.id)}/history`;
    const { body } = await operator.send('get', path).expect(404);
    expect(body).toMatchObject({ status: 404, title: 'Not Found' });
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'cursor=0', 'page=2'])(
    'refuses ?%s',
    async (query) => {
      const user = await acme.aUser({ userName: `query-${query}` });
      await operator.send('get', `/tenants/acme/users/${user.id}/history?${query}`).expect(400);
    },
  );
});
