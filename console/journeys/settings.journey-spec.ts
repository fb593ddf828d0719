import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { seedTenant } from './seeded-tenant.js';
import { NARROW, WIDE } from './visit.js';

describeInBrowser('the settings', () => {
  let console: RunningConsole;

  beforeAll(async () => {
    console = await RunningConsole.start();
  });
  afterAll(() => console.stop());

  it.each([WIDE, NARROW])(
    'are changed by keyboard, and what was changed is told, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `changed-${look.width}`);
      const visit = await console.enter(contoso, look);
      const { keyboard, page } = visit;
      await visit.open('settings', 'Settings');
      await keyboard.fill('Default time zone', 'Europe/Ber', 'combobox');
      await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
      await keyboard.key('ArrowDown');
      await keyboard.key('Enter');
      await keyboard.turn('switch', /^Group provisioning/);
      await keyboard.select('Dialect', 'Strict');
      await keyboard.fill('Keep the provisioning log for (days)', '90');
      await keyboard.press('button', 'Save');
      await visit.sees('Saved');
      expect(await visit.findBarriers()).toEqual([]);
      expect((await contoso.admin.get('/settings')).body).toMatchObject({
        defaultTimezone: 'Europe/Berlin',
        groupProvisioning: false,
        dialect: 'strict',
        requestLogDays: 90,
      });

      await keyboard.reach('tab', 'Extension attributes');
      await visit.sees('costCenter');
      await keyboard.press('button', 'Add extension');
      await visit.dialog('Add an extension');
      await keyboard.fill('Name', 'Door cards');
      await keyboard.fill('URN', 'urn:ietf:params:scim:schemas:extension:badges:2.0:User');
      await keyboard.fill('Attribute', 'color');
      await keyboard.press('button', 'Another attribute');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Take away this attribute');
      await keyboard.press('button', 'Save');
      await keyboard.press('button', 'Copy target attribute color');
      expect(await visit.clipboard()).toBe('urn:ietf:params:scim:schemas:extension:badges:2.0:User:color');
      await keyboard.press('button', 'Remove Door cards');
      await visit.dialog('Remove Door cards?');
      await keyboard.press('button', 'Remove');
      await visit.seesNoMore('Door cards');

      await keyboard.reach('tab', 'Audit trail');
      const act = page.getByRole('row').filter({ hasText: 'Changed the settings of' }).first();
      await act.getByText('ada@contoso.example').waitFor();
      expect(await visit.findBarriers()).toEqual([]);
      await visit.end();
    },
  );

  it.each([WIDE, NARROW])(
    'have a danger zone that switches off, and deletes only for who types the name, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `gone-${look.width}`);
      const visit = await console.enter(contoso, look);
      const { keyboard } = visit;
      await visit.open('settings?tab=danger', 'Settings');
      await keyboard.press('button', 'Switch off…');
      await visit.dialog('Switch provisioning off?');
      await keyboard.reach('radio', 'Deactivate all 23 active people');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Switch off');
      await visit.sees('Provisioning is off');
      expect(await contoso.entra.testConnection()).toBe(false);
      await keyboard.press('button', 'Switch provisioning on');
      await visit.sees('Switch provisioning off');
      expect(await contoso.entra.testConnection()).toBe(true);
      expect(await contoso.scim.filter('active eq true')).toMatchObject({ totalResults: 0 });

      await keyboard.press('button', 'Delete…');
      await visit.dialog('Delete Contoso?');
      await visit.sees('24 people');
      const confirm = visit.page.getByRole('button', { name: 'Delete for good' });
      await keyboard.fill(/^Type the tenant's name/, 'contoso');
      expect(await confirm.isDisabled()).toBe(true);
      await keyboard.fill(/^Type the tenant's name/, 'Contoso');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Delete for good');
      await visit.sees(/is being deleted|You are signed out/);
      expect(await contoso.entra.testConnection()).toBe(false);
      await visit.end();
    },
  );
});
