import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { GUIDE_PLACES } from '../../../src/console/guide-places.js';
import { ConsoleVisitor } from '../../harness/console-visitor.js';
import { RunningApp } from '../../harness/running-app.js';

const PAGE = `<!doctype html><html><head><base href="/console/" />
<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="./assets/a-1.js"></script>
</head><body>the program</body></html>`;

describe('the console as a program in the browser', () => {
  let app: RunningApp;
  let folder: string;
  let visitor: ConsoleVisitor;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'console-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'assets', 'a-1.js'), 'export const a = 1;'.repeat(100));
    app = await RunningApp.start({}, undefined, undefined, folder);
    await app.newTenant('acme');
    visitor = await ConsoleVisitor.enter(app, 'acme');
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  const get = (path: string) => request(app.url).get(path).set('Cookie', visitor.cookie);

  it.each(['/console', '/console/tokens', '/console/people/1?tab=history'])(
    'is the page at %s, never kept, whose styles are known by a nonce of their own',
    async (path) => {
      const pages = [await get(path).expect(200), await get(path).expect(200)];
      const nonces = pages.map(({ text, headers }) => {
        expect(headers['cache-control']).toBe('no-store');
        expect(headers['content-type']).toContain('text/html');
        const policy = String(headers['content-security-policy']);
        expect(policy).not.toContain('unsafe');
        expect(policy).toMatch(/default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
        const [, nonce = ''] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
        expect(text.split(`nonce="${nonce}"`)).toHaveLength(3);
        return nonce;
      });
      expect(new Set(nonces).size).toBe(2);
    },
  );

  it('is for who is signed in; others see how to get in', async () => {
    for (const path of ['/console', '/console/tokens']) {
      const { text } = await request(app.url).get(path).expect(200);
      expect(text).toContain('A console link from the operator');
      expect(text).not.toContain('the program');
    }
  });

  it.each([
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('has files that browsers keep for ever, as "%s"', async (accepted, encoding) => {
    const answer = await get('/console/assets/a-1.js')
      .set('Accept-Encoding', accepted)
      .expect(200)
      .expect('Content-Type', 'text/javascript; charset=utf-8')
      .expect('Cache-Control', 'public, max-age=31536000, immutable')
      .expect('X-Content-Type-Options', 'nosniff');
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.text).toContain('export const a = 1;');
  });

  it.each([
    '/console/assets/none.js',
    '/console/assets/../../package.json',
    '/console/assets/..%2f..%2fpackage.json',
    '/console/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  ])('has nothing at %s', async (path) => {
    const { text } = await get(path);
    expect(text).not.toContain('"workspaces"');
  });

  it('leaves the ways in and out as they are', async () => {
    await visitor.signOut().expect(303);
    expect((await get('/console')).text).toContain('A console link from the operator');
  });

  it('has a guide, with the places that failures refer to', async () => {
    const { text } = await request(app.url).get('/console/help/entra').expect(200);
    for (const place of GUIDE_PLACES) expect(text).toContain(`<h2 id="${place}">`);
    expect(text).not.toMatch(/href="(?!https:|#)/);
  });
});

describe('the console below the path of PUBLIC_URL', () => {
  it('has that path in its base', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'console-'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    const app = await RunningApp.start({ publicUrl: 'http://localhost/below' }, undefined, undefined, folder);
    try {
      await app.newTenant('acme');
      const path = (await ConsoleVisitor.linkPathOf(app, 'acme')).replace('/below', '');
      const { headers } = await request(app.url).get(path).expect(200);
      const [cookie = ''] = headers['set-cookie'] as unknown as readonly string[];
      const { text } = await request(app.url)
        .get('/console')
        .set('Cookie', cookie.split(';')[0] ?? '');
      expect(text).toContain('<base href="/below/console/"');
    } finally {
      await app.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
