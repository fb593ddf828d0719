import type { Browser } from 'playwright-core';
import { describeInBrowser, launch, LOOKS, Visit } from './browser.js';
import { FakeConsoleApi } from './fake-console-api.js';
import { ago } from './ago.js';

describeInBrowser('connecting an identity provider', () => {
  let browser: Browser;
  let api: FakeConsoleApi;
  let root: string;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    api = new FakeConsoleApi({ connected: false, tokens: [] });
    root = await api.listen();
  });

  afterEach(async () => {
    await api.close();
  });

  it.each(LOOKS)(
    'goes from the product to the first request in $scheme, $width pixels wide',
    async (look) => {
      const visit = await Visit.start(browser, root, look);
      const { page } = visit;
      await visit.open('connect', 'Connect');
      await page.getByText('Waiting for the first request').waitFor();
      await page.getByRole('radio', { name: 'Microsoft Entra ID' }).click();
      await page.getByRole('button', { name: 'Next: Application' }).click();
      await page.getByText('Create your own application').waitFor();
      await page.getByRole('button', { name: 'Next: Credentials' }).click();
      await page.getByRole('button', { name: 'Copy Tenant URL' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        'https://global-us.flosum.app/api/v1/scim',
      );
      await page.getByRole('button', { name: 'Make a Secret token' }).click();
      await page.getByLabel('Name').fill('Entra ID');
      await page.getByRole('button', { name: 'Create token' }).click();
      expect(await page.getByRole('textbox', { name: 'Secret token' }).inputValue()).toMatch(/^fls_us_/);
      expect(await visit.findBarriers()).toEqual([]);
      await page.getByRole('button', { name: 'I have stored it' }).click();
      expect(api.state.tokens).toHaveLength(1);

      api.state.refusal = {
        at: ago(0),
        reason: 'expired',
        words: 'The token has expired. Make a new one and paste it into Secret token.',
      };
      await page.getByText('The token has expired.').waitFor();
      api.arrive(0, 4);
      await page.getByText('Connected: the first request has arrived').waitFor({ timeout: 1_000 });
      expect(await visit.findBarriers()).toEqual([]);
      expect(visit.troubles).toEqual([]);
      await visit.close();
    },
  );

  it('switches group provisioning where the mapping is made', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 1280 });
    await visit.open('connect?step=3', 'Connect');
    await visit.page.getByRole('switch', { name: 'Provision groups too' }).focus();
    await visit.page.keyboard.press('Space');
    await visit.page.getByText('and save.').waitFor();
    expect(api.state.settings.groupProvisioning).toBe(false);
    await visit.close();
  });

  it.each([
    ['email: jane.doe@acme.test', 'They lead to Jane Doe', 'is that of one person'],
    ['email: nobody@acme.test', 'They lead to nobody', 'Nobody has this userUniqueId'],
  ])('tells whom the claims %j lead to', async (claims, answer, why) => {
    const visit = await Visit.start(browser, root, { scheme: 'dark', width: 400 });
    await visit.open('connect?step=4', 'Connect');
    await visit.page.getByLabel('Whom do these claims lead to?').fill(claims);
    await visit.page.getByRole('button', { name: 'Check the claims' }).click();
    await visit.page.getByText(answer).waitFor();
    await visit.page.getByText(why).waitFor();
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });
});
