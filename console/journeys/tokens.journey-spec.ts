import type { Browser } from 'playwright-core';
import { describeInBrowser, launch, LOOKS, Visit } from './browser.js';
import { FakeConsoleApi } from './fake-console-api.js';
import { ago } from './ago.js';

describeInBrowser('API tokens and OAuth clients', () => {
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
    api = new FakeConsoleApi();
    root = await api.listen();
  });

  afterEach(async () => {
    await api.close();
  });

  it.each(LOOKS)('are made, rotated and revoked in $scheme, $width pixels wide', async (look) => {
    const visit = await Visit.start(browser, root, look);
    const { page } = visit;
    await visit.open('tokens', 'API tokens');
    await page.getByRole('button', { name: 'Rotate Entra ID' }).click();
    await page.getByRole('button', { name: 'Make the new token' }).click();
    await page.getByText('This is the only time that you can see it.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByText('Entra ID is being replaced').waitFor();
    await page.getByText('The new token was not used yet.').first().waitFor();
    expect(await visit.findBarriers()).toEqual([]);

    const [made, ...others] = api.state.tokens;
    if (made === undefined) throw new Error('No token was made.');
    api.tell('token-use', { tokenId: made.id, at: ago(0) });
    await page.getByText('Both are in use.').waitFor({ timeout: 1_000 });
    api.state.tokens = [
      { ...made, lastUsedAt: ago(0), inUse: true },
      ...others.map((token) =>
        token.successorId === made.id ? { ...token, inUse: false, silentSince: ago(41 * 60_000) } : token,
      ),
    ];
    api.tell('gap', null);
    await page.getByText('It can go.').waitFor();
    await page.getByRole('button', { name: 'Revoke the old one' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Entra ID is being replaced').waitFor({ state: 'detached' });
    expect(api.state.tokens.filter(({ status }) => status === 'revoked')).toHaveLength(2);
    expect(visit.troubles).toEqual([]);
    await visit.close();
  });

  it('shows what is wrong with a new token, and where to read on', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 400 });
    const { page } = visit;
    await visit.open('tokens', 'API tokens');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByLabel('Name').fill('taken');
    await page.getByLabel('Expires after').selectOption('never');
    await page.getByText('A token without an end').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
    await page.getByText('The token cannot be made like this.').waitFor();
    expect(
      await page.getByRole('link', { name: 'What the guide says about this' }).getAttribute('href'),
    ).toBe('/console/help/entra#the-token');
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });

  it('finds tokens by their name', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'dark', width: 1280 });
    await visit.open('tokens', 'API tokens');
    await visit.page.getByLabel('Search tokens').fill('ware');
    await visit.page.getByText('First try').waitFor({ state: 'detached' });
    expect(await visit.page.getByRole('row').count()).toBe(2);
    await visit.close();
  });

  it('makes an OAuth client with a secret and a federation', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'dark', width: 400 });
    const { page } = visit;
    await visit.open('tokens?tab=oauth', 'API tokens');
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByLabel('Name').fill('Gallery');
    await page.getByRole('dialog').getByRole('button', { name: 'Create client' }).click();
    const card = page.getByRole('region', { name: 'OAuth client Gallery' });
    await card.getByRole('button', { name: 'Add secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add secret' }).click();
    expect(await page.getByRole('textbox', { name: 'Client Secret' }).inputValue()).toMatch(/^flc_/);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await card.getByRole('button', { name: 'Add federation' }).click();
    await page.getByLabel('Issuer').fill('https://issuer.test');
    await page.getByLabel('Subject').fill('subject');
    await page.getByLabel('Audience').fill('audience');
    await page.getByRole('dialog').getByRole('button', { name: 'Add federation' }).click();
    await card.getByText('https://issuer.test').waitFor();
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });
});
