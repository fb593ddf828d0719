import { setTimeout as pause } from 'node:timers/promises';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { TransferClient } from '../../harness/transfer-client.js';
import { LogReader } from '../request-log/log-reader.js';
import { onServerOnly } from '../request-log/on-server-only.js';
import { OpenPage } from '../request-log/open-page.js';

describe('pages that are open are told to ask again', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let log: LogReader;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme');
    log = await LogReader.enter(app, 'acme');
  });
  afterAll(() => app.stop());

  /** A creation that can be run again, since the person is gone. */
  const repeatable = async (userName: string): Promise<string> => {
    const user = await acme.client.aUser({ userName });
    const [line] = await log.lines('?limit=1');
    await acme.client.send('delete', `/Users/${user.id}`).expect(204);
    await app.writeLog();
    return line?.id ?? '';
  };

  it('when a request was run again for real, and not when it was a dry run or refused', async () => {
    const id = await repeatable('again');
    const page = await OpenPage.open(app.url, log.cookie);
    await log.post(`/requests/${id}/replay`, { dryRun: true }).expect(200);
    await pause(100);
    expect(page.seen.map(({ event }) => event)).not.toContain('gap');
    await log.post(`/requests/${id}/replay`, { dryRun: false }).expect(200);
    await page.until('gap');
    await log.post(`/requests/${id}/replay`, { dryRun: false }).expect(200);
    await pause(100);
    expect(page.seen.filter(({ event }) => event === 'gap')).toHaveLength(1);
    page.close();
  });

  it('when everybody was deactivated, but not those of another tenant', async () => {
    await app.newTenant('other');
    const other = await OpenPage.open(app.url, (await LogReader.enter(app, 'other')).cookie);
    const page = await OpenPage.open(app.url, log.cookie);
    await acme.client.aUser({ userName: 'active' });
    await log.post('/danger/provisioning-off', { people: 'deactivate' }).expect(200);
    await page.until('gap');
    expect(other.seen.map(({ event }) => event)).not.toContain('gap');
    await log.post('/danger/provisioning-on', {}).expect(200);
    page.close();
    other.close();
  });

  it('when people were imported, and not when that was a dry run', async () => {
    const page = await OpenPage.open(app.url, log.cookie);
    const transfer = new TransferClient(app);
    const file = 'userName\nimported\n';
    await transfer.import('acme', 'text/csv', file, true);
    await pause(100);
    expect(page.seen.map(({ event }) => event)).not.toContain('gap');
    expect((await transfer.import('acme', 'text/csv', file)).summary).toMatchObject({ created: 1 });
    await page.until('gap');
    page.close();
  });

  it('also when they connect again, as far as they may have missed something', async () => {
    const { client } = await app.newTenant('again');
    const { cookie } = await LogReader.enter(app, 'again');
    // Whatever happened within two seconds before may have been missed.
    await pause(2_100);
    const first = await OpenPage.open(app.url, cookie);
    const place = await first.lastId();
    first.close();
    const quiet = await OpenPage.open(app.url, cookie, place);
    await pause(100);
    expect(quiet.seen.map(({ event }) => event)).not.toContain('gap');
    quiet.close();
    await client.aUser({ userName: 'meanwhile@acme.test' });
    await app.writeLog();
    const resumed = await OpenPage.open(app.url, cookie, place);
    await resumed.until('person', ({ data }) => data.name === 'meanwhile@acme.test');
    resumed.close();
    await new TransferClient(app).import('again', 'text/csv', 'userName\nmeanwhile-imported\n');
    const told = await OpenPage.open(app.url, cookie, place);
    await told.until('gap');
    told.close();
  });

  onServerOnly('on another instance as well', async () => {
    const id = await repeatable('beside');
    const beside = await app.startBeside();
    const page = await OpenPage.open(beside.url, log.cookie);
    await log.post(`/requests/${id}/replay`, { dryRun: false }).expect(200);
    await page.until('gap');
    page.close();
    await beside.stop();
  });
});
