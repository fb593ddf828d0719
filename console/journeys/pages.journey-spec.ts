import type { Browser } from 'playwright-core';
import { describeInBrowser, launch, LOOKS, Visit } from './browser.js';
import { FakeConsoleApi } from './fake-console-api.js';

const PAGES = [
  ['', 'Overview', 'Distance to quarantine'],
  ['connect', 'Connect', 'Where are your people kept?'],
  ['connect?step=2', 'Connect', 'Admin Credentials'],
  ['connect?with=okta&step=2', 'Connect', 'Authentication Mode'],
  ['connect?step=3', 'Connect', 'Switch([IsSoftDeleted]'],
  ['connect?step=4', 'Connect', 'Whom do these claims lead to?'],
  ['tokens', 'API tokens', '9 days left'],
  ['tokens?tab=oauth', 'API tokens', 'Federations'],
  ['log', 'Provisioning log', 'Deactivated'],
  ['people', 'People', '1,250 people'],
  ['people/person-3', 'Dieter Maximilian', 'Where it came from'],
  ['groups', 'Groups', '1,250 members'],
  ['groups/group-2', 'Everybody', 'Jane Doe'],
  ['settings', 'Settings', 'Default time zone'],
  ['settings?tab=extensions', 'Settings', 'costCenters'],
  ['settings?tab=audit', 'Settings', 'before and after'],
  ['settings?tab=danger', 'Settings', 'Delete this tenant'],
  ['sessions', 'Sessions', 'grace@acme.test'],
] as const;

describeInBrowser('every page of the console', () => {
  let browser: Browser;
  let api: FakeConsoleApi;
  let root: string;

  beforeAll(async () => {
    browser = await launch();
    api = new FakeConsoleApi();
    root = await api.listen();
  });

  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  it.each(LOOKS)(
    'has no barriers, fits, and obeys the content security policy in $scheme, $width pixels wide',
    async (look) => {
      const visit = await Visit.start(browser, root, look);
      const barriers: Record<string, string[]> = {};
      for (const [path, title, text] of PAGES) {
        await visit.open(path, title);
        await visit.page.getByText(text).first().waitFor({ state: 'attached' });
        const found = await visit.findBarriers();
        if (found.length > 0) barriers[path] = found;
      }
      expect(barriers).toEqual({});
      expect(visit.troubles).toEqual([]);
      await visit.close();
    },
    90_000,
  );

  it('is looked through by keyboard alone', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 1280 });
    const { keyboard } = visit.page;
    await visit.open('', 'Overview');
    const focused = (): Promise<string> =>
      visit.page.evaluate(() => document.activeElement?.textContent ?? '');
    await keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await visit.page.getByRole('link', { name: 'People', exact: true }).focus();
    await keyboard.press('Enter');
    await visit.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(await focused()).toBe('People');
    await visit.page
      .getByRole('link', { name: /Jane Doe/ })
      .first()
      .focus();
    await keyboard.press('Enter');
    await visit.page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();
    await visit.page.getByRole('tab', { name: 'Attributes' }).focus();
    await keyboard.press('ArrowRight');
    await visit.page.getByText('Senior Engineer').waitFor();
    await visit.close();
  });

  it('keeps the chosen color scheme', async () => {
    const visit = await Visit.start(browser, root, { scheme: 'light', width: 400 });
    await visit.open('', 'Overview');
    const scheme = (): Promise<string | null> =>
      visit.page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'));
    expect(await scheme()).toBe('light');
    await visit.page.getByRole('button', { name: 'Light or dark' }).click();
    await visit.page.getByRole('menuitem', { name: 'Dark' }).click();
    expect(await scheme()).toBe('dark');
    await visit.open('', 'Overview');
    expect(await scheme()).toBe('dark');
    await visit.close();
  });
});
