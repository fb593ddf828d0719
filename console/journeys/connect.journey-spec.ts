import { describeInBrowser } from './browser.js';
import { somePeople } from './identity-provider.js';
import { RunningConsole } from './running-console.js';
import { NARROW, WIDE } from './visit.js';

/** What is promised, from the answer of the request to the page, in milliseconds. */
const AT_ONCE = 1_000;

const CONNECTED = 'Connected: the first request has arrived';

describeInBrowser('connecting an identity provider', () => {
  let console: RunningConsole;

  beforeAll(async () => {
    console = await RunningConsole.start();
  });
  afterAll(() => console.stop());

  it.each([WIDE, NARROW])(
    'goes from the product to the log by keyboard, $width pixels wide',
    async (look) => {
      const tenant = await console.newTenant(`new-${look.width}`, 'Contoso');
      const visit = await console.enter(tenant, look);
      const { keyboard } = visit;
      const makeToken = async (name: string): Promise<string> => {
        await keyboard.press('button', 'Make a Secret token');
        await visit.dialog('Create an API token');
        await keyboard.fill('Name', name);
        await keyboard.press('button', 'Create token');
        await visit.dialog('Your new token');
        expect(await visit.findBarriers()).toEqual([]);
        await keyboard.press('button', 'Copy Secret token');
        const token = await visit.valueOf('Secret token');
        expect(await visit.clipboard()).toBe(token);
        await keyboard.press('button', 'I have stored it');
        return token;
      };

      await visit.open('', 'Overview');
      await keyboard.press('link', 'Connect your identity provider');
      await visit.sees('Waiting for the first request');
      await keyboard.reach('radio', 'Okta');
      await keyboard.key('Space');
      await visit.sees('Press Test Connector Configuration.');
      await visit.sees(/Okta says that the token belongs to another region/);
      expect(await visit.page.locator('[aria-live] time').count()).toBe(0);
      await keyboard.reach('radio', 'Microsoft Entra ID');
      await keyboard.key('Space');
      await visit.sees('Press Test Connection.');
      await keyboard.press('button', 'Next: Application');
      await visit.sees('Create your own application');
      await keyboard.press('button', 'Next: Credentials');
      await keyboard.press('button', 'Copy Tenant URL');
      expect(await visit.clipboard()).toBe(`${console.app.url}/api/v1/scim`);

      const stale = console.identityProvider(await makeToken('Too short'));
      await console.app.owner.query(
        `update api_tokens set expires_at = now() - interval '1 day' where tenant_id = $1`,
        [tenant.tenantId],
      );
      for (const _attempt of [1, 2]) expect(await stale.testConnection()).toBe(false);
      await visit.sees('A request was refused');
      await visit.sees(/expired/);
      await visit.readGuide('The token');
      expect(await visit.findBarriers()).toEqual([]);

      const entra = console.identityProvider(await makeToken('Entra ID'));
      expect(await entra.testConnection()).toBe(true);
      await visit.sees(CONNECTED, AT_ONCE);
      // It says the same when the server was asked.
      await visit.page.waitForResponse(/\/console\/connect$/);
      await visit.page.waitForTimeout(100);
      await visit.sees(CONNECTED, AT_ONCE);
      expect(await visit.findBarriers()).toEqual([]);

      await keyboard.press('button', 'Next: Mapping');
      await visit.sees('set Enabled to No');
      await Promise.all([
        visit.page.waitForResponse(/\/console\/settings$/),
        keyboard.turn('switch', /^Provision groups too/),
      ]);
      await visit.sees('and match groups by');
      expect((await tenant.admin.get('/settings')).body).toMatchObject({ groupProvisioning: true });
      await keyboard.press('button', 'Copy externalId');
      expect(await visit.clipboard()).toBe('externalId');

      const people = await somePeople(2);
      const [, sean] = people;
      await entra.provision(people);
      await keyboard.press('button', 'Next: Single sign-on');
      await keyboard.fill(
        'Whom do these claims lead to?',
        `userUniqueId: ${sean?.objectId ?? ''}\nfirstName: Seán`,
      );
      await keyboard.press('button', 'Check the claims');
      await visit.sees("They lead to Seán O'Brien");
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.fill('Whom do these claims lead to?', 'email: nobody@contoso.example');
      await keyboard.press('button', 'Check the claims');
      await visit.sees('They lead to nobody');

      await keyboard.press('button', 'Next: Start');
      await keyboard.press('link', 'Watch the provisioning log');
      await visit.sees("Created Seán O'Brien");

      await visit.open('connect?with=okta&step=3', 'Connect');
      await visit.sees('The values come from the mapping screen of Okta.');
      expect(await visit.page.getByText(/IsSoftDeleted|objectId/).count()).toBe(0);
      await visit.open('connect?with=okta&step=4', 'Connect');
      await visit.sees('the same value that is sent as externalId');
      expect(await visit.page.locator('[aria-live] time').count()).toBe(0);
      await visit.end();
    },
  );
});
