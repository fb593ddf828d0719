import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

describe('/api/v1/operator/tenants', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
  });
  afterAll(() => app.stop());

  it.each([
    ['no key', undefined],
    ['another key', 'not-the-operator-key-0123456789abcdef'],
  ])('refuses %s with a challenge and a problem', async (_case, key) => {
    const response = await new OperatorClient(app.url, key).send('get', '/tenants').expect(401);

    expect(response.headers).toMatchObject({
      'www-authenticate': 'Bearer realm="operator"',
      'content-type': expect.stringContaining('application/problem+json'),
    });
    expect(response.body).toMatchObject({ status: 401, title: 'Unauthorized' });
  });

  it('makes a tenant, with the settings of the documentation', async () => {
    const { body } = await operator.send('post', '/tenants', { slug: 'acme', name: 'Acme Ltd.' }).expect(201);

    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      slug: 'acme',
      name: 'Acme Ltd.',
      region: 'us',
      status: 'active',
      settings: {
        groupProvisioning: false,
        defaultTimezone: 'Etc/UTC',
        dialect: 'tolerant',
        repeatedCreate: 'conflict',
        rateLimit: null,
        provisioning: 'on',
        requestLogDays: 30,
      },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect((await operator.send('get', `/tenants/${body.id}`).expect(200)).body).toEqual(body);
    expect((await operator.send('get', '/tenants/acme').expect(200)).body).toEqual(body);
  });

  it('answers 409 for a slug in use', async () => {
    await operator.send('post', '/tenants', { slug: 'twice', name: 'One' }).expect(201);
    const { body } = await operator.send('post', '/tenants', { slug: 'twice', name: 'Two' }).expect(409);
    expect(body).toMatchObject({ status: 409, detail: expect.stringContaining('slug') });
  });

  it.each([
    [{}, ['slug', 'name']],
    [{ slug: 'Not A Slug', name: '' }, ['slug', 'name']],
    [{ slug: '7c9e6679-7425-40de-944b-e07fc1f90ae7', name: 'x' }, ['slug']],
    [{ slug: 'ok', name: 'x', colour: 'red' }, ['colour']],
    [{ slug: 'ok', name: 'x', settings: { defaultTimezone: 'Mars/Olympus' } }, ['settings.defaultTimezone']],
    [{ slug: 'ok', name: 'x', settings: { groupProvisioning: 'on' } }, ['settings.groupProvisioning']],
    [{ slug: 'ok', name: 'x', settings: { dialect: 'entra' } }, ['settings.dialect']],
    [{ slug: 'ok', name: 'x', settings: { repeatedCreate: true } }, ['settings.repeatedCreate']],
    [{ slug: 'ok', name: 'x', settings: 'none' }, ['settings']],
  ])('names every field that is wrong in %j', async (sent, fields) => {
    const { body } = await operator.send('post', '/tenants', sent).expect(400);
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    [{ name: null }, 'name'],
    [{ status: null }, 'status'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ settings: { defaultTimezone: null } }, 'settings.defaultTimezone'],
    [{ settings: { groupProvisioning: null } }, 'settings.groupProvisioning'],
    [{ settings: { dialect: null } }, 'settings.dialect'],
  ])('changes nothing by %j', async (sent, field) => {
    await operator.send('post', '/tenants', { slug: 'steady', name: 'Steady' });
    const { body } = await operator.send('patch', '/tenants/steady', sent).expect(400);
    expect((body.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
    await operator.send('get', '/tenants/a%00b').expect(404);
    const { body: tenant } = await operator.send('get', '/tenants/steady').expect(200);
    expect(tenant).toMatchObject({ name: 'Steady', settings: { defaultTimezone: 'Etc/UTC' } });
  });

  it.each([
    { groupProvisioning: true },
    { groupProvisioning: false },
    { dialect: 'strict' },
    { repeatedCreate: 'return-existing' },
  ])('switches %j, and nothing else, for this tenant only', async (settings) => {
    for (const slug of ['switching', 'other']) await operator.send('post', '/tenants', { slug, name: slug });
    const { body: before } = await operator.send('get', '/tenants/switching').expect(200);
    const { body: other } = await operator.send('get', '/tenants/other').expect(200);

    const { body: after } = await operator.send('patch', '/tenants/switching', { settings }).expect(200);

    expect(after).toEqual({ ...before, settings: { ...before.settings, ...settings } });
    expect((await operator.send('get', '/tenants/other').expect(200)).body).toEqual(other);
  });

  it('fills in the settings that a tenant from an older version lacks', async () => {
    await operator.send('post', '/tenants', { slug: 'older', name: 'Older' }).expect(201);
    await app.owner.query("update tenants set settings = $1 where slug = 'older'", [
      { groupProvisioning: false, defaultTimezone: 'Asia/Tokyo' },
    ]);

    const { body } = await operator.send('get', '/tenants/older').expect(200);

    expect(body.settings).toEqual({
      groupProvisioning: false,
      defaultTimezone: 'Asia/Tokyo',
      dialect: 'tolerant',
      repeatedCreate: 'conflict',
      rateLimit: null,
      provisioning: 'on',
      requestLogDays: 30,
    });
  });

  it('lists all tenants in pages', async () => {
    for (const slug of ['page-a', 'page-b', 'page-c']) {
      await operator.send('post', '/tenants', { slug, name: slug }).expect(201);
    }
    const slugs: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await operator.send('get', `/tenants?limit=2${query}`).expect(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      slugs.push(...(body.items as { slug: string }[]).map(({ slug }) => slug));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);

    expect(slugs).toEqual(expect.arrayContaining(['page-a', 'page-b', 'page-c']));
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  it('gives new users the time zone of the tenant from the next request on', async () => {
    const tenant = await app.newTenant('zones');
    await operator
      .send('patch', '/tenants/zones', { settings: { defaultTimezone: 'Asia/Tokyo' } })
      .expect(200);

    expect(await tenant.client.aUser({ userName: 'a@b.c' })).toMatchObject({ timezone: 'Asia/Tokyo' });
  });

  it('suspends a tenant with a reason that its admin understands, and resumes it', async () => {
    const tenant = await app.newTenant('pausing');
    await operator.send('patch', '/tenants/pausing', { status: 'suspended' }).expect(200);
    const { body } = await tenant.client.get('/Users').expect(403);
    expect(body).toMatchObject({ status: '403', detail: expect.stringContaining('suspended') });

    await operator.send('patch', '/tenants/pausing', { status: 'active' }).expect(200);
    await tenant.client.get('/Users').expect(200);
  });

  it('deletes a tenant with all it has, only when the slug is repeated', async () => {
    const tenant = await app.newTenant('leaving');
    await tenant.client.aUser({ userName: 'a@b.c', emails: [{ value: 'a@b.c' }] });

    await operator.send('delete', '/tenants/leaving').expect(400);
    await operator.send('delete', '/tenants/leaving?confirm=other').expect(400);
    await tenant.client.get('/Users').expect(200);
    await operator.send('delete', '/tenants/leaving?confirm=leaving').expect(204);

    await operator.send('get', '/tenants/leaving').expect(404);
    await tenant.client.get('/Users').expect(401);
    expect(await app.owner.query('select from users where tenant_id = $1', [tenant.tenantId])).toHaveLength(
      0,
    );
  });

  it('answers unknown tenants, verbs and addresses with a problem', async () => {
    await operator
      .send('get', '/tenants/nobody')
      .expect(404)
      .expect('Content-Type', /problem\+json/);
    await operator.send('put', '/tenants').expect(405).expect('Allow', 'GET, HEAD, POST');
    await operator
      .send('get', '/nothing')
      .expect(404)
      .expect('Content-Type', /problem\+json/);
  });
});
