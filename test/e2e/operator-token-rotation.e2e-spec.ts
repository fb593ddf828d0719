import { v7 as makeUuid } from 'uuid';
import { TokenUsage } from '../../src/tenants/index.js';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Token {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly summary: string;
  readonly rotation?: object;
}

describe('/api/v1/operator/tenants/:tenant/api-tokens/:id/rotate', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let tenants = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
  });
  afterAll(() => app.stop());

  /** The path of the tokens of a new tenant. */
  const newTenant = async (): Promise<string> => {
    tenants += 1;
    await operator.send('post', '/tenants', { slug: `t${tenants}`, name: 'Tenant' }).expect(201);
    return `/tenants/t${tenants}/api-tokens`;
  };

  const issue = async (path: string, changes: object = {}): Promise<Token> =>
    (await operator.send('post', path, { name: 'Entra ID', expiresInDays: 90, ...changes }).expect(201))
      .body as Token;

  /** As if so much time had gone by since then. */
  const age = (id: string, changes: string): Promise<unknown> =>
    app.owner.query(`update api_tokens set ${changes} where id = $1`, [id]);

  it('makes a token of the same name, scopes and span of life, shown once and never to be cached', async () => {
    const path = await newTenant();
    const old = await issue(path, { scopes: ['scim:read'] });

    const { body: next } = await operator
      .send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 60 })
      .expect(201)
      .expect('Cache-Control', 'no-store');

    expect(next).toMatchObject({ name: 'Entra ID', scopes: ['scim:read'] });
    expect(next.token).toMatch(/^fls_us_/);
    expect(next.token).not.toBe(old.token);
    expect(Date.parse(next.expiresAt) - Date.parse(next.createdAt)).toBe(90 * DAY);
    await app.clientOf(old.token).get('/Users').expect(200);
    await app.clientOf(next.token).get('/Users').expect(200);
    const { body: shown } = await operator.send('get', `${path}/${old.id}`).expect(200);
    expect(Date.parse(shown.expiresAt) - Date.parse(next.createdAt)).toBe(60 * MINUTE);
    expect(JSON.stringify(shown)).not.toContain(next.token);
  });

  it('refuses the old token once the overlap has ended, and goes on with the new one', async () => {
    const path = await newTenant();
    const old = await issue(path, { expiresInDays: null });
    await app.clientOf(old.token).get('/Users').expect(200);

    const { body: next } = await operator
      .send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 0 })
      .expect(201);

    expect(next.expiresAt).toBeNull();
    const { body } = await app.clientOf(old.token).get('/Users').expect(401);
    expect(body.detail).toContain('expired');
    await app.clientOf(next.token).get('/Users').expect(200);
  });

  it('does not let the old token live longer than it would have', async () => {
    const path = await newTenant();
    const old = await issue(path, { expiresInDays: 1 });
    await operator.send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 43_200 }).expect(201);
    const { body } = await operator.send('get', `${path}/${old.id}`).expect(200);
    expect(body.expiresAt).toBe(old.expiresAt);
  });

  it.each([
    ['revoked', 'revoked_at = now()', 'is revoked. Make a new one'],
    ['expired', "expires_at = now() - interval '1 second'", 'has expired. Make a new one'],
  ])('refuses to rotate a token that is %s, and says what to do', async (_case, changes, words) => {
    const path = await newTenant();
    const old = await issue(path);
    await age(old.id, changes);
    const { body } = await operator
      .send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 5 })
      .expect(409);
    expect(body.detail).toContain(words);
    expect((await operator.send('get', path).expect(200)).body.items).toHaveLength(1);
  });

  it('refuses to rotate a token twice, and names the one in its place', async () => {
    const path = await newTenant();
    const old = await issue(path);
    const { body: next } = await operator
      .send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 5 })
      .expect(201);
    const { body } = await operator
      .send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 5 })
      .expect(409);
    expect(body.detail).toContain(next.id);
    await operator.send('post', `${path}/${next.id}/rotate`, { overlapMinutes: 5 }).expect(201);
  });

  it.each([
    [{}],
    [{ overlapMinutes: -1 }],
    [{ overlapMinutes: 43_201 }],
    [{ overlapMinutes: '5' }],
    [{ overlapMinutes: 1.5 }],
  ])('names the field that is wrong in %j', async (sent) => {
    const path = await newTenant();
    const { id } = await issue(path);
    const { body } = await operator.send('post', `${path}/${id}/rotate`, sent).expect(400);
    expect(body.errors).toEqual([
      { field: 'overlapMinutes', problem: expect.stringContaining('0 to 43200') },
    ]);
  });

  it('finds, rotates and shows no token of another tenant, as if it were not there', async () => {
    const [path, other] = [await newTenant(), await newTenant()];
    const { id } = await issue(path);
    for (const unknown of [id, makeUuid(), 'nonsense']) {
      const found = await operator.send('get', `${other}/${unknown}`).expect(404);
      const rotated = await operator
        .send('post', `${other}/${unknown}/rotate`, { overlapMinutes: 5 })
        .expect(404);
      expect(rotated.body).toEqual(found.body);
    }
    const { body } = await operator.send('get', `${path}/${id}`).expect(200);
    expect(body.rotation).toBeUndefined();
  });

  it('tells whether the old token is still in use, and since when it is silent', async () => {
    const path = await newTenant();
    const old = await issue(path);
    const show = async (): Promise<Token> =>
      (await operator.send('get', `${path}/${old.id}`).expect(200)).body as Token;
    await app.clientOf(old.token).get('/Users').expect(200);
    await app.app.nest.get(TokenUsage).write();
    const { body: next } = await operator
      .send('post', `${path}/${old.id}/rotate`, { overlapMinutes: 1440 })
      .expect(201);
    const before = await show();
    expect(before.rotation).toEqual({
      replacedBy: next.id,
      overlapEndsAt: before.expiresAt,
      stillInUse: false,
      silentSince: before.lastUsedAt,
    });

    await app.clientOf(old.token).get('/Users').expect(200);
    await app.app.nest.get(TokenUsage).write();
    const used = await show();
    expect(used.rotation).toMatchObject({ stillInUse: true, silentSince: null });
    expect(used.summary).toMatch(/^replaced, still in use, expires (in 1 day|today)$/);

    await age(next.id, "created_at = now() - interval '2 hours'");
    await age(old.id, "last_used_at = now() - interval '41 minutes'");
    const silent = await show();
    expect(silent.rotation).toMatchObject({ stillInUse: false, silentSince: silent.lastUsedAt });
    const { body: list } = await operator.send('get', path).expect(200);
    expect(list.items.find(({ id }: { id: string }) => id === old.id)).toEqual(silent);
  });

  it('keeps a tenant at five live tokens, and says what to do', async () => {
    const path = await newTenant();
    const [first, second] = [await issue(path), await issue(path)];
    for (let index = 0; index < 3; index += 1) await issue(path);

    const { body } = await operator.send('post', path, { name: 'Sixth', expiresInDays: 1 }).expect(409);
    expect(body.detail).toMatch(/5 live API tokens.*revoke it/);
    await operator.send('post', `${path}/${first.id}/rotate`, { overlapMinutes: 5 }).expect(409);
    expect((await operator.send('get', path)).body.items).toHaveLength(5);

    await operator.send('post', `${path}/${first.id}/rotate`, { overlapMinutes: 0 }).expect(201);
    await operator.send('delete', `${path}/${second.id}`).expect(204);
    await operator.send('post', path, { name: 'Sixth', expiresInDays: 1 }).expect(201);
    await operator.send('post', path, { name: 'Seventh', expiresInDays: 1 }).expect(409);
    await issue(await newTenant());
  });

  it('tells who made and who revoked a token, and who was the first to', async () => {
    const path = await newTenant();
    const { body } = await operator
      .send('post', path, { name: 'Entra ID', expiresInDays: 1 })
      .set('X-Acting-As', 'Jo Bloggs')
      .expect(201);
    await operator.send('delete', `${path}/${body.id}`).set('X-Acting-As', 'Kim').expect(204);
    await operator.send('delete', `${path}/${body.id}`).set('X-Acting-As', 'Lee').expect(204);
    const { body: shown } = await operator.send('get', `${path}/${body.id}`).expect(200);
    expect(shown).toMatchObject({
      createdBy: 'Jo Bloggs',
      revokedBy: 'Kim',
      summary: 'revoked',
      expiresInDays: null,
    });
  });

  it('tells from where a token was last used, without telling the address', async () => {
    const path = await newTenant();
    const { id, token } = await issue(path);
    await app.clientOf(token).get('/Users').set('User-Agent', 'Okta SCIM Client 1.0.0').expect(200);
    await app.app.nest.get(TokenUsage).write();
    const { body } = await operator.send('get', `${path}/${id}`).expect(200);
    expect(body.lastUsedFrom).toEqual({ addressRange: '127.0.0.0/24', client: 'Okta' });
    expect(body.summary).toBe('expires in 90 days');
  });
});
