import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { findFreePort, ServerProcess } from '../../test/harness/server-process.js';
import { describeInBrowser, launch } from './browser.js';
import { Visit, WIDE } from './visit.js';

const PATIENCE = 90_000;

/** What is promised: from the request, which is answered when the tool ends, to the page, without reload; milliseconds. */
const AT_ONCE = 1_000;

const run = promisify(execFile);

/** The real service as `npm start` runs it, and the identity-provider tool as Entra ID. */
describeInBrowser('the first person, from the terminal to the page', () => {
  let browser: Browser;
  let server: ServerProcess;
  let folder: string;
  let tenantUrl: string;
  let token: string;

  const printed = (field: string): string =>
    new RegExp(`${field} +(\\S+)`).exec(server.screen)?.[1] ?? `no ${field} on the screen`;

  const provision = async (...parameters: readonly string[]): Promise<void> => {
    await run(process.execPath, ['dist/tools/identity-provider/main.js', '--url', tenantUrl, ...parameters], {
      env: { PATH: process.env['PATH'] ?? '', SCIM_TOKEN: token },
    });
  };

  const provisionJane = (accountEnabled: 'True' | 'False'): Promise<void> => {
    const users = join(folder, 'people.csv');
    writeFileSync(
      users,
      'id,mail,givenName,surname,displayName,accountEnabled\n' +
        `8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159,jane@contoso.test,Jane,Doe,Jane Doe,${accountEnabled}\n`,
    );
    return provision('--users', users);
  };

  beforeAll(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), 'flosum-scim-journey-'));
    const port = await findFreePort();
    server = ServerProcess.start({ DATA_DIR: 'memory://', PORT: String(port) });
    await server.untilReady(port);
    tenantUrl = printed('Tenant URL');
    token = printed('Secret token');
  }, PATIENCE);

  afterAll(async () => {
    await browser.close();
    await ServerProcess.killAll();
    rmSync(folder, { recursive: true });
  });

  it(
    'is let in by the printed link, sees the test connection, the person, and at once that it was disabled',
    async () => {
      const link = new URL(printed('Admin console'));
      const visit = await Visit.start(browser, `${link.origin}/console/`, WIDE);
      const { page } = visit;
      await page.goto(link.href);
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

      await visit.open('connect', 'Connect');
      await page.getByText('Waiting for the first request').waitFor();
      await provision('--test-connection');
      await page.getByText('Connected: the first request has arrived').waitFor();

      await visit.open('log', 'Provisioning log');
      await provisionJane('True');
      await page.getByText('Created Jane Doe').first().waitFor();

      await visit.open('people', 'People');
      const row = page.getByRole('link', { name: /Jane Doe/ });
      await row.getByText('Active', { exact: true }).waitFor();
      await provisionJane('False');
      await row.getByText('Inactive', { exact: true }).waitFor({ timeout: AT_ONCE });

      await visit.open('log', 'Provisioning log');
      await page.getByText('Deactivated Jane Doe').first().waitFor();
      expect(await visit.findBarriers()).toEqual([]);
      await visit.end();
    },
    PATIENCE,
  );
});
