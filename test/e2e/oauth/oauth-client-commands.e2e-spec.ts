import { askForToken } from '../../harness/oauth-client.js';
import { runAdmin } from '../../harness/run-admin.js';
import { PUBLIC_URL, RunningApp } from '../../harness/running-app.js';

describe('npm run admin -- oauth-client', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
    for (const slug of ['acme', 'federated']) await app.newTenant(slug);
  });
  afterAll(() => app.stop());

  /** Runs a command and answers what it printed, line by line, each as its words. */
  const run = async (...words: readonly string[]): Promise<readonly (readonly string[])[]> => {
    return (await runAdmin(app, ['oauth-client', ...words]))
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/));
  };

  it('makes a client with a secret that works, and takes both away', async () => {
    const [url, id, secret] = await run('create', 'acme', '--name', 'Entra', '--scopes', 'scim:read');
    expect(url).toEqual(['Token URL', `${PUBLIC_URL}/oauth2/token`]);
    const [clientId = '', clientSecret = ''] = [id?.[1], secret?.[1]];
    const form = { grant_type: 'client_credentials', client_id: clientId };
    const { body } = await askForToken(app, { ...form, client_secret: clientSecret }).expect(200);
    expect(body.scope).toBe('scim:read');

    const [, , another] = await run('secret', 'acme', clientId, '--expires-in-days', '2');
    expect(another?.[1]).toMatch(/^flc_us_/);
    const list = await run('list', 'acme');
    expect(list[0]).toEqual(['NAME', 'STATUS', 'SCOPES', 'SECRETS', 'FEDERATIONS', 'LAST USED', 'CLIENT ID']);
    expect(list[1]).toEqual(['Entra', 'active', 'scim:read', '2', '0', expect.any(String), clientId]);

    const secrets = await run('secrets', 'acme', clientId);
    expect(secrets.map(([, status]) => status)).toEqual(['STATUS', 'active', 'active']);
    expect(await run('revoke-secret', 'acme', clientId, String(secrets[2]?.[4]))).toEqual([['Revoked.']]);
    await askForToken(app, { ...form, client_secret: clientSecret }).expect(401);
    expect((await run('secrets', 'acme', clientId)).map(([, status]) => status)).toEqual([
      'STATUS',
      'active',
      'revoked',
    ]);

    expect(await run('revoke', 'acme', clientId)).toEqual([['Revoked.']]);
    expect((await run('list', 'acme'))[1]?.[1]).toBe('revoked');
  });

  it('makes a client without a secret, for federations', async () => {
    const [, [, clientId = ''] = []] = await run('create', 'federated', '--no-secret');
    const claims = '--issuer https://issuer.test --subject me --audience you'.split(' ');
    const [added] = await run('federation', 'add', 'federated', clientId, ...claims);
    const id = /federation (\S+)\.$/.exec(added?.[0] ?? '')?.[1] ?? '';
    expect(await run('federation', 'list', 'federated', clientId)).toEqual([
      ['ISSUER', 'SUBJECT', 'AUDIENCE', 'ID'],
      ['https://issuer.test', 'me', 'you', id],
    ]);
    expect(await run('secrets', 'federated', clientId)).toEqual([['None.']]);

    expect(await run('federation', 'remove', 'federated', clientId, id)).toEqual([['Removed.']]);
    expect(await run('federation', 'list', 'federated', clientId)).toEqual([['None.']]);
  });
});
