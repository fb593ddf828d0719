import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import { seedTenant } from './seeded-tenant.js';
import type { SeededTenant } from './seeded-tenant.js';
import { NARROW, WIDE } from './visit.js';

describeInBrowser('the overview', () => {
  let console: RunningConsole;

  beforeAll(async () => {
    console = await RunningConsole.start();
  });
  afterAll(() => console.stop());

  /** Requests of an hour that lies some hours back, beside those that came. */
  const countRequests = async (
    { tenantId }: SeededTenant,
    hoursAgo: number,
    total: number,
    failed: number,
  ): Promise<void> => {
    await console.app.owner.query(
      `insert into request_counts as counts (tenant_id, hour, total, failed, dropped, unknown_tokens)
       values ($1, date_trunc('hour', now()) - make_interval(hours => $2::int), $3, $4, 0, 0)
       on conflict (tenant_id, hour) do update set total = excluded.total, failed = excluded.failed`,
      [tenantId, hoursAgo, total, failed],
    );
  };

  it.each([WIDE, NARROW])('tells how it is and what to do next, $width pixels wide', async (look) => {
    const contoso = await seedTenant(console, `contoso-${look.width}`);
    for (let day = 2; day < 30; day += 1) await countRequests(contoso, 24 * day, 500 + 10 * day, day);
    const visit = await console.enter(contoso, look);
    const { keyboard, page } = visit;
    const figure = (name: string) => page.locator('section.card').filter({ hasText: name });
    await visit.open('', 'Overview');
    await visit.sees('Healthy');
    await figure('Active people').getByText('23', { exact: true }).waitFor();
    await figure('Inactive people').getByText('1', { exact: true }).waitFor();
    await figure('Changed today').getByText('24', { exact: true }).waitFor();
    await figure('Next token expiry').getByText('9 days', { exact: true }).waitFor();
    await figure('Distance to quarantine').getByText('Far enough').waitFor();
    await visit.sees(/that limit does not count yet/);

    const chart = page.getByRole('table', { name: /Requests by/ });
    expect(await chart.getByRole('row').count()).toBe(25);
    await keyboard.reach('radio', '30 days');
    await page.getByRole('table', { name: 'Requests by day (UTC)' }).waitFor();
    expect(await chart.getByRole('row').count()).toBe(31);
    await visit.sees(/^1\d,\d{3} went well$/);
    expect(await visit.findBarriers()).toEqual([]);

    // Without a reload.
    await contoso.scim.aUser({ userName: 'new@contoso.example' });
    await figure('Active people').getByText('24', { exact: true }).waitFor();

    await keyboard.press('link', 'Show refused requests');
    await page.getByRole('heading', { level: 1, name: 'Provisioning log' }).waitFor();
    await visit.sees(/^Refused/);
    await visit.goTo('Overview');
    await keyboard.press('link', 'Show inactive people');
    await visit.sees('Liam Nguyen');
    await visit.goTo('Overview');
    await keyboard.press('link', /^Rotate the API token "Data warehouse"/);
    await visit.sees('9 days left');
    await visit.end();
  });

  it('warns of the quarantine and of silence', async () => {
    const contoso = await seedTenant(console, 'contoso');
    await countRequests(contoso, 1, 6_000, 2_900);
    const visit = await console.enter(contoso, WIDE);
    await visit.open('', 'Overview');
    await visit.sees('At risk');
    await visit.sees('Failing');
    expect(await visit.findBarriers()).toEqual([]);
    await console.app.owner.query(
      `update request_log set at = at - interval '5 hours' where tenant_id = $1`,
      [contoso.tenantId],
    );
    await visit.open('', 'Overview');
    await visit.sees('Silent for 5 hours');
    await visit.keyboard.press('link', 'Check the connection');
    await visit.page.getByRole('heading', { level: 1, name: 'Connect' }).waitFor();
    await visit.end();
  });
});
