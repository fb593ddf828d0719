import type { Locator } from 'playwright-core';
import { fillUsers } from '../../bench/fill-users.js';
import { describeInBrowser } from './browser.js';
import { RunningConsole } from './running-console.js';
import type { EmptyTenant } from './running-console.js';
import { NARROW, WIDE } from './visit.js';
import type { Visit } from './visit.js';

const PEOPLE = 4_000;
const LINES = 20_000;

/** What is on a screen of the narrowest rows, and some beside it. */
const FEW = 60;

describeInBrowser('long lists', () => {
  let console: RunningConsole;
  let tenant: EmptyTenant;

  beforeAll(async () => {
    console = await RunningConsole.start();
    tenant = await console.newTenant('large');
    const { owner } = console.app;
    await fillUsers({ query: (sql, parameters) => owner.query(sql, parameters) }, tenant.tenantId, PEOPLE);
    await owner.query(
      `insert into request_log (tenant_id, id, at, request_id, method, route, url, status, outcome, milliseconds,
         meaning, token_id, deviations, request_headers)
       select $1::uuid, overlay(gen_random_uuid()::text placing '019a0000-' || lpad(to_hex(n % 65536), 4, '0') || '-7'
           from 1 for 15)::uuid,
         now() - make_interval(secs => $2::int - n), 'request ' || n, 'GET', '/api/v1/scim/Users', '/Users', 200,
         'success', 3, 'Looked up number ' || n, gen_random_uuid(), '{}', '{}'
       from generate_series(1, $2::int) as n`,
      [tenant.tenantId, LINES],
    );
  }, 60_000);
  afterAll(() => console.stop());

  /** Scrolls until a row with this place is there, and answers how many rows the page held at most. */
  const scrollTo = async (visit: Visit, rows: Locator, place: number): Promise<number> => {
    let most = 0;
    for (let turn = 0; turn < 200; turn += 1) {
      most = Math.max(most, await rows.count());
      if (Number(await rows.last().getAttribute('aria-posinset')) >= place) return most;
      await visit.page.mouse.wheel(0, 4_000);
      await visit.page.waitForTimeout(40);
    }
    throw new Error(`Row ${place} was not reached.`);
  };

  it.each([
    ['people', 'People', 'People', WIDE, '/people'],
    ['people', 'People', 'People', NARROW, '/people'],
    ['log', 'Provisioning log', 'Requests, newest first', WIDE, '/requests'],
    ['log', 'Provisioning log', 'Requests, newest first', NARROW, '/requests'],
  ] as const)(
    '%s holds few rows however far one scrolls, and fetches the next by cursor',
    async (path, title, label, look, call) => {
      const visit = await console.enter(tenant, look);
      const cursors: (string | null)[] = [];
      visit.page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.pathname === `/api/v1/console${call}`) cursors.push(url.searchParams.get('cursor'));
      });
      await visit.open(path, title);
      if (path === 'people') await visit.sees('4,000 people');
      const rows = visit.page.getByRole('list', { name: label }).getByRole('listitem');
      await rows.first().waitFor();
      await visit.page.mouse.move(200, 400);
      expect(await scrollTo(visit, rows, 1_000)).toBeLessThan(FEW);
      const [first, ...next] = cursors;
      expect(first).toBeNull();
      expect(next.length).toBeGreaterThan(5);
      expect(new Set(next).size).toBe(next.length);
      expect(next).not.toContain(null);
      expect(await visit.findBarriers()).toEqual([]);
      await visit.end();
    },
  );

  it('of people are found by what stands at their end', async () => {
    const visit = await console.enter(tenant, WIDE);
    await visit.open('people', 'People');
    await visit.keyboard.fill('Search', 'user-3999');
    await visit.sees('1 person');
    await visit.end();
  });
});
