import type { Browser } from 'playwright-core';
import { describeInBrowser, launch, LOOKS, Visit } from './browser.js';
import { FakeConsoleApi } from './fake-console-api.js';

describeInBrowser('the provisioning log', () => {
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

  it.each(LOOKS)(
    'shows a request as it comes, and what came of it, in $scheme, $width pixels wide',
    async (look) => {
      const visit = await Visit.start(browser, root, look);
      const { page } = visit;
      await visit.open('log?outcome=failed', 'Provisioning log');
      await page.getByText('Could not create').first().waitFor();
      api.arrive(42, 5);
      await page.getByText('Could not create Chloé Papadopoulou').first().waitFor({ timeout: 1_000 });
      await page.getByText('Could not create Chloé Papadopoulou').first().click();
      const detail = page.getByRole('dialog');
      await detail.getByText('Another person, maybe a disabled one').waitFor();
      expect(page.url()).toContain('line=');
      await detail.getByRole('button', { name: 'Copy as curl' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Bearer YOUR-TOKEN');
      await detail.getByRole('button', { name: 'Dry run' }).click();
      await detail.getByText('What would happen now', { exact: true }).waitFor();
      expect(await visit.findBarriers()).toEqual([]);
      await page.keyboard.press('Escape');
      await detail.waitFor({ state: 'detached' });
      expect(visit.troubles).toEqual([]);
      await visit.close();
    },
  );

  it('keeps its filters in the address, and exports by them', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 1280 });
    const { page } = visit;
    await visit.open('log', 'Provisioning log');
    await page.getByLabel('Verb').selectOption('PATCH');
    await page.getByLabel('Text', { exact: true }).fill('Deactivated');
    await page.waitForURL(/text=Deactivated/);
    await page.getByText('Created').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')).toBe(
      '/api/v1/console/requests/export?method=PATCH&text=Deactivated&format=csv',
    );
    await page.reload();
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Deactivated');
    await visit.close();
  });

  it('shows tolerated deviations with their clause, and differences', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'dark', width: 400 });
    await visit.open('log?line=line-395', 'Provisioning log');
    await visit.page
      .getByText(/RFC \d+ section/)
      .first()
      .waitFor();
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });

  it('holds few rows however long it is', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 1280 });
    const { page } = visit;
    await visit.open('log', 'Provisioning log');
    const rows = page.getByRole('list', { name: 'Requests, newest first' }).getByRole('listitem');
    await rows.first().waitFor();
    for (let turn = 0; turn < 12; turn += 1) {
      await page.mouse.wheel(0, 2_500);
      await page.waitForTimeout(120);
    }
    expect(await rows.count()).toBeLessThan(60);
    expect(Number(await rows.last().getAttribute('aria-posinset'))).toBeGreaterThan(150);
    await visit.close();
  });

  it('asks before it runs a request for real, and refuses it to others than owners', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 1280 });
    const { page } = visit;
    await visit.open('log?line=line-397', 'Provisioning log');
    await page.getByRole('button', { name: 'Run for real' }).click();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('Created').first().waitFor();
    api.state.role = 'token-manager';
    await visit.open('log?line=line-397', 'Provisioning log');
    const button = page.getByRole('button', { name: /Run for real/ });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.getByText('Only an owner can do this.').waitFor({ state: 'attached' });
    await visit.close();
  });
});
