import request from 'supertest';
import type { Response } from 'supertest';
import { ConsoleVisitor } from '../../harness/console-visitor.js';
import { accessTokenOf, askForToken, formOf, newOAuthClient } from '../../harness/oauth-client.js';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp, testConfig } from '../../harness/running-app.js';

const { tokenPepper } = testConfig({ kind: 'embedded', dataDir: 'memory://' });

/** What an attacker would search for: whole secrets, and the part of each that nobody may know. */
function partsOf(secret: string): readonly string[] {
  const [, , , secretPart] = secret.split('_');
  return secretPart === undefined ? [secret] : [secret, secretPart.slice(0, 20), secretPart.slice(-20)];
}

describe('tokens, secrets and keys', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let log = '';
  /** All answers but those that hand out a secret. */
  const answers: Response[] = [];
  const secrets: string[] = [OPERATOR_KEY, tokenPepper];

  beforeAll(async () => {
    app = await RunningApp.start({}, { write: (line) => (log += line) });
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    await app.newTenant('acme');
    const issued = await operator
      .send('post', '/tenants/acme/api-tokens', { name: 'Entra', expiresInDays: 30 })
      .expect(201);
    const { id, token } = issued.body as { readonly id: string; readonly token: string };
    const rotated = await operator
      .send('post', `/tenants/acme/api-tokens/${id}/rotate`, { overlapMinutes: 60 })
      .expect(201);
    const { token: second, id: secondId } = rotated.body as { readonly id: string; readonly token: string };
    const client = await newOAuthClient(app, 'acme');
    const access = await accessTokenOf(app, client);
    secrets.push(token, second, formOf(client).client_secret ?? '', access);
    await use(token, second, access);
    await fail(token, access, formOf(client));
    await visitConsole();
    await operator.send('delete', `/tenants/acme/api-tokens/${secondId}`).expect(204);
    await app.clientOf(second).get('/Users').expect(401);
    await list();
  });
  afterAll(() => app.stop());

  async function use(...tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      const client = app.clientOf(token);
      answers.push(
        await client.get('/Users?count=1'),
        await client.get('/ServiceProviderConfig'),
        await client.create({ userName: `user-${answers.length}@acme.test` }),
        await client.create({ userName: 7 }),
        await client.get('/Users?filter=(('),
        await client.get('/Nowhere'),
      );
    }
  }

  /** Secrets where they do not belong, and such that are almost right. */
  async function fail(token: string, access: string, form: Readonly<Record<string, string>>): Promise<void> {
    const { client_secret: secret = '' } = form;
    for (const wrong of [token.slice(0, -1), `${access.slice(0, -4)}AAAA`, secret, OPERATOR_KEY]) {
      answers.push(await app.clientOf(wrong).get('/Users'));
    }
    answers.push(
      await app.clientOf(undefined).get(`/Users?access_token=${token}`),
      await app.clientOf(undefined).get(`/Users/${token}`),
      await askForToken(app, { ...form, client_secret: token }),
      await askForToken(app, { ...form, client_secret: `${secret.slice(0, -2)}xx` }),
      await askForToken(app, { ...form, scope: 'everything' }),
      await askForToken(app, { ...form, grant_type: 'password' }),
      await new OperatorClient(app.url, token).send('get', '/tenants'),
      await operator.send('post', '/tenants/acme/api-tokens', { name: '', expiresInDays: 'soon' }),
    );
  }

  /** The page after the link is the only one that may set the cookie. */
  async function visitConsole(): Promise<void> {
    const path = await ConsoleVisitor.linkPathOf(app, 'acme');
    const visitor = await ConsoleVisitor.enter(app, 'acme');
    const [link = '', session = ''] = [path.split('/').at(-1), visitor.cookie.split('=')[1]];
    expect([link, session]).toEqual([expect.stringMatching(/^fll_/), expect.stringMatching(/^flb_/)]);
    secrets.push(link, session);
    const { text } = await request(app.url).get(path).expect(200);
    expect(secrets.flatMap(partsOf).filter((part) => text.includes(part))).toEqual([]);
    answers.push(
      await request(app.url).get(path),
      await request(app.url).get(path.slice(0, -1)),
      await app.clientOf(link).get('/Users'),
      await app.clientOf(session).get('/Users'),
      await visitor.page(),
      await visitor.session(),
      await visitor.signOut(),
      await visitor.session(),
    );
  }

  async function list(): Promise<void> {
    for (const path of ['', '/api-tokens', '/oauth-clients', '/audit-events', '/export']) {
      answers.push(await operator.send('get', `/tenants/acme${path}`));
    }
    answers.push(await operator.send('get', '/audit-events'), await operator.send('get', '/tenants'));
  }

  it('stand in no answer but the one that hands them out', () => {
    expect(answers.length).toBeGreaterThan(30);
    const told = answers.map(({ text, headers }) => `${text} ${JSON.stringify(headers)}`).join('\n');
    expect(secrets.flatMap(partsOf).filter((part) => told.includes(part))).toEqual([]);
  });

  it('stand in no line of the log', () => {
    expect(log).toContain('answered');
    expect(secrets.flatMap(partsOf).filter((part) => log.includes(part))).toEqual([]);
  });

  it('stand nowhere in the database, as text or as bytes', async () => {
    const tables = await app.owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
      [],
    );
    let dump = '';
    for (const { name } of tables) {
      const rows = await app.owner.query<{ row: string }>(`select t::text as row from ${name} as t`, []);
      dump += rows.map(({ row }) => row).join('\n');
    }
    expect(dump).toContain('acme.test');
    const forms = secrets
      .flatMap(partsOf)
      .flatMap((part) => [part, Buffer.from(part).toString('hex'), Buffer.from(part).toString('base64')]);
    expect(forms.filter((form) => dump.includes(form))).toEqual([]);
  });

  it('of which the signing keys are private stand in the database sealed only', async () => {
    const rows = await app.owner.query<{ row: string }>('select t::text as row from signing_keys as t', []);
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      const bytes = Buffer.from(/\\x([0-9a-f]+)/.exec(row)?.[1] ?? '', 'hex').toString('latin1');
      expect(bytes.length).toBeGreaterThan(50);
      expect(`${row} ${bytes}`).not.toContain('"d"');
    }
  });
});
