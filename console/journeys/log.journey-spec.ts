import { readFile } from 'node:fs/promises';
import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { seedTenant } from './seeded-tenant.js';
import type { SeededTenant } from './seeded-tenant.js';
import { NARROW, WIDE } from './visit.js';
import type { Visit } from './visit.js';

/** What is promised, from the answer of the request to the page, in milliseconds. */
const AT_ONCE = 1_000;

describeInBrowser('the provisioning log', () => {
  let console: RunningConsole;

  beforeAll(async () => {
    console = await RunningConsole.start();
  });
  afterAll(() => console.stop());

  /** Who has another job title than at the first cycle. */
  const provision = async (
    { entra, people }: SeededTenant,
    titles: Readonly<Record<string, string>>,
  ): Promise<void> => {
    await entra.provision(
      people.map((person) => ({ ...person, jobTitle: titles[person.displayName ?? ''] ?? person.jobTitle })),
    );
  };

  const filterBy = async (visit: Visit, label: string, choice: string): Promise<void> => {
    await visit.keyboard.select(label, choice);
    await visit.page.waitForURL(new RegExp(choice, 'i'));
  };

  it.each([WIDE, NARROW])(
    'shows requests as they come, and is filtered and exported by keyboard, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `lines-${look.width}`);
      const visit = await console.enter(contoso, look);
      const { keyboard, page } = visit;
      await visit.open('log', 'Provisioning log');
      await filterBy(visit, 'Verb', 'PATCH');
      await visit.seesNoMore(/^Created/);
      const changed = /^Changed .*of Chloé Lefèvre/;
      const titles = { 'Chloé Lefèvre': 'Chief Analyst' };
      await provision(contoso, titles);
      await visit.sees(changed, AT_ONCE);
      await visit.sees('1 new since you opened this page');
      await keyboard.turn('switch', 'Live: show new requests as they come');
      await provision(contoso, { ...titles, 'Haruka Tanaka': 'Advisor' });
      await console.app.writeLog();
      await page.waitForTimeout(AT_ONCE);
      expect(await page.getByText(/of Haruka Tanaka/).count()).toBe(0);
      await keyboard.turn('switch', 'Live: show new requests as they come');
      await keyboard.fill('Person', 'Chloé');
      await visit.seesNoMore(/Liam Nguyen/);
      await keyboard.fill('Text', 'title');
      await page.waitForURL(/text=title/);
      await visit.sees(changed);
      expect(await visit.findBarriers()).toEqual([]);
      await page.reload();
      await visit.sees(changed);
      expect(await visit.valueOf('Text')).toBe('title');

      await keyboard.reach('link', 'Export CSV');
      const [download] = await Promise.all([page.waitForEvent('download'), keyboard.key('Enter')]);
      const rows = (await readFile(await download.path(), 'utf8')).trim().split('\n');
      expect(rows).toHaveLength(2);
      expect(rows[1]).toContain('Chloé Lefèvre');

      await keyboard.press('button', 'Clear filters');
      await keyboard.select('Time', 'Last 24 hours');
      await page.waitForURL(/from=/);
      await page.getByRole('listitem').first().waitFor();
      await keyboard.select('Time', 'From … to …');
      await keyboard.key('Tab');
      await page.keyboard.type('01012026');
      await keyboard.key('ArrowRight');
      await page.keyboard.type('1000AM');
      await page.waitForURL(/from=2026-01-01T10/);
      await page.getByRole('listitem').first().waitFor();
      await visit.end();
    },
  );

  it.each([WIDE, NARROW])(
    'says what to do about a refused request, and runs it again, $width pixels wide',
    async (look) => {
      const contoso = await seedTenant(console, `again-${look.width}`);
      const visit = await console.enter(contoso, look);
      const { keyboard, page } = visit;
      await visit.open('log', 'Provisioning log');
      await filterBy(visit, 'Outcome', 'Refused');
      await visit.seesNoMore(/^Created/);
      await keyboard.press('link', /Refused:/);
      await visit.dialog(/^Refused/);
      expect(page.url()).toContain('line=');
      await visit.sees('Somebody with this value is here already.');
      await visit.sees('uniqueness');
      await visit.readGuide('What is unique');
      await keyboard.press('button', 'Copy as curl');
      expect(await visit.clipboard()).toMatch(/^curl .*\/api\/v1\/scim\/Users/s);
      expect(await visit.clipboard()).not.toContain(contoso.entra.token.slice(-20));
      await keyboard.press('button', 'Dry run');
      await visit.sees('What would happen now');
      await page.getByRole('status').getByText('Refused 409').waitFor();
      expect(await visit.findBarriers()).toEqual([]);

      // Emily marries, and the name is free.
      await contoso.entra.provision(
        contoso.people.map((person) =>
          person.displayName === 'Emily Johnson'
            ? { ...person, mail: 'emily.brown@contoso.example' }
            : person,
        ),
      );
      await keyboard.press('button', 'Dry run');
      await page.getByRole('status').getByText('Done 201').waitFor();
      expect(await contoso.scim.filter('userName eq "emily.johnson@contoso.example"')).toMatchObject({
        totalResults: 0,
      });
      await keyboard.press('button', 'Run for real');
      await visit.dialog('Run this request for real?');
      expect(await visit.findBarriers()).toEqual([]);
      await keyboard.press('button', 'Run it');
      // The dry run has said the same words.
      await visit.seesNoMore(/^What would happen now/);
      await page.getByRole('status').getByText('Created Emily Johnson').waitFor();
      expect(await contoso.scim.filter('userName eq "emily.johnson@contoso.example"')).toMatchObject({
        totalResults: 1,
      });
      await keyboard.key('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(page.url()).not.toContain('line=');
      await visit.end();
    },
  );

  it('shows what a request changed, and what was tolerated, with the clause', async () => {
    const contoso = await seedTenant(console, 'changes');
    const visit = await console.enter(contoso, NARROW);
    const { keyboard } = visit;
    await visit.open('log?text=Deactivated', 'Provisioning log');
    await keyboard.press('link', /Deactivated Liam Nguyen/);
    await visit.dialog('Deactivated Liam Nguyen');
    await visit.sees('What it changed');
    await visit.sees(/RFC \d+ section/);
    await keyboard.reach('region', 'Request');
    await visit.sees(/Replace/);
    expect(await visit.findBarriers()).toEqual([]);
    await keyboard.press('link', 'Liam Nguyen');
    await visit.page.getByRole('heading', { level: 1, name: 'Liam Nguyen' }).waitFor();
    await visit.end();
  });

  it('lets a token manager try a request, but not run it for real', async () => {
    const contoso = await seedTenant(console, 'roles');
    const visit = await console.enter(contoso, WIDE, 'token-manager');
    await visit.open('log?outcome=refused', 'Provisioning log');
    await visit.keyboard.press('link', /Refused:/);
    await visit.dialog(/^Refused/);
    await visit.keyboard.press('button', 'Dry run');
    await visit.sees('What would happen now');
    await visit.keyboard.press('button', /^Run for real/);
    await visit.page.getByRole('tooltip', { name: /Only an owner can do this/ }).waitFor();
    expect(await visit.page.getByRole('dialog').count()).toBe(1);
    await visit.end();
  });

  it('lets an auditor export, and says that auditors search for no names', async () => {
    const contoso = await seedTenant(console, 'auditor');
    const visit = await console.enter(contoso, WIDE, 'auditor');
    const { keyboard, page } = visit;
    await visit.open('log?from=abc&outcome=refused', 'Provisioning log');
    await visit.sees('Auditors see no names, and cannot search for them.');
    for (const name of ['Text', 'Person'])
      expect(await page.getByRole('textbox', { name, exact: true }).isDisabled()).toBe(true);
    await keyboard.reach('link', 'Export CSV');
    const [download] = await Promise.all([page.waitForEvent('download'), keyboard.key('Enter')]);
    expect(await readFile(await download.path(), 'utf8')).not.toContain('Emily');
    await visit.open('people', 'People');
    await keyboard.press('button', /^SCIM filter/);
    await page.getByRole('tooltip', { name: /Auditors see no personal values/ }).waitFor();
    await keyboard.fill('Search for a whole name or address', 'emily.johnson@contoso.example');
    await page.waitForURL(/q=emily/);
    expect(await page.getByRole('alert').count()).toBe(0);
    await visit.end();
  });

  it('looks on when the server has found nothing yet, and asks anew after a break', async () => {
    const contoso = await seedTenant(console, 'on');
    const visit = await console.enter(contoso, WIDE);
    const { page } = visit;
    const cursor = '019a0000-0000-7000-8000-000000000000';
    await page.route(/\/console\/requests\?/, async (route) => {
      if (route.request().url().includes(`cursor=${cursor}`)) {
        const url = route.request().url().replace(`&cursor=${cursor}`, '');
        await route.continue({ url });
      } else await route.fulfill({ json: { items: [], nextCursor: cursor } });
    });
    let isRefused = true;
    await page.route(/\/console\/events$/, (route) =>
      isRefused
        ? route.fulfill({ status: 503 })
        : route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\n' }),
    );
    let asked = 0;
    page.on('request', (request) => (asked += request.url().includes('/console/requests?') ? 1 : 0));
    await visit.open('log?text=Deactivated', 'Provisioning log');
    await visit.sees(/^Deactivated Liam Nguyen/);
    const before = asked;
    isRefused = false;
    await page.waitForTimeout(4_500);
    expect(asked).toBeGreaterThan(before);
    await visit.end();
  });

  it('offers to run again only what can be', async () => {
    const contoso = await seedTenant(console, 'reads');
    await contoso.scim.get('/Schemas').expect(200);
    await console.app.writeLog();
    const visit = await console.enter(contoso, WIDE);
    await visit.open('log?method=GET', 'Provisioning log');
    await visit.page.getByRole('listitem').first().getByRole('link').click();
    await visit.sees('What a read finds is not kept.');
    expect(await visit.page.getByRole('button', { name: 'Dry run' }).count()).toBe(0);
    await visit.end();
  });
});
