import { newOAuthClient } from '../../harness/oauth-client.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../../harness/running-app.js';

const PATH = '/tenants/acme/oauth-clients';
const NOBODY = '01a20a93-30be-7600-8c6f-7feb53359e09';
const FEDERATION = { issuer: 'https://issuer.test/', subject: 'a subject', audience: 'an audience' };

describe('/api/v1/operator/tenants/:tenant/oauth-clients', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    for (const slug of ['acme', 'globex', 'full', 'listed']) await app.newTenant(slug);
  });
  afterAll(() => app.stop());

  it('makes a client, and shows where it gets its tokens', async () => {
    const { body } = await operator.send('post', PATH, { name: 'Entra ID' }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Entra ID',
      scopes: ['scim:read', 'scim:write'],
      createdBy: expect.any(String),
      createdAt: expect.any(String),
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
      status: 'active',
      secrets: [],
      federations: [],
      tokenUrl: `${PUBLIC_URL}/oauth2/token`,
    });
  });

  it('shows a new secret once, never to be cached, and keeps a digest of it', async () => {
    const { body: client } = await operator.send('post', PATH, { name: 'once' }).expect(201);
    const { body } = await operator
      .send('post', `${PATH}/${client.id}/secrets`, { expiresInDays: 1095 })
      .expect(201)
      .expect('Cache-Control', 'no-store');
    expect(body).toEqual({
      id: expect.any(String),
      clientId: client.id,
      secret: expect.stringMatching(/^flc_us_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/),
      tokenUrl: `${PUBLIC_URL}/oauth2/token`,
      display: `${body.secret.slice(0, 20)}…${body.secret.slice(-4)}`,
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
    });
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(1095 * 86_400_000);

    const { body: found } = await operator.send('get', `${PATH}/${client.id}`).expect(200);
    expect(found.secrets).toEqual([expect.objectContaining({ id: body.id, status: 'active' })]);
    const { body: list } = await operator.send('get', PATH).expect(200);
    const rows = await app.owner.query(
      `select oauth_client_secrets::text as row from oauth_client_secrets where id = $1
       union all select audit_events::text from audit_events`,
      [body.id],
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const shown of [found, list, rows]) {
      expect(JSON.stringify(shown)).not.toContain(body.secret.slice(20, -6));
    }
  });

  it('lists clients with their secrets and federations, newest first', async () => {
    const first = await newOAuthClient(app, 'listed');
    const second = await newOAuthClient(app, 'listed', ['scim:read']);
    const path = '/tenants/listed/oauth-clients';
    await operator.send('post', `${path}/${first.clientId}/federations`, FEDERATION).expect(201);
    await operator.send('delete', `${path}/${second.clientId}`).expect(204);
    await operator.send('delete', `${path}/${second.clientId}`).expect(204);

    const { body } = await operator.send('get', path).expect(200);
    expect(body.tokenUrl).toBe(`${PUBLIC_URL}/oauth2/token`);
    expect(body.items).toMatchObject([
      { id: second.clientId, status: 'revoked', scopes: ['scim:read'], federations: [] },
      { id: first.clientId, status: 'active', secrets: [{ id: first.secretId }], federations: [FEDERATION] },
    ]);
  });

  it('writes every act down, once, with who did it', async () => {
    await app.newTenant('audited');
    const { clientId, secretId } = await newOAuthClient(app, 'audited');
    const path = `/tenants/audited/oauth-clients/${clientId}`;
    const { body } = await operator.send('post', `${path}/federations`, FEDERATION).expect(201);
    await operator.send('delete', `${path}/federations/${body.id}`).expect(204);
    await operator.send('delete', `${path}/secrets/${secretId}`).expect(204);
    await operator.send('delete', `${path}/secrets/${secretId}`).expect(204);
    await operator.send('delete', path).expect(204);
    await operator.send('delete', path).expect(204);

    const acts = await app.owner.query<{ action: string }>(
      `select action, actor_type, target_name from audit_events where target_type like 'oauth%' and target_id = $1
       order by id`,
      [clientId],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'oauth-client.created',
      'oauth-client-secret.created',
      'oauth-federation.added',
      'oauth-federation.removed',
      'oauth-client-secret.revoked',
      'oauth-client.revoked',
    ]);
    for (const act of acts) expect(act).toMatchObject({ actor_type: 'operator', target_name: 'Entra ID' });
  });

  it('keeps 10 live clients a tenant, 5 live secrets and 10 federations a client', async () => {
    const path = '/tenants/full/oauth-clients';
    const { clientId } = await newOAuthClient(app, 'full');
    const fill = async (count: number, at: string, body: (index: number) => object): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        await operator.send('post', at, body(index)).expect(201);
      }
      await operator.send('post', at, body(count)).expect(409, /more are not kept/);
    };
    await fill(4, `${path}/${clientId}/secrets`, () => ({ expiresInDays: 1 }));
    await fill(10, `${path}/${clientId}/federations`, (index) => ({ ...FEDERATION, subject: `s${index}` }));
    await fill(9, path, (index) => ({ name: `client ${index}` }));

    await operator.send('delete', `${path}/${clientId}`).expect(204);
    await operator.send('post', path, { name: 'one more' }).expect(201);
  });

  it('keeps the bounds when many come at once', async () => {
    await app.newTenant('hurried');
    const { clientId } = await newOAuthClient(app, 'hurried');
    const path = `/tenants/hurried/oauth-clients/${clientId}/secrets`;
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await operator.send('post', path, {})).status),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(4);
  });

  it('adds nothing to a revoked client, and the same federation not twice', async () => {
    const { clientId } = await newOAuthClient(app, 'acme');
    await operator.send('post', `${PATH}/${clientId}/federations`, FEDERATION).expect(201);
    await operator.send('post', `${PATH}/${clientId}/federations`, FEDERATION).expect(409, /already/);
    await operator.send('delete', `${PATH}/${clientId}`).expect(204);
    await operator.send('post', `${PATH}/${clientId}/secrets`, {}).expect(409, /revoked/);
    await operator.send('post', `${PATH}/${clientId}/federations`, FEDERATION).expect(409, /revoked/);
  });

  it.each(['globex', 'acme'])(
    'finds nothing of another tenant or under an unknown id, in %s',
    async (slug) => {
      const { clientId, secretId } = await newOAuthClient(app, slug === 'globex' ? 'acme' : 'globex');
      for (const id of [clientId, NOBODY, 'nonsense']) {
        const path = `/tenants/${slug}/oauth-clients/${id}`;
        await operator.send('get', path).expect(404);
        await operator.send('delete', path).expect(404);
        await operator.send('post', `${path}/secrets`, {}).expect(404);
        await operator.send('delete', `${path}/secrets/${secretId}`).expect(404);
        await operator.send('post', `${path}/federations`, FEDERATION).expect(404);
        await operator.send('delete', `${path}/federations/${NOBODY}`).expect(404);
      }
    },
  );

  it.each<[string, object, readonly string[]]>([
    ['', {}, ['name']],
    ['', { name: 'x', scopes: ['root'] }, ['scopes']],
    ['', { name: 'x', secret: 'mine' }, ['secret']],
    [`/${NOBODY}/secrets`, { expiresInDays: 0 }, ['expiresInDays']],
    [`/${NOBODY}/secrets`, { expiresInDays: 1096 }, ['expiresInDays']],
    [`/${NOBODY}/federations`, {}, ['issuer', 'subject', 'audience']],
    [`/${NOBODY}/federations`, { ...FEDERATION, issuer: 'http://issuer.test' }, ['issuer']],
    [`/${NOBODY}/federations`, { ...FEDERATION, issuer: 'https://user@issuer.test' }, ['issuer']],
    [`/${NOBODY}/federations`, { ...FEDERATION, issuer: 'https://issuer.test/?a=b' }, ['issuer']],
    [`/${NOBODY}/federations`, { ...FEDERATION, subject: '' }, ['subject']],
    [`/${NOBODY}/federations`, { ...FEDERATION, audience: 'x'.repeat(501) }, ['audience']],
  ])('names every field that is wrong in a POST of %s %j', async (path, sent, fields) => {
    const { body } = await operator.send('post', `${PATH}${path}`, sent).expect(400);
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(fields);
  });
});

describe('the schemes of /ServiceProviderConfig', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  const schemesOf = async (token: string | undefined): Promise<readonly string[]> => {
    const { body } = await app.clientOf(token).get('/ServiceProviderConfig').expect(200);
    return (body.authenticationSchemes as { type: string }[]).map(({ type }) => type);
  };

  it('are those that the calling tenant has', async () => {
    const { token } = await app.newTenant('acme');
    const { token: other } = await app.newTenant('globex');
    expect(await schemesOf(token)).toEqual(['oauthbearertoken']);

    const { clientId } = await newOAuthClient(app, 'acme');
    expect(await schemesOf(token)).toEqual(['oauthbearertoken', 'oauth2']);
    expect(await schemesOf(other)).toEqual(['oauthbearertoken']);
    expect(await schemesOf(undefined)).toEqual(['oauthbearertoken']);
    expect(await schemesOf(`${token}x`)).toEqual(['oauthbearertoken']);

    await new OperatorClient(app.url, OPERATOR_KEY).send('delete', `${PATH}/${clientId}`).expect(204);
    expect(await schemesOf(token)).toEqual(['oauthbearertoken']);
  });
});
