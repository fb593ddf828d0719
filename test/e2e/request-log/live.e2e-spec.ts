import { firstIdAt } from '../../../src/request-log/line-id.js';
import { REQUESTS_LOGGED } from '../../../src/request-log/request-log-writer.js';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { onServerOnly } from './on-server-only.js';
import { LogReader } from './log-reader.js';
import { OpenPage } from './open-page.js';

describe('server-sent events of the console', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let log: LogReader;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme');
    log = await LogReader.enter(app, 'acme');
  });
  afterAll(() => app.stop());

  it('tell of a request, a person and a token within a second', async () => {
    const page = await OpenPage.open(app.url, log.cookie);
    const jane = await acme.client.aUser({ userName: 'jane@acme.test', displayName: 'Jane Doe' });
    await page.until('person');
    const at = performance.now();
    await acme.client.patch(jane, { op: 'replace', path: 'active', value: false }).expect(200);
    const person = await page.until('person', ({ data }) => data.kind === 'deactivated');
    expect(performance.now() - at).toBeLessThan(1_500);
    expect(person.data).toMatchObject({ id: jane.id, active: false, name: 'Jane Doe', kind: 'deactivated' });
    const line = await page.until('request', ({ data }) => data.meaning === 'Deactivated Jane Doe');
    expect(line).toMatchObject({ id: line.data.id, data: { outcome: 'success' } });
    expect((await page.until('token-use')).data).toMatchObject({ tokenId: expect.any(String) });
    page.close();
  });

  it('go on where the page was cut off', async () => {
    const page = await OpenPage.open(app.url, log.cookie);
    await acme.client.get('/Users?count=0').expect(200);
    const { id } = await page.until('request');
    page.close();
    await acme.client.get('/Users?startIndex=9&count=2').expect(200);
    await app.writeLog();
    const again = await OpenPage.open(app.url, log.cookie, id);
    await again.until('request', ({ data }) => data.meaning === 'Listed people, page 5');
    again.close();
  });

  it('tell nothing of another tenant', async () => {
    const other = await app.newTenant('other');
    const page = await OpenPage.open(app.url, log.cookie);
    await other.client.get('/Users').expect(200);
    await acme.client.get('/Users?count=0').expect(200);
    await page.until('request');
    expect(page.seen.filter(({ event }) => event === 'request')).toHaveLength(1);
    page.close();
  });

  it('tell to look again, when lines come so late that they would be passed over', async () => {
    const page = await OpenPage.open(app.url, log.cookie);
    await acme.client.get('/Users?count=0').expect(200);
    await page.until('request');
    expect(page.seen.map(({ event }) => event)).not.toContain('gap');
    const late = firstIdAt(new Date(Date.now() - 60_000));
    app.app.database.notices.mention(REQUESTS_LOGGED, `${acme.tenantId}:${late}`);
    await page.until('gap');
    page.close();
  });

  onServerOnly('tell on one instance what came to another', async () => {
    const beside = await app.startBeside();
    const page = await OpenPage.open(beside.url, log.cookie);
    await acme.client.get('/Users?startIndex=7&count=2').expect(200);
    expect((await page.until('request')).data).toMatchObject({ meaning: 'Listed people, page 4' });
    page.close();
    await beside.stop();
  });

  it('end when the service does, without keeping it waiting', async () => {
    const own = await RunningApp.start();
    await own.newTenant('own');
    const page = await OpenPage.open(own.url, (await LogReader.enter(own, 'own')).cookie);
    const at = performance.now();
    await own.stop();
    expect(performance.now() - at).toBeLessThan(3_000);
    page.close();
  });
});
