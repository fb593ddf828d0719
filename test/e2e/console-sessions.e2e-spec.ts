import request from 'supertest';
import { makeCredential } from '../../src/tenants/index.js';
import { ConsoleVisitor, cookieOf } from '../harness/console-visitor.js';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import { OpenPage } from './request-log/open-page.js';

const MINUTE = 60_000;
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE);

describe('a session in the console', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    for (const slug of ['acme', 'globex']) await app.newTenant(slug);
  });
  afterAll(() => app.stop());

  /** Changes the one session of an e-mail address behind the back of the service. */
  const change = async (
    column: 'last_seen_at' | 'expires_at' | 'ended_at',
    adminEmail: string,
    at: Date,
  ): Promise<void> => {
    const changed = await app.owner.query(
      `with changed as (update console_sessions set ${column} = $2 where admin_email = $1 returning id)
       select id from changed`,
      [adminEmail, at],
    );
    expect(changed).toHaveLength(1);
  };
  const lastSeen = async (adminEmail: string): Promise<number> => {
    const [row] = await app.owner.query<{ at: Date }>(
      'select last_seen_at as at from console_sessions where admin_email = $1',
      [adminEmail],
    );
    return row?.at.getTime() ?? 0;
  };
  const expectSignedOut = async (visitor: ConsoleVisitor): Promise<void> => {
    expect((await visitor.page().expect(200)).text).toContain('<h1>Connect Microsoft Entra ID</h1>');
    await visitor.session().expect(401);
  };

  it.each([
    [{}, 'owner', 'owner'],
    [{ role: 'token-manager' }, 'token-manager', 'token manager'],
    [{ role: 'auditor' }, 'auditor', 'auditor'],
  ])('has the role of its link: %j', async (body, role, words) => {
    const before = Date.now();
    const visitor = await ConsoleVisitor.enter(app, 'acme', { adminEmail: 'role@acme.test', ...body });
    const { body: session } = await visitor.session().expect(200).expect('Cache-Control', 'no-store');
    expect(session).toEqual({
      tenant: { id: expect.any(String), slug: 'acme', name: 'acme', status: 'active' },
      adminEmail: 'role@acme.test',
      role,
      expiresAt: expect.any(String),
      tenantUrl: `${PUBLIC_URL}/api/v1/scim`,
      region: 'us',
      helpUrl: '/console/help/entra',
    });
    const lifetime = Date.parse(session.expiresAt) - before;
    expect(lifetime).toBeGreaterThanOrEqual(720 * MINUTE);
    expect(lifetime).toBeLessThan(721 * MINUTE);
    expect((await visitor.page()).text).toContain(`Signed in as role@acme.test, ${words}</p>`);
  });

  it('shows the tenant and the states of its tokens, without a token', async () => {
    const { tenantId, token } = await app.newTenant('shown');
    await operator.send('patch', '/tenants/shown', { name: 'Shown & <b>Co.</b>' }).expect(200);
    const { body: ending } = await operator
      .send('post', '/tenants/shown/api-tokens', { name: '<i>12</i>', expiresInDays: 12 })
      .expect(201);
    const { body: revoked } = await operator
      .send('post', '/tenants/shown/api-tokens', { name: 'Old', expiresInDays: null })
      .expect(201);
    await operator.send('delete', `/tenants/shown/api-tokens/${revoked.id}`).expect(204);
    await app.owner.query(
      `update api_tokens set last_used_at = '2026-11-24T10:41:07Z' where tenant_id = $1 and name = 'Test'`,
      [tenantId],
    );

    const visitor = await ConsoleVisitor.enter(app, 'shown');
    const { text } = await visitor
      .page()
      .expect(200)
      .expect('Content-Type', /^text\/html/)
      .expect('Cache-Control', 'no-store')
      .expect('Content-Security-Policy', /default-src 'none';.* form-action 'self'; frame-ancestors 'none'/);

    expect(text).toContain('<h1>Shown &#38; &#60;b&#62;Co.&#60;/b&#62;</h1>');
    expect(text).toContain(`<code>${PUBLIC_URL}/api/v1/scim</code>`);
    const rows = [...text.matchAll(/<tr.*?>(.*?)<\/tr>/gs)]
      .slice(1)
      .map(([, row = '']) =>
        [...row.matchAll(/<td.*?>(.*?)<\/td>/gs)].map(([, cell = '']) => cell.replaceAll(/<[^>]+>/g, '')),
      );
    expect(rows).toEqual([
      ['&#60;i&#62;12&#60;/i&#62;', ending.display, 'expires in 12 days, never used', 'never'],
      ['Test', expect.stringMatching(/^fls_us_/), 'expires in 30 days', '2026-11-24 10:41 UTC'],
      ['Old', revoked.display, 'revoked', 'never'],
    ]);
    for (const secret of [token, ending.token, revoked.token]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/<script|<b>Co|\son\w+=|style="/);
  });

  it("never shows another tenant's data", async () => {
    await operator.send('post', '/tenants/globex/api-tokens', { name: 'Globex only', expiresInDays: 9 });
    await operator.send('post', '/tenants/acme/api-tokens', { name: 'Acme only', expiresInDays: 9 });
    const [acme, globex] = [
      await ConsoleVisitor.enter(app, 'acme', { adminEmail: 'both@corp.test' }),
      await ConsoleVisitor.enter(app, 'globex', { adminEmail: 'both@corp.test' }),
    ];
    const [atAcme, atGlobex] = [(await acme.page()).text, (await globex.page()).text];
    expect(atAcme).toContain('Acme only');
    expect(atAcme).not.toMatch(/globex/i);
    expect(atGlobex).toContain('Globex only');
    expect(atGlobex).not.toMatch(/acme/i);
    expect((await globex.session()).body.tenant.slug).toBe('globex');
    await acme.signOut().expect(303);
    await globex.session().expect(200);
  });

  it('ends after 30 minutes without a request, and goes on with one', async () => {
    const visitor = await ConsoleVisitor.enter(app, 'acme', { adminEmail: 'idle@acme.test' });
    await change('last_seen_at', 'idle@acme.test', minutesAgo(29));
    await visitor.session().expect(200);
    expect(await lastSeen('idle@acme.test')).toBeGreaterThan(minutesAgo(1).getTime());

    await change('last_seen_at', 'idle@acme.test', minutesAgo(30));
    await expectSignedOut(visitor);
  });

  it('is not kept alive by a page that nobody uses: neither by what it asks by itself nor by what it hears', async () => {
    const visitor = await ConsoleVisitor.enter(app, 'acme', { adminEmail: 'away@acme.test' });
    const seen = minutesAgo(20);
    await change('last_seen_at', 'away@acme.test', seen);
    await visitor.session().set('X-Background', '1').expect(200);
    const page = await OpenPage.open(app.url, visitor.cookie);
    page.close();
    expect(await lastSeen('away@acme.test')).toBe(seen.getTime());
    await visitor.session().expect(200);
    expect(await lastSeen('away@acme.test')).toBeGreaterThan(minutesAgo(1).getTime());

    await change('last_seen_at', 'away@acme.test', minutesAgo(30));
    await visitor.session().set('X-Background', '1').expect(401);
    await expect(OpenPage.open(app.url, visitor.cookie)).rejects.toThrow('401');
  });

  it('is written down as seen once a minute at most', async () => {
    const visitor = await ConsoleVisitor.enter(app, 'acme', { adminEmail: 'seen@acme.test' });
    const seen = minutesAgo(0.5);
    await change('last_seen_at', 'seen@acme.test', seen);
    await visitor.session().expect(200);
    await visitor.page().expect(200);
    expect(await lastSeen('seen@acme.test')).toBe(seen.getTime());
  });

  it.each([
    ['when its time is over, also for somebody who is there', 'expires_at'],
    ['when it was ended in the database', 'ended_at'],
  ] as const)('ends %s', async (_case, column) => {
    const adminEmail = `${column}@acme.test`;
    const visitor = await ConsoleVisitor.enter(app, 'acme', { adminEmail });
    await visitor.session().expect(200);
    await change(column, adminEmail, new Date());
    await expectSignedOut(visitor);
  });

  it('ends by signing out, wherever its cookie still is', async () => {
    const visitor = await ConsoleVisitor.enter(app, 'acme');
    const { headers } = await visitor.signOut().expect(303).expect('Location', '/console');
    expect(headers['set-cookie']).toEqual([
      '__Host-flosum_console=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
    ]);
    await expectSignedOut(visitor);
    // Once more does no harm.
    await visitor.signOut().expect(303);
  });

  it.each([
    [{ Origin: PUBLIC_URL }, 303],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 303],
    [{}, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: 'https://evil.test' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' }, 403],
  ])('is signed out by our own page only: %j', async (headers, status) => {
    const visitor = await ConsoleVisitor.enter(app, 'acme');
    const answer = await visitor.signOut(headers).expect(status);
    if (status === 303) return expectSignedOut(visitor);
    expect(cookieOf(answer)).toBe('');
    expect(answer.text).toContain('This was not sent from the console');
    await visitor.session().expect(200);
  });

  it.each([
    [''],
    ['__Host-flosum_console='],
    ['__Host-flosum_console=x; other=1'],
    ['flosum_console=the cookie of plain http'],
    [`__Host-flosum_console=${makeCredential('flb', 'us')}`],
  ])('is not opened by the cookie "%s"', async (cookie) => {
    const { body, headers } = await request(app.url)
      .get('/api/v1/console/session')
      .set('Cookie', cookie)
      .expect(401)
      .expect('Content-Type', 'application/problem+json');
    expect(body).toMatchObject({ status: 401, detail: expect.stringContaining('console link') });
    expect(headers['www-authenticate']).toBe('Cookie realm="console"');
    const { text } = await request(app.url).get('/console').set('Cookie', cookie).expect(200);
    expect(text).toContain('A console link from the operator');
  });

  it('is found among other cookies', async () => {
    const visitor = await ConsoleVisitor.enter(app, 'acme');
    await request(app.url)
      .get('/api/v1/console/session')
      .set('Cookie', `a=1; b__Host-flosum_console=2; ${visitor.cookie}; c=3`)
      .expect(200);
  });

  it('takes no other verbs', async () => {
    await request(app.url).post('/console').expect(405).expect('Allow', 'GET, HEAD');
    await request(app.url).get('/console/sign-out').expect(405).expect('Allow', 'POST');
    const visitor = await ConsoleVisitor.enter(app, 'acme');
    await request(app.url)
      .post('/api/v1/console/session')
      .set({ Cookie: visitor.cookie, 'Sec-Fetch-Site': 'same-origin' })
      .expect(405)
      .expect('Allow', 'GET, HEAD, DELETE');
  });
});

describe('a session in the console over plain http', () => {
  it('has a cookie that browsers take there, and pages below the path of PUBLIC_URL', async () => {
    const app = await RunningApp.start({ publicUrl: 'http://localhost:3000/below' });
    try {
      await app.newTenant('acme');
      const path = (await ConsoleVisitor.linkPathOf(app, 'acme')).replace('/below', '');
      const { headers, text } = await request(app.url).get(path).expect(200);
      const [cookie = ''] = headers['set-cookie'] as unknown as readonly string[];
      expect(cookie).toMatch(/^flosum_console=flb_us_\S+; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(text).toContain('url=/below/console"');
      const page = await request(app.url)
        .get('/console')
        .set('Cookie', cookie.split(';')[0] ?? '');
      expect(page.text).toContain('action="/below/console/sign-out"');
    } finally {
      await app.stop();
    }
  });
});
