import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { seedTenant } from './seeded-tenant.js';
import type { SeededTenant } from './seeded-tenant.js';
import { NARROW, WIDE } from './visit.js';

const GRACE = 'grace@contoso.example';

describeInBrowser('the way in and out', () => {
  let console: RunningConsole;
  let contoso: SeededTenant;

  beforeAll(async () => {
    console = await RunningConsole.start();
    contoso = await seedTenant(console);
  });
  afterAll(() => console.stop());

  it.each([WIDE, NARROW])(
    'is a link that works once; sessions are ended one by one, $width pixels wide',
    async (look) => {
      const link = await console.linkInto(contoso);
      const visit = await console.visit(look);
      await visit.page.goto(link);
      await visit.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      const late = await console.visit(look);
      await late.page.goto(link);
      await late.sees(/link/);
      expect(await late.page.getByRole('heading', { name: 'Overview' }).count()).toBe(0);
      expect(await late.findBarriers()).toEqual([]);
      await late.end();

      const grace = await console.enter(contoso, look, 'auditor', GRACE);
      await grace.open('people', 'People');
      await visit.keyboard.press('button', 'Your account');
      await visit.sees(/Owner of Contoso/);
      await visit.keyboard.press('menuitem', 'Sessions');
      await visit.sees(GRACE);
      expect(await visit.findBarriers()).toEqual([]);
      await visit.keyboard.press('button', `End the session of ${GRACE}`);
      await visit.seesNoMore(GRACE);
      await grace.keyboard.press('link', /Sean|S•••/);
      await grace.sees('You are signed out');
      await grace.end();

      await visit.keyboard.press('button', 'Your account');
      await visit.keyboard.press('menuitem', 'Sign out');
      await visit.sees('You are signed out');
      expect(await visit.findBarriers()).toEqual([]);
      await visit.page.reload();
      await visit.sees('A console link from the operator');
      await visit.end();
    },
  );

  it('does not keep a session alive while nobody uses the page that is open', async () => {
    const visit = await console.enter(contoso, WIDE);
    await visit.page.clock.install();
    await visit.open('', 'Overview');
    await visit.sees('Active people');
    const askedAfter = async (seconds: number): Promise<string | undefined> => {
      const asked = visit.page.waitForRequest((request) => request.url().includes('/console/overview'));
      await visit.page.clock.fastForward(seconds * 1_000);
      const request = await asked;
      // From its answer on, the page counts the time until the next one.
      await (await request.response())?.finished();
      await visit.page.waitForTimeout(500);
      return request.headers()['x-background'];
    };

    expect(await askedAfter(70)).toBe('1');
    await visit.page.clock.fastForward(30_000);
    await visit.page.keyboard.press('Shift');
    expect(await askedAfter(40)).toBeUndefined();
    await visit.end();
  });

  it.each([WIDE, NARROW])(
    'lets an auditor read, without names, and says why the rest is not for them, $width pixels wide',
    async (look) => {
      const visit = await console.enter(contoso, look, 'auditor', GRACE);
      await visit.open('people', 'People');
      await visit.sees('E•••');
      expect(await visit.page.locator('body').innerText()).not.toMatch(/Emily|emily\.johnson/);
      await visit.keyboard.reach('link', 'Export CSV');

      await visit.open('log', 'Provisioning log');
      await visit.sees('Created E•••');
      expect(await visit.page.locator('body').innerText()).not.toMatch(/Emily|emily\.johnson/);

      await visit.goTo('API tokens');
      await visit.keyboard.press('button', /^Create token/);
      await visit.page.getByRole('tooltip', { name: /Only an owner or a token manager/ }).waitFor();
      expect(await visit.page.getByRole('dialog').count()).toBe(0);
      expect(await visit.findBarriers()).toEqual([]);

      await visit.open('connect?step=4', 'Connect');
      await visit.keyboard.fill('Whom do these claims lead to?', 'email: emily.johnson@contoso.example');
      await visit.keyboard.press('button', /^Check the claims/);
      await visit.page.getByRole('tooltip', { name: /You are signed in as auditor/ }).waitFor();
      await visit.end();
    },
  );

  it('lets a token manager make tokens, and nothing else', async () => {
    const visit = await console.enter(contoso, WIDE, 'token-manager', 'tim@contoso.example');
    await visit.open('settings', 'Settings');
    await visit.sees('You are signed in as token manager. Only an owner can do this.');
    expect(await visit.page.getByLabel('Dialect').isDisabled()).toBe(true);
    await visit.open('settings?tab=danger', 'Settings');
    await visit.keyboard.press('button', /^Switch off…/);
    await visit.keyboard.press('button', /^Delete…/);
    expect(await visit.page.getByRole('dialog').count()).toBe(0);
    await visit.goTo('API tokens');
    await visit.keyboard.press('button', 'Create token');
    await visit.dialog('Create an API token');
    await visit.keyboard.fill('Name', 'By a token manager');
    await visit.keyboard.press('button', 'Create token');
    await visit.dialog('Your new token');
    await visit.keyboard.press('button', 'I have stored it');
    await visit.sees('By a token manager');
    await visit.end();
  });
});
