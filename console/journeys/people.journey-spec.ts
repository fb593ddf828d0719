import { readFile } from 'node:fs/promises';
import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { seedTenant } from './seeded-tenant.js';
import { NARROW, WIDE } from './visit.js';

/** What is promised, from the answer of the request to the page, in milliseconds. */
const AT_ONCE = 1_000;

describeInBrowser('people and groups', () => {
  let console: RunningConsole;

  beforeAll(async () => {
    console = await RunningConsole.start();
  });
  afterAll(() => console.stop());

  it.each([WIDE, NARROW])(
    'are found, filtered and exported by keyboard, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `found-${look.width}`);
      const visit = await console.enter(contoso, look);
      const { keyboard, page } = visit;
      await visit.open('people', 'People');
      await visit.sees('24 people');
      const grace = page.getByRole('link', { name: /Haruka Tanaka/ });
      await grace.getByText('Active', { exact: true }).waitFor();
      await contoso.entra.provision(
        contoso.people.map((person) =>
          person.displayName === 'Haruka Tanaka' ? { ...person, accountEnabled: false } : person,
        ),
      );
      await grace.getByText('Inactive', { exact: true }).waitFor({ timeout: AT_ONCE });

      await keyboard.select('State', 'Inactive');
      await visit.sees('2 people');
      await visit.sees('Liam Nguyen');
      await keyboard.select('State', 'Active and inactive');
      await keyboard.fill('Search', 'niamh');
      await visit.sees('1 person');
      await keyboard.fill('Search', 'nobody of this name');
      await visit.sees('Nobody matches. Take a filter away.');
      await keyboard.fill('Search', ' ');

      await keyboard.press('button', 'SCIM filter');
      await keyboard.fill('SCIM filter', 'userName');
      await keyboard.key('Enter');
      await visit.sees(/not understood at character 9/);
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.fill('SCIM filter', 'userName eq "niamh.nidhomhnaill@contoso.example"');
      await keyboard.key('Enter');
      await visit.sees('1 person');
      await keyboard.reach('link', 'Export CSV');
      const [download] = await Promise.all([page.waitForEvent('download'), keyboard.key('Enter')]);
      const rows = (await readFile(await download.path(), 'utf8')).trim().split('\n');
      expect(rows).toHaveLength(2);
      expect(rows[1]).toContain('Niamh Ní Dhomhnaill');
      await visit.end();
    },
  );

  it.each([WIDE, NARROW])(
    'tell what happened to somebody who is deleted meanwhile, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `gone-${look.width}`);
      const visit = await console.enter(contoso, look);
      await visit.open('people?q=niamh', 'People');
      await visit.keyboard.press('link', /Niamh/);
      await visit.sees('Managed by Entra');
      const { Resources } = await contoso.scim.filter('userName eq "niamh.nidhomhnaill@contoso.example"');
      await contoso.scim.send('delete', `/Users/${Resources[0]?.id ?? ''}`).expect(204);
      await visit.sees(/This person was deleted/, AT_ONCE);
      await visit.sees('Deleted');
      await visit.sees('Created');
      expect(await visit.page.getByText('Managed by Entra').count()).toBe(0);
      expect(await visit.findBarriers()).toEqual([]);
      await visit.open('people?q=niamh', 'People');
      await visit.sees('Nobody matches. Take a filter away.');
      await visit.goTo('People');
      expect(await visit.valueOf('Search')).toBe('');
      await visit.sees('23 people');
      await visit.end();
    },
  );

  it.each([WIDE, NARROW])(
    'tell where each value came from, and what it was, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `told-${look.width}`);
      const visit = await console.enter(contoso, look);
      const { keyboard, page } = visit;
      await visit.open('people?q=emily', 'People');
      await keyboard.press('link', /Emily Johnson/);
      await page.getByRole('heading', { level: 1, name: 'Emily Johnson' }).waitFor();
      await visit.sees('Managed by Entra');
      const department = page.getByRole('row', { name: /department/ });
      await department.getByText('Partners').waitFor();
      await department.getByText('Entra ID').waitFor();
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.reach('tab', 'Attributes');
      await keyboard.key('ArrowRight');
      const change = page.getByRole('tabpanel').locator('section').filter({ hasText: 'version 2' });
      await change.getByText('Sales', { exact: true }).waitFor();
      await change.getByText('Partners', { exact: true }).waitFor();
      await visit.sees('Created');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.reach('tab', 'Groups');
      await visit.sees('Engineering');
      await visit.sees('By another group');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('link', 'Everybody');
      await page.getByRole('heading', { level: 1, name: 'Everybody' }).waitFor();
      await visit.sees(/^18 members/);
      await keyboard.press('link', /Engineering/);
      await visit.sees(/^6 members/);

      await visit.goTo('Groups');
      await keyboard.fill('Search', 'every');
      await visit.seesNoMore('Engineering');
      expect(await visit.findBarriers()).toEqual([]);
      await visit.open('people?q=emily', 'People');
      await keyboard.press('link', /Emily Johnson/);
      await keyboard.press('link', 'Requests about this person');
      await visit.sees(/^Changed .*of Emily Johnson/);

      // What an admin did stands in no line of the log.
      await contoso.admin.send('post', '/danger/provisioning-off', { people: 'deactivate' }).expect(200);
      await visit.open('people?q=emily', 'People');
      await keyboard.press('link', /Emily Johnson/);
      await keyboard.reach('tab', 'Attributes');
      await keyboard.key('ArrowRight');
      const byAdmin = page.getByRole('tabpanel').locator('section').filter({ hasText: 'version 3' });
      await byAdmin.getByText('Deactivated', { exact: true }).waitFor();
      expect(await byAdmin.getByRole('link').count()).toBe(0);
      expect(await change.getByRole('link', { name: 'request' }).count()).toBe(1);
      await visit.end();
    },
  );
});
