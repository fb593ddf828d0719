import { TokenUsage } from '../../src/tenants/index.js';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

describe('/api/v1/operator/tenants/:tenant/api-tokens', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    await operator.send('post', '/tenants', { slug: 'acme', name: 'Acme' }).expect(201);
    await operator.send('post', '/tenants', { slug: 'globex', name: 'Globex' }).expect(201);
  });
  afterAll(() => app.stop());

  it('shows a new token once, never to be cached, and opens SCIM with it', async () => {
    const response = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'Entra ID', expiresInDays: 90 })
      .expect(201)
      .expect('Cache-Control', 'no-store');

    const { token, display, createdAt, expiresAt, ...rest } = response.body;
    expect(token).toMatch(/^fls_us_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
    expect(display).toBe(`${token.slice(0, 20)}…${token.slice(-4)}`);
    expect(rest).toEqual({
      id: expect.any(String),
      name: 'Entra ID',
      scopes: ['scim:read', 'scim:write'],
    });
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(90 * 86_400_000);
    await app.clientOf(token).get('/Users').expect(200);

    const list = await operator.send('get', '/tenants/acme/api-tokens').expect(200);
    expect(JSON.stringify(list.body)).not.toContain(token);
    expect(list.body.items[0]).toEqual({
      ...rest,
      display,
      createdAt,
      expiresAt,
      createdBy: 'operator',
      lastUsedAt: null,
      lastUsedFrom: null,
      revokedAt: null,
      revokedBy: null,
      status: 'active',
      expiresInDays: 90,
      summary: 'expires in 90 days, never used',
    });
  });

  it('stores a digest and not the token', async () => {
    const { body } = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'secret', expiresInDays: null })
      .expect(201);
    const rows = await app.owner.query('select api_tokens::text as row from api_tokens where id = $1', [
      body.id,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(body.token.slice(20, -6));
  });

  it('refuses a revoked token from the next request on, and goes on with the other one', async () => {
    const { body: old } = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'old', expiresInDays: 1 })
      .expect(201);
    const { body: next } = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'new', expiresInDays: 1 })
      .expect(201);
    await app.clientOf(old.token).get('/Users').expect(200);

    await operator.send('delete', `/tenants/acme/api-tokens/${old.id}`).expect(204);

    const { body } = await app.clientOf(old.token).get('/Users').expect(401);
    expect(body.detail).toContain('revoked');
    await app.clientOf(next.token).get('/Users').expect(200);
    const { body: list } = await operator.send('get', '/tenants/acme/api-tokens').expect(200);
    expect(list.items.find(({ id }: { id: string }) => id === old.id)).toMatchObject({ status: 'revoked' });
  });

  it('tells when a token was last used', async () => {
    const { body } = await operator
      .send('post', '/tenants/globex/api-tokens', { name: 'used', expiresInDays: 1 })
      .expect(201);
    await app.clientOf(body.token).get('/Users').expect(200);
    await app.app.nest.get(TokenUsage).write();

    const { body: list } = await operator.send('get', '/tenants/globex/api-tokens').expect(200);
    expect(Date.parse(list.items[0].lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(body.createdAt));
  });

  it('refuses writes of a token that may only read', async () => {
    const { body } = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'reader', expiresInDays: 1, scopes: ['scim:read'] })
      .expect(201);
    const reader = app.clientOf(body.token);

    await reader.get('/Users').expect(200);
    const response = await reader.create({ userName: 'x@y.z' }).expect(403);
    expect(response.headers['www-authenticate']).toContain('error="insufficient_scope", scope="scim:write"');
    expect((await reader.filter('userName eq "x@y.z"')).totalResults).toBe(0);
  });

  it("does not revoke another tenant's token", async () => {
    const { body } = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'mine', expiresInDays: 1 })
      .expect(201);
    await operator.send('delete', `/tenants/globex/api-tokens/${body.id}`).expect(404);
    await operator.send('delete', '/tenants/globex/api-tokens/nonsense').expect(404);
    await app.clientOf(body.token).get('/Users').expect(200);
  });

  it.each([
    [{}, ['name', 'expiresInDays']],
    [{ name: 'x', expiresInDays: 0 }, ['expiresInDays']],
    [{ name: 'x', expiresInDays: '90' }, ['expiresInDays']],
    [{ name: 'x', expiresInDays: 1, scopes: ['root'] }, ['scopes']],
    [{ name: 'x', expiresInDays: 1, scopes: [] }, ['scopes']],
  ])('names every field that is wrong in %j', async (sent, fields) => {
    const { body } = await operator.send('post', '/tenants/acme/api-tokens', sent).expect(400);
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(fields);
  });
});
