import type { Browser } from 'playwright-core';
import { describeInBrowser, launch, LOOKS, Visit } from './browser.js';
import { FakeConsoleApi } from './fake-console-api.js';

describeInBrowser('people and settings', () => {
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
    'shows within a second who was deactivated, in $scheme, $width pixels wide',
    async (look) => {
      const visit = await Visit.start(browser, root, look);
      const { page } = visit;
      await visit.open('people?q=jane.doe@', 'People');
      const row = page.getByRole('link', { name: /Jane Doe/ });
      await row.getByText('Active').waitFor();
      api.deactivate(0);
      await row.getByText('Inactive').waitFor({ timeout: 1_000 });
      await row.click();
      await page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();
      await page.getByText('Managed by Entra').waitFor();
      await page.getByRole('tab', { name: 'History' }).click();
      await page.getByText('Deactivated').waitFor();
      expect(await visit.findBarriers()).toEqual([]);
      expect(visit.troubles).toEqual([]);
      await visit.close();
    },
  );

  it('takes SCIM filters, and tells what is wrong with one', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'dark', width: 400 });
    const { page } = visit;
    await visit.open('people', 'People');
    await page.getByRole('button', { name: 'SCIM filter' }).click();
    await page.getByRole('textbox', { name: 'SCIM filter' }).fill('userName');
    await page.keyboard.press('Enter');
    await page.getByText('The filter ends too early, at position 9').waitFor();
    await page.getByRole('textbox', { name: 'SCIM filter' }).fill('userName eq "amir.doe@acme.test"');
    await page.keyboard.press('Enter');
    await page.getByText('1 person', { exact: true }).waitFor();
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });

  it('saves settings, and deletes only who types the name', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 1280 });
    const { page } = visit;
    await visit.open('settings', 'Settings');
    await page.getByLabel('Dialect').selectOption('strict');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    expect(api.state.settings.dialect).toBe('strict');
    await visit.open('settings?tab=danger', 'Settings');
    await page.getByRole('button', { name: 'Switch off…' }).click();
    await page.getByRole('radio', { name: /Deactivate all 1,112/ }).check();
    await page.getByRole('button', { name: 'Switch off', exact: true }).click();
    await page.getByText('Provisioning is off').waitFor();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByText('41,220').waitFor();
    const confirm = page.getByRole('button', { name: 'Delete for good' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel(/Type the tenant's name/).fill('Acme');
    expect(await visit.findBarriers()).toEqual([]);
    await confirm.click();
    await page.getByText('This tenant is being deleted').waitFor();
    await visit.close();
  });

  it('lets an auditor read, and says why the rest is not for them', async () => {
    api.state.role = 'auditor';
    const visit = await Visit.start(browser, root, { scheme: 'dark', width: 1280 });
    const { page } = visit;
    await visit.open('tokens', 'API tokens');
    const create = page.getByRole('button', { name: /Create token/ });
    await create.hover();
    await page.getByRole('tooltip', { name: /You are signed in as auditor/ }).waitFor();
    await create.focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });

  it('signs out, and tells how to sign in again', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 400 });
    const { page } = visit;
    await visit.open('sessions', 'Sessions');
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await visit.findBarriers()).toEqual([]);
    await visit.close();
  });
});
