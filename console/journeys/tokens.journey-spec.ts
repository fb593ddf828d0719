import request from 'supertest';
import { TokenUsage } from '../../src/tenants/index.js';
import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { NARROW, WIDE } from './visit.js';

/** What is promised, from the answer of the request to the page, in milliseconds. */
const AT_ONCE = 1_000;

describeInBrowser('API tokens and OAuth clients', () => {
  let console: RunningConsole;

  beforeAll(async () => {
    console = await RunningConsole.start();
  });
  afterAll(() => console.stop());

  it.each([WIDE, NARROW])(
    'are found and made by keyboard, and shown once, $width pixels wide',
    async (look) => {
      const tenant = await console.newTenant(`made-${look.width}`);
      await console.connect(tenant);
      await tenant.admin.send('post', '/tokens', { name: 'Data warehouse', expiresInDays: 9 }).expect(201);
      const visit = await console.enter(tenant, look);
      const { keyboard } = visit;
      await visit.open('tokens', 'API tokens');
      await visit.sees('9 days left');
      await keyboard.fill('Search tokens', 'ware');
      await visit.seesNoMore('Entra ID');
      await visit.sees('Data warehouse');
      await keyboard.fill('Search tokens', 'nothing of the kind');
      await visit.sees('No token matches');
      await keyboard.fill('Search tokens', ' ');

      await keyboard.press('button', 'Create token');
      await visit.dialog('Create an API token');
      await keyboard.fill('Name', 'Reports');
      await keyboard.select('Expires after', 'Never');
      await visit.sees('A token without an end');
      await keyboard.reach('radio', 'Reading');
      await keyboard.turn('checkbox', /^changes:read/);
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Create token');
      await visit.dialog('Your new token');
      const token = await visit.valueOf('Secret token');
      expect(token).toMatch(/^fls_us_/);
      await keyboard.key('Escape');
      await visit.sees('This is the only time that you can see it.');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'I have stored it');
      await visit.sees('scim:read, directory:read');
      expect(await visit.page.content()).not.toContain(token);

      await keyboard.press('button', 'Revoke Reports');
      await visit.dialog('Revoke Reports?');
      await visit.sees('It was never used.');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Revoke');
      await visit.sees('Revoked');
      await console.app.clientOf(token).get('/Users').expect(401);
      await visit.end();
    },
  );

  it.each([WIDE, NARROW])(
    'are rotated while both are in use, and the silent one is offered to go, $width pixels wide',
    async (look) => {
      const tenant = await console.newTenant(`rotated-${look.width}`);
      const old = await console.connect(tenant);
      const visit = await console.enter(tenant, look);
      const { keyboard } = visit;
      await visit.open('tokens', 'API tokens');
      await keyboard.press('button', 'Rotate Entra ID');
      await visit.dialog('Rotate Entra ID');
      await keyboard.select('The old one works on for', '7 days');
      await keyboard.press('button', 'Make the new token');
      await visit.dialog('The new token');
      const next = console.identityProvider(await visit.valueOf('Secret token'));
      await keyboard.press('button', 'I have stored it');
      await visit.sees('Entra ID is being replaced');
      await visit.sees('The new token was not used yet.');
      const rotation = visit.page.getByRole('region', { name: 'Rotation of Entra ID' });
      expect(await rotation.getByText('in use', { exact: true }).count()).toBe(0);
      expect(await visit.findBarriers()).toEqual([]);

      expect(await old.testConnection()).toBe(true);
      await rotation.getByText('in use', { exact: true }).waitFor({ timeout: AT_ONCE });
      expect(await next.testConnection()).toBe(true);
      await visit.sees('Both are in use.', AT_ONCE);
      // It says the same when the server was asked.
      await visit.page.waitForResponse(/\/console\/tokens$/);
      await visit.page.waitForTimeout(100);
      await visit.sees('Both are in use.', AT_ONCE);

      await console.app.app.nest.get(TokenUsage).write();
      await console.app.owner.query(
        `update api_tokens set last_used_at = now() - interval '41 minutes'
       where tenant_id = $1 and replaced_by is not null`,
        [tenant.tenantId],
      );
      await visit.open('tokens', 'API tokens');
      await visit.sees('It can go.');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Revoke the old one');
      await visit.dialog('Revoke Entra ID?');
      await keyboard.press('button', 'Revoke');
      await visit.seesNoMore('Entra ID is being replaced');
      expect(await old.testConnection()).toBe(false);
      expect(await next.testConnection()).toBe(true);
      await visit.end();
    },
  );

  it.each([WIDE, NARROW])(
    'have OAuth clients with secrets and federations beside them, $width pixels wide',
    async (look) => {
      const tenant = await console.newTenant(`oauth-${look.width}`);
      const visit = await console.enter(tenant, look);
      const { keyboard } = visit;
      await visit.open('tokens', 'API tokens');
      await keyboard.reach('tab', 'OAuth clients and federation');
      await keyboard.key('Enter');
      await keyboard.press('button', 'Create client');
      await visit.dialog('Create an OAuth client');
      await keyboard.fill('Name', 'Gallery');
      await keyboard.press('button', 'Create client');
      await visit.sees('No secret.');
      await keyboard.press('button', 'Add secret');
      await visit.dialog('Add a secret to Gallery');
      await keyboard.select('Expires after', '90 days');
      await keyboard.press('button', 'Add secret');
      await visit.dialog("The client's secret");
      const credentials = {
        grant_type: 'client_credentials',
        client_id: await visit.page
          .getByRole('dialog')
          .getByLabel('Client Identifier', { exact: true })
          .inputValue(),
        client_secret: await visit.valueOf('Client Secret'),
      };
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'I have stored it');
      await request(console.app.url).post('/oauth2/token').type('form').send(credentials).expect(200);

      await keyboard.press('button', 'Add federation');
      await visit.dialog('Let another identity stand for Gallery');
      await keyboard.fill('Issuer', 'https://issuer.example');
      await keyboard.fill('Subject', 'the-subject');
      await keyboard.fill('Audience', 'the-audience');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Add federation');
      await visit.sees('https://issuer.example');
      await keyboard.press('button', 'Remove federation the-subject');
      await visit.dialog('Remove this federation?');
      await keyboard.press('button', 'Remove');
      await visit.sees('No federation.');
      await keyboard.press('button', 'Revoke client Gallery');
      await visit.dialog('Revoke Gallery?');
      await keyboard.press('button', 'Revoke');
      await visit.sees('Revoked');
      await request(console.app.url).post('/oauth2/token').type('form').send(credentials).expect(401);
      await visit.end();
    },
  );

  it('say what is wrong with a new one, and where to read on', async () => {
    const tenant = await console.newTenant('full');
    for (let made = 0; made < 5; made += 1) await console.connect(tenant, `Number ${made}`);
    const visit = await console.enter(tenant, NARROW);
    await visit.open('tokens', 'API tokens');
    await visit.keyboard.press('button', 'Create token');
    await visit.dialog('Create an API token');
    await visit.keyboard.fill('Name', 'One too many');
    await visit.keyboard.press('button', 'Create token');
    await visit.page.getByRole('alert').getByText(/5/).waitFor();
    expect(await visit.findBarriers()).toEqual([]);
    await visit.end();
  });
});
