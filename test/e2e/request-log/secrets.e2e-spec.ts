import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { LogReader } from './log-reader.js';

const SECRET = 'Hunter2-and-more';

describe('the request log keeps no secret', () => {
  let app: RunningApp;
  let acme: NewTenant;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme');
  });
  afterAll(() => app.stop());

  const everything = async (): Promise<string> => {
    await app.writeLog();
    const rows = await app.owner.query<{ line: string }>(
      'select request_log::text as line from request_log',
      [],
    );
    return rows.map(({ line }) => line).join('\n');
  };

  it('neither tokens nor passwords, wherever they were sent', async () => {
    const { client, token } = acme;
    const jane = await client.aUser({ userName: 'jane@acme.test', password: SECRET });
    await client.patch(jane, { op: 'replace', path: 'password', value: SECRET }).expect(200);
    await client.patch(jane, { op: 'replace', value: { Password: SECRET } });
    await client.patch(jane, { op: 'replace', value: `{"password":"${SECRET}"}` });
    await client.patch(jane, { op: 'replace', path: 'title', value: `my token ${token}` }).expect(200);
    await client.get(`/Users?filter=${encodeURIComponent(`password eq "${SECRET}"`)}`);
    await client.send('post', '/Users/.search', { filter: `password eq "${SECRET}"` });
    await client.get(`/Users?filter=${encodeURIComponent(`title eq "${token}"`)}`);
    const text = await everything();
    expect(text.split('\n')).toHaveLength(8);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(token.slice(-40));
    expect(text).not.toMatch(/bearer/i);
    expect(text).toContain('•••');
  });

  it('cuts long bodies, and says so', async () => {
    await acme.client.create({ userName: 'long', nickName: 'x'.repeat(40_000) });
    const log = await LogReader.enter(app, 'acme');
    const [line] = await log.lines('?limit=1');
    const { requestBody } = await log.detail(line ?? { id: '' });
    expect(Buffer.byteLength(String(requestBody))).toBeLessThanOrEqual(16_384);
    expect(String(requestBody)).toMatch(/… \(cut: \d+ bytes\)$/);
  });

  it('shows auditors no names, addresses or bodies, and lets them look for none', async () => {
    const { client } = await app.newTenant('audited');
    await client.aUser({ userName: 'zoe@audited.test', displayName: 'Zoe Quist' });
    await client.filter('userName eq "zoe@audited.test"');
    await client.create({ userName: 'zoe@audited.test' }).expect(409);
    const auditor = await LogReader.enter(app, 'audited', 'auditor');
    const lines = await auditor.lines();
    expect(lines.map(({ meaning }) => meaning).slice(1)).toEqual([
      'Looked up userName z•••@audited.test: Z•••',
      'Created Z•••',
    ]);
    const details = await Promise.all(lines.map((line) => auditor.detail(line)));
    const { text: csv } = await auditor.get('/requests/export?format=csv').expect(200);
    const { body: jsonl } = await auditor
      .get('/requests/export?format=jsonl')
      .buffer(true)
      .parse(collect)
      .expect(200);
    const shown = JSON.stringify([lines, details]) + csv + String(jsonl);
    expect(shown).not.toMatch(/zoe|quist/i);
    await auditor.get('/requests?text=zoe').expect(403);
    await auditor.get('/requests?person=zoe').expect(403);
    const [newest] = await auditor.lines('?limit=1');
    expect(await auditor.lines(`?requestId=${newest?.requestId ?? ''}`)).toEqual([newest]);
    expect(await auditor.lines('?requestId=none')).toEqual([]);
    await auditor.get('/requests?requestId=%25%20').expect(400);
    await auditor.post(`/requests/${lines[0]?.id ?? ''}/replay`, { dryRun: true }).expect(403);
  });

  it('shows nothing of another tenant, nor anything without a session', async () => {
    await app.newTenant('other');
    const other = await LogReader.enter(app, 'other');
    const [line] = await (await LogReader.enter(app, 'acme')).lines();
    expect(await other.lines()).toEqual([]);
    await other.get(`/requests/${line?.id ?? ''}`).expect(404);
    await other.post(`/requests/${line?.id ?? ''}/replay`, { dryRun: true }).expect(404);
    for (const path of ['/requests', '/requests/export', '/events', '/overview/chart']) {
      const response = await fetch(`${app.url}/api/v1/console${path}`);
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it('exports files that spreadsheets read as text', async () => {
    const { client } = await app.newTenant('files');
    await client.aUser({ userName: '=1+1', displayName: '=HYPERLINK("x")' });
    const log = await LogReader.enter(app, 'files');
    await log.lines();
    const { text, headers } = await log.get('/requests/export?format=csv').expect(200);
    expect(headers['content-disposition']).toContain('files-requests.csv');
    const [head, row] = text.split('\r\n');
    expect(head).toMatch(/^at,outcome,status/);
    expect(row).toContain(`,"'=HYPERLINK(""x"")",`);
  });
});

function collect(
  response: { on(event: string, hear: (chunk: Buffer) => void): void },
  done: (error: Error | null, body: string) => void,
): void {
  let text = '';
  response.on('data', (chunk) => (text += chunk.toString()));
  response.on('end', () => {
    done(null, text);
  });
}
