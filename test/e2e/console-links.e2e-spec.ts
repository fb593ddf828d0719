import request from 'supertest';
import { makeCredential } from '../../src/tenants/index.js';
import { ConsoleVisitor, cookieOf } from '../harness/console-visitor.js';
import { OperatorClient } from '../harness/operator-client.js';
import { runAdmin } from '../harness/run-admin.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../harness/running-app.js';

const MINUTE = 60_000;
const SECRET = /fl[lb]_us_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}/;
const ENTER = '/console/enter/';

interface Opened {
  readonly status: number;
  readonly cookie: string;
}

describe('a console link', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let log: string;

  beforeAll(async () => {
    log = '';
    app = await RunningApp.start({}, { write: (line) => (log += line) });
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    for (const slug of ['acme', 'globex']) await app.newTenant(slug);
  });
  afterAll(() => app.stop());

  const open = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Opened> => {
    const response = await request(app.url).get(path).set(headers);
    return { status: response.status, cookie: cookieOf(response) };
  };
  const countSessions = async (): Promise<unknown> => {
    const [counted] = await app.owner.query('select count(*)::int as sessions from console_sessions', []);
    return counted;
  };

  it('is made for 15 minutes, and no cache keeps the answer', async () => {
    const before = Date.now();
    const { body } = await operator
      .send('post', '/tenants/acme/console-links', { adminEmail: 'jo@acme.test' })
      .expect(201)
      .expect('Cache-Control', 'no-store');
    expect(Object.keys(body).sort()).toEqual(['expiresAt', 'url']);
    expect(body.url).toMatch(
      new RegExp(`^${PUBLIC_URL}/console/enter/fll_us_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$`),
    );
    const lifetime = Date.parse(body.expiresAt) - before;
    expect(lifetime).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(lifetime).toBeLessThan(16 * MINUTE);
  });

  it.each([
    [{}, ['adminEmail']],
    [{ adminEmail: 'jo' }, ['adminEmail']],
    [{ adminEmail: 7 }, ['adminEmail']],
    [{ adminEmail: `jo@${'a.'.repeat(130)}test` }, ['adminEmail']],
    [{ adminEmail: 'jo@acme.test', role: 'admin' }, ['role']],
    [{ adminEmail: 'jo@acme.test', role: null }, ['role']],
    [{ adminEmail: 'jo', role: 'admin', more: 1 }, ['adminEmail', 'more', 'role']],
  ])('is not made of %j', async (sent, fields) => {
    const { body } = await operator.send('post', '/tenants/acme/console-links', sent).expect(400);
    const named = (body.errors as readonly { field: string }[]).map(({ field }) => field);
    expect(named.sort()).toEqual(fields);
  });

  it('is not made for a tenant that is not there', async () => {
    await operator.send('post', '/tenants/nobody/console-links', { adminEmail: 'jo@acme.test' }).expect(404);
    await new OperatorClient(app.url, undefined)
      .send('post', '/tenants/acme/console-links', { adminEmail: 'jo@acme.test' })
      .expect(401);
  });

  it('opens a page that goes on to the console, with a cookie for this site alone', async () => {
    const path = await ConsoleVisitor.linkPathOf(app, 'acme');
    const { text, headers } = await request(app.url)
      .get(path)
      .expect(200)
      .expect('Content-Type', /^text\/html/)
      .expect('Cache-Control', 'no-store')
      .expect('Referrer-Policy', 'no-referrer')
      .expect('Content-Security-Policy', /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none';/);
    expect(text).toContain('<meta http-equiv="refresh" content="0; url=/console">');
    expect(text).toContain('<a href="/console">');
    expect(text).not.toMatch(SECRET);
    const [cookie = '', ...more] = headers['set-cookie'] as unknown as readonly string[];
    expect(more).toEqual([]);
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^__Host-flosum_console=flb_us_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('works once', async () => {
    const path = await ConsoleVisitor.linkPathOf(app, 'acme');
    await request(app.url).get(path).expect(200);

    const again = await request(app.url)
      .get(path)
      .expect(410)
      .expect('Content-Type', /^text\/html/)
      .expect('Cache-Control', 'no-store');
    expect(cookieOf(again)).toBe('');
    expect(again.text).toContain('This link has been used');
    expect(again.text).toContain('Ask the operator');
  });

  it('opens one session when it is opened many times at the same moment', async () => {
    const path = await ConsoleVisitor.linkPathOf(app, 'acme');
    const { sessions: before } = (await countSessions()) as { sessions: number };

    const opened = await Promise.all(Array.from({ length: 8 }, () => open(path)));

    expect(opened.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(410)]);
    expect(opened.filter(({ cookie }) => cookie !== '')).toHaveLength(1);
    expect(await countSessions()).toEqual({ sessions: before + 1 });
  });

  it('expires', async () => {
    const path = await ConsoleVisitor.linkPathOf(app, 'acme');
    await app.owner.query('update console_links set expires_at = $1 where used_at is null', [new Date()]);
    const { text, headers } = await request(app.url).get(path).expect(410);
    expect(text).toContain('This link has expired');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it.each([
    ['was never made', () => makeCredential('fll', 'us')],
    ['was not copied whole', (real: string) => real.slice(0, -1)],
    ['was copied with more', (real: string) => `${real}.`],
  ])('that %s is not known', async (_case, spoil) => {
    const real = (await ConsoleVisitor.linkPathOf(app, 'acme')).slice(ENTER.length);
    const { text } = await request(app.url)
      .get(`${ENTER}${spoil(real)}`)
      .expect(404);
    expect(text).toContain('Nothing is known of this link');
    expect(text).toContain('for a new one');
    expect(await open(`${ENTER}${real}`)).toMatchObject({ status: 200 });
  });

  it('is no session, and a session is no link', async () => {
    const link = (await ConsoleVisitor.linkPathOf(app, 'acme')).slice(ENTER.length);
    const visitor = await ConsoleVisitor.enter(app, 'acme');
    const session = visitor.cookie.split('=')[1] ?? '';
    await request(app.url)
      .get('/api/v1/console/session')
      .set('Cookie', `__Host-flosum_console=${link}`)
      .expect(401);
    expect(await open(`${ENTER}${session}`)).toEqual({ status: 404, cookie: '' });
    await app.clientOf(session).get('/Users').expect(401);
    await app.clientOf(link).get('/Users').expect(401);
  });

  it.each([
    ['get', { 'Sec-Purpose': 'prefetch' }, 403],
    ['get', { 'Sec-Purpose': 'prefetch;prerender' }, 403],
    ['get', { Purpose: 'prefetch' }, 403],
    ['head', {}, 200],
    ['post', {}, 405],
  ] as const)('is not used up by a %s with %j', async (verb, headers, status) => {
    const path = await ConsoleVisitor.linkPathOf(app, 'acme');
    const ahead = await request(app.url)[verb](path).set(headers);
    expect([ahead.status, cookieOf(ahead)]).toEqual([status, '']);
    expect(await open(path)).toEqual({ status: 200, cookie: expect.stringMatching(SECRET) });
  });

  it('gives a suspended tenant a console that tells so', async () => {
    await app.newTenant('paused');
    await operator.send('patch', '/tenants/paused', { status: 'suspended' }).expect(200);
    const visitor = await ConsoleVisitor.enter(app, 'paused');
    expect((await visitor.page().expect(200)).text).toContain('This tenant is suspended');
    expect((await visitor.session().expect(200)).body.tenant.status).toBe('suspended');
    await operator.send('patch', '/tenants/paused', { status: 'active' }).expect(200);
    expect((await visitor.page().expect(200)).text).not.toContain('This tenant is suspended');
  });

  it('is not made for a tenant that is being deleted, whose console tells so', async () => {
    const { tenantId } = await app.newTenant('going');
    const visitor = await ConsoleVisitor.enter(app, 'going');
    await app.owner.query(`update tenants set status = 'deleting' where id = $1`, [tenantId]);
    const { body } = await operator
      .send('post', '/tenants/going/console-links', { adminEmail: 'jo@acme.test' })
      .expect(409);
    expect(body.detail).toContain('being deleted');
    expect((await visitor.page().expect(200)).text).toContain('This tenant is being deleted');
  });

  it('is gone with its tenant, and so are the sessions', async () => {
    await app.newTenant('gone');
    const path = await ConsoleVisitor.linkPathOf(app, 'gone');
    const visitor = await ConsoleVisitor.enter(app, 'gone');
    await operator.send('delete', '/tenants/gone?confirm=gone').expect(204);
    expect(await open(path)).toEqual({ status: 404, cookie: '' });
    await visitor.session().expect(401);
  });

  it('that is long over is dropped with the next one, of this tenant only', async () => {
    const longAgo = new Date(Date.now() - 25 * 60 * MINUTE);
    for (const slug of ['acme', 'globex']) await ConsoleVisitor.linkPathOf(app, slug);
    await app.owner.query('update console_links set expires_at = $1', [longAgo]);
    await ConsoleVisitor.linkPathOf(app, 'acme');
    const left = await app.owner.query(
      `select slug, count(*)::int as links from console_links
       join tenants on tenants.id = tenant_id where expires_at < now() and slug in ('acme', 'globex') group by slug`,
      [],
    );
    expect(left).toEqual([{ slug: 'globex', links: 1 }]);
  });

  it('leaves its acts in the audit, and its secrets nowhere', async () => {
    await app.newTenant('audited');
    const { body } = await operator
      .send('post', '/tenants/audited/console-links', { adminEmail: 'kim@audited.test', role: 'auditor' })
      .set('X-Acting-As', 'Sam');
    const path = new URL(body.url).pathname;
    const session = await open(path);
    await request(app.url).post('/console/sign-out').set({ Cookie: session.cookie, Origin: PUBLIC_URL });
    await open(path);

    const { body: audit, text } = await operator.send('get', '/tenants/audited/audit-events?limit=3');
    const admin = { type: 'admin', name: 'kim@audited.test' };
    expect(audit.items).toMatchObject([
      { action: 'console-session.ended', actor: admin, target: { type: 'console-session' } },
      { action: 'console-session.opened', actor: admin, after: { role: 'auditor' } },
      {
        action: 'console-link.created',
        actor: { type: 'operator', name: 'Sam' },
        target: { type: 'console-link', name: 'kim@audited.test' },
        after: { adminEmail: 'kim@audited.test', role: 'auditor', expiresAt: body.expiresAt },
      },
    ]);

    const stored = await app.owner.query(
      `select to_jsonb(l) as row from console_links l union all select to_jsonb(s) from console_sessions s
       union all select to_jsonb(a) from audit_events a`,
      [],
    );
    const everything = `${text}${JSON.stringify(stored)}${log}`;
    expect(log).toContain('"/console/enter/:secret"');
    expect(everything).not.toMatch(SECRET);
    for (const secret of [path.slice(ENTER.length), session.cookie.split('=')[1] ?? '']) {
      expect(secret).toMatch(SECRET);
      // Neither whole nor the part that counts.
      expect(everything).not.toContain(secret.slice(-49, -6));
    }
    expect(log).not.toContain('kim@audited.test');
  });

  it('is made by npm run admin -- console-link', async () => {
    const printed = await runAdmin(app, ['console-link', 'acme', '--email', 'jo@acme.test']);
    expect(printed).toMatch(/^Admin console {2}https:\/\/scim\.example\.test\/console\/enter\/fll_us_\S+\n/);
    expect(printed).toMatch(/It works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$/);
    const answer = JSON.parse(
      await runAdmin(app, [
        'console-link',
        'acme',
        '--email',
        'jo@acme.test',
        '--role',
        'token-manager',
        '--json',
      ]),
    );
    const { cookie } = await open(new URL(answer.url).pathname);
    const { body } = await request(app.url).get('/api/v1/console/session').set('Cookie', cookie).expect(200);
    expect(body.role).toBe('token-manager');
    await expect(runAdmin(app, ['console-link', 'acme'])).rejects.toThrow('--email');
    await expect(
      runAdmin(app, ['console-link', 'acme', '--email', 'jo@acme.test', '--role', 'boss']),
    ).rejects.toThrow('owner, token-manager, auditor');
  });
});

describe('a console link that nobody made', () => {
  it('is refused by address when there are too many', async () => {
    const app = await RunningApp.start();
    try {
      await app.newTenant('acme');
      const path = await ConsoleVisitor.linkPathOf(app, 'acme');
      const statuses: number[] = [];
      while (statuses.length < 400 && statuses.at(-1) !== 429) {
        statuses.push((await request(app.url).get(`${ENTER}x`)).status);
      }
      expect(statuses.at(-1)).toBe(429);
      const { text, headers } = await request(app.url).get(path).expect(429);
      expect(headers['retry-after']).toMatch(/^\d+$/);
      expect(text).toContain('Too many wrong');
    } finally {
      await app.stop();
    }
  });
});
