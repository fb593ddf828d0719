import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const BADGE = { name: 'Acme', attributes: [{ name: 'badge' }] };

interface Event {
  readonly id: string;
  readonly at: string;
  readonly action: string;
}

/** An act: what is sent, and what is recorded of it. */
interface Act {
  readonly send: readonly ['post' | 'put' | 'patch' | 'delete', string, object?];
  readonly status: number;
  readonly recorded: object;
}

describe('the audit of the operator API', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
  });
  afterAll(() => app.stop());

  const eventsOf = async (path: string): Promise<readonly Event[]> => {
    const { body } = await operator.send('get', path).expect(200);
    return body.items as Event[];
  };

  it('has one event of every act, with who, what, when, from where, and what was before', async () => {
    const { body: tenant } = await operator.send('post', '/tenants', { slug: 'acts', name: 'Acts' });
    const { body: first } = await operator.send('post', '/tenants/acts/api-tokens', {
      name: 'A',
      expiresInDays: 9,
    });
    const { body: second } = await operator.send('post', '/tenants/acts/api-tokens', {
      name: 'B',
      expiresInDays: null,
    });
    const target = { type: 'tenant', id: tenant.id, name: 'acts' };
    const extension = { type: 'schema-extension', id: ACME, name: 'Acme' };
    const acts: readonly Act[] = [
      {
        send: ['patch', '/tenants/acts', { name: 'Acts Ltd.', settings: { dialect: 'strict' } }],
        status: 200,
        recorded: {
          action: 'tenant.modified',
          target,
          before: { name: 'Acts', settings: { dialect: 'tolerant' } },
          after: { name: 'Acts Ltd.', settings: { dialect: 'strict' } },
        },
      },
      {
        send: ['patch', '/tenants/acts', { status: 'suspended' }],
        status: 200,
        recorded: {
          action: 'tenant.suspended',
          target,
          before: { status: 'active' },
          after: { status: 'suspended' },
        },
      },
      {
        send: ['patch', `/tenants/${tenant.id}`, { status: 'active' }],
        status: 200,
        recorded: {
          action: 'tenant.resumed',
          target,
          before: { status: 'suspended' },
          after: { status: 'active' },
        },
      },
      {
        send: ['post', '/tenants/acts/api-tokens', { name: 'C', expiresInDays: 1, scopes: ['scim:read'] }],
        status: 201,
        recorded: {
          action: 'api-token.created',
          target: { type: 'api-token', id: expect.any(String), name: 'C' },
          before: null,
          after: {
            display: expect.stringMatching(/^fls_us_.{12}_….{4}$/),
            scopes: ['scim:read'],
            expiresAt: expect.any(String),
          },
        },
      },
      {
        send: ['post', `/tenants/acts/api-tokens/${first.id}/rotate`, { overlapMinutes: 0 }],
        status: 201,
        recorded: {
          action: 'api-token.rotated',
          target: { type: 'api-token', id: first.id, name: 'A' },
          before: { expiresAt: first.expiresAt },
          after: {
            expiresAt: expect.any(String),
            replacedBy: expect.objectContaining({ id: expect.any(String) }),
          },
        },
      },
      {
        send: ['delete', `/tenants/acts/api-tokens/${second.id}`],
        status: 204,
        recorded: {
          action: 'api-token.revoked',
          target: { type: 'api-token', id: second.id, name: 'B' },
          before: { revokedAt: null },
          after: { revokedAt: expect.any(String) },
        },
      },
      {
        send: ['put', `/tenants/acts/schema-extensions/${ACME}`, BADGE],
        status: 201,
        recorded: {
          action: 'schema-extension.created',
          target: extension,
          before: null,
          after: expect.objectContaining({ id: ACME }),
        },
      },
      {
        send: ['put', `/tenants/acts/schema-extensions/${ACME}`, { ...BADGE, description: 'More.' }],
        status: 200,
        recorded: {
          action: 'schema-extension.modified',
          target: extension,
          before: expect.objectContaining({ description: '' }),
          after: expect.objectContaining({ description: 'More.' }),
        },
      },
      {
        send: ['delete', `/tenants/acts/schema-extensions/${ACME}`],
        status: 204,
        recorded: {
          action: 'schema-extension.removed',
          target: extension,
          before: expect.objectContaining({ description: 'More.' }),
          after: null,
        },
      },
    ];
    for (const [index, { send, status, recorded }] of acts.entries()) {
      const before = await eventsOf('/tenants/acts/audit-events');
      const startedAt = Date.now();
      await operator
        .send(...send)
        .set({ 'X-Acting-As': `Person ${index}`, 'X-Request-Id': `act-${index}` })
        .expect(status);

      const [event, ...rest] = await eventsOf('/tenants/acts/audit-events');
      expect(rest).toEqual(before);
      expect(event).toEqual({
        id: expect.any(String),
        at: expect.any(String),
        tenantId: tenant.id,
        actor: { type: 'operator', name: `Person ${index}` },
        address: '127.0.0.1',
        requestId: `act-${index}`,
        ...recorded,
      });
      expect(Date.parse(event?.at ?? '')).toBeGreaterThanOrEqual(startedAt);
      expect(Date.parse(event?.at ?? '')).toBeLessThanOrEqual(Date.now());
    }
    const all = await eventsOf('/tenants/acts/audit-events');
    expect(all.at(-1)).toMatchObject({
      action: 'tenant.created',
      actor: { type: 'operator', name: 'operator' },
    });
  });

  it.each<[string, Act['send'], number]>([
    ['a slug in use', ['post', '/tenants', { slug: 'failed', name: 'Again' }], 409],
    ['a wrong field', ['patch', '/tenants/failed', { status: 'gone' }], 400],
    ['a name of nobody', ['patch', '/tenants/failed', { name: 'x'.repeat(201) }], 400],
    ['a tenant that is not there', ['patch', '/tenants/nobody', { name: 'x' }], 404],
    [
      'what is so already',
      ['patch', '/tenants/failed', { status: 'active', settings: { dialect: 'tolerant' } }],
      200,
    ],
    ['a token that is not there', ['delete', '/tenants/failed/api-tokens/nonsense'], 404],
    [
      'a rotation of nothing',
      ['post', '/tenants/failed/api-tokens/nonsense/rotate', { overlapMinutes: 1 }],
      404,
    ],
    [
      'an extension of SCIM itself',
      ['put', '/tenants/failed/schema-extensions/urn:ietf:params:scim:api:x', BADGE],
      400,
    ],
    ['an extension that is not there', ['delete', `/tenants/failed/schema-extensions/${ACME}`], 404],
  ])('has no event of %s', async (_case, send, status) => {
    await operator.send('post', '/tenants', { slug: 'failed', name: 'Failed' });
    const before = await eventsOf('/audit-events?limit=200');
    await operator.send(...send).expect(status);
    expect(await eventsOf('/audit-events?limit=200')).toEqual(before);
  });

  it('has no event of an act whose actor has no plain name, and does not do it', async () => {
    const before = await eventsOf('/audit-events?limit=200');
    const { body } = await operator
      .send('post', '/tenants', { slug: 'nameless', name: 'Nameless' })
      .set('X-Acting-As', ' ')
      .expect(400);
    expect(body.errors).toEqual([{ field: 'X-Acting-As', problem: expect.stringContaining('1 to 200') }]);
    await operator.send('get', '/tenants/nameless').expect(404);
    expect(await eventsOf('/audit-events?limit=200')).toEqual(before);
  });

  it('holds neither a token nor a digest', async () => {
    const secrets: string[] = [];
    await operator.send('post', '/tenants', { slug: 'secrets', name: 'Secrets' }).expect(201);
    const path = '/tenants/secrets/api-tokens';
    const { body: made } = await operator.send('post', path, { name: 'A', expiresInDays: 1 }).expect(201);
    const { body: next } = await operator
      .send('post', `${path}/${made.id}/rotate`, { overlapMinutes: 5 })
      .expect(201);
    await operator.send('delete', `${path}/${made.id}`).expect(204);
    for (const token of [made.token, next.token] as string[])
      secrets.push(token, token.slice(token.lastIndexOf('_') + 1, -4));
    const digests = await app.owner.query<{ digest: string }>(
      `select encode(digest, form) as digest from api_tokens, unnest(array['hex', 'base64']) as form`,
      [],
    );
    secrets.push(...digests.map(({ digest }) => digest), OPERATOR_KEY);
    expect(secrets.length).toBeGreaterThan(8);

    const rows = await app.owner.query('select audit_events::text as row from audit_events', []);
    const { text } = await operator.send('get', '/audit-events?limit=200').expect(200);
    for (const secret of secrets) expect(`${JSON.stringify(rows)}${text}`).not.toContain(secret);
  });

  it('is listed page by page, by kind and by person, for one tenant and for all', async () => {
    for (const slug of ['pages', 'others']) {
      for (const name of ['One', 'Two', 'Three']) {
        const [verb, path] = name === 'One' ? (['post', ''] as const) : (['patch', `/${slug}`] as const);
        const body = name === 'One' ? { slug, name } : { name };
        await operator.send(verb, `/tenants${path}`, body).set('X-Acting-As', `Pages ${slug}`);
      }
    }
    const all = await eventsOf('/tenants/pages/audit-events');
    expect(all.map(({ action }) => action)).toEqual(['tenant.modified', 'tenant.modified', 'tenant.created']);

    const { body: first } = await operator.send('get', '/tenants/pages/audit-events?limit=2').expect(200);
    const { body: last } = await operator
      .send('get', `/tenants/pages/audit-events?limit=2&cursor=${first.nextCursor}`)
      .expect(200);
    expect([...first.items, ...last.items]).toEqual(all);
    expect(last.nextCursor).toBeNull();
    expect(await eventsOf('/tenants/pages/audit-events?action=tenant.created')).toEqual(all.slice(2));
    expect(await eventsOf('/audit-events?actor=Pages%20pages')).toEqual(all);
    expect(await eventsOf('/audit-events?actor=Pages%20pages&action=tenant.created')).toEqual(all.slice(2));
    const everything = await eventsOf('/audit-events?limit=200');
    expect(everything).toEqual(expect.arrayContaining([...all]));
    expect(everything.slice(0, 6).map(({ id }) => id)).toEqual(
      everything
        .slice(0, 6)
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  it.each([
    ['/audit-events?limit=0', 'limit'],
    ['/audit-events?limit=201', 'limit'],
    ['/audit-events?cursor=x', 'cursor'],
    ['/audit-events?action=Token', 'action'],
    ['/audit-events?actor=', 'actor'],
    ['/audit-events?more=1', 'more'],
    ['/tenants/pages/audit-events?actor=x', 'actor'],
  ])('names the parameter that is wrong in %s', async (path, field) => {
    await operator.send('post', '/tenants', { slug: 'pages', name: 'Pages' });
    const { body } = await operator.send('get', path).expect(400);
    expect(body.errors).toEqual([{ field, problem: expect.any(String) }]);
  });

  it('is closed without the operator key, and for a tenant that is not there', async () => {
    await operator.send('get', '/tenants/nobody/audit-events').expect(404);
    for (const path of ['/audit-events', '/tenants/pages/audit-events']) {
      await new OperatorClient(app.url, undefined).send('get', path).expect(401);
      await operator.send('delete', path).expect(405).expect('Allow', 'GET, HEAD');
    }
  });
});
