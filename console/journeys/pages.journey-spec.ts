import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { seedTenant } from './seeded-tenant.js';
import type { SeededTenant } from './seeded-tenant.js';
import { NARROW, WIDE } from './visit.js';

/** Address, title, and words that are there when everything is. */
const PAGES = [
  ['', 'Overview', 'Distance to quarantine'],
  ['connect', 'Connect', 'Where are your people kept?'],
  ['connect?step=1', 'Connect', 'Create your own application'],
  ['connect?step=2', 'Connect', 'Admin Credentials'],
  ['connect?with=okta&step=2', 'Connect', 'Authentication Mode'],
  ['connect?step=3', 'Connect', 'Switch([IsSoftDeleted]'],
  ['connect?step=4', 'Connect', 'Whom do these claims lead to?'],
  ['connect?step=5', 'Connect', 'Provision on demand'],
  ['tokens', 'API tokens', '9 days left'],
  ['tokens?tab=oauth', 'API tokens', 'Federations'],
  ['log', 'Provisioning log', 'Created'],
  ['people', 'People', 'Seán O'],
  ['people?filter=userName+pr', 'People', 'Examples, to take over'],
  ['groups', 'Groups', '6 members'],
  ['settings', 'Settings', 'Default time zone'],
  ['settings?tab=extensions', 'Settings', 'costCenter'],
  ['settings?tab=audit', 'Settings', 'before and after'],
  ['settings?tab=danger', 'Settings', 'Delete this tenant'],
  ['sessions', 'Sessions', 'This one'],
  ['nowhere', 'There is no such page', 'Go to the overview'],
] as const;

describeInBrowser('every page of the console', () => {
  let console: RunningConsole;
  let contoso: SeededTenant;

  beforeAll(async () => {
    console = await RunningConsole.start();
    contoso = await seedTenant(console);
  });
  afterAll(() => console.stop());

  it('has no barriers, fits, and obeys the content security policy in light and dark, on wide and narrow screens', async () => {
    const visit = await console.enter(contoso, WIDE);
    const barriers: Record<string, string[]> = {};
    const look = async (path: string, text: string): Promise<void> => {
      await visit.sees(text);
      const found = await visit.findBarriers();
      if (found.length > 0) barriers[path] = found;
    };
    for (const [path, title, text] of PAGES) {
      await visit.open(path, title);
      await look(path, text);
    }
    await visit.open('people?q=emily.johnson', 'People');
    await visit.page.getByRole('link', { name: /Emily Johnson/ }).click();
    await look('a person', 'Where it came from');
    await visit.open('groups', 'Groups');
    await visit.page.getByRole('link', { name: /Everybody/ }).click();
    await look('a group', 'Engineering');
    expect(barriers).toEqual({});
    await visit.end();
  }, 90_000);

  it.each([WIDE, NARROW])('is reached by keyboard alone, $width pixels wide', async (look) => {
    const visit = await console.enter(contoso, look);
    const focused = (): Promise<string> =>
      visit.page.evaluate(() => document.activeElement?.textContent ?? '');
    await visit.open('', 'Overview');
    await visit.keyboard.key('Tab');
    expect(await focused()).toBe('Skip to the content');
    await visit.keyboard.key('Enter');
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('content');
    for (const name of ['Connect', 'API tokens', 'Provisioning log', 'People', 'Groups', 'Settings']) {
      await visit.goTo(name);
      expect(await focused()).toBe(name);
    }
    await visit.end();
  });

  it('keeps the chosen color scheme', async () => {
    const visit = await console.enter(contoso, { scheme: 'light', width: 400 });
    await visit.open('', 'Overview');
    const scheme = (): Promise<string | null> =>
      visit.page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'));
    expect(await scheme()).toBe('light');
    await visit.keyboard.press('button', 'Light or dark');
    await visit.keyboard.press('menuitem', 'Dark');
    expect(await scheme()).toBe('dark');
    await visit.open('', 'Overview');
    expect(await scheme()).toBe('dark');
    await visit.end();
  });
});
