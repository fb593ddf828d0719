import { request } from 'node:http';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import { TransferClient } from '../../harness/transfer-client.js';
import { ImportTenants } from './import-tenants.js';

const PEOPLE = Array.from({ length: 6_000 }, (_, index) =>
  JSON.stringify({ userName: `p${index}@acme.test` }),
);

describe('an import that is cut off', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it('keeps whole batches, and does the rest when it is repeated', async () => {
    const { slug, tenantId } = await new ImportTenants(app).add();
    await new Promise<void>((resolve, reject) => {
      const sent = request(
        `${app.url}/api/v1/operator/tenants/${slug}/user-imports`,
        {
          method: 'POST',
          headers: { Authorization: `Bearer ${OPERATOR_KEY}`, 'Content-Type': 'application/jsonl' },
        },
        (response) => {
          // The first line is there before the file has been sent.
          response.once('data', (line: Buffer) => {
            expect(line.toString()).toContain('"progress"');
            sent.destroy();
            resolve();
          });
          response.on('error', () => undefined);
        },
      ).on('error', reject);
      sent.write(`${PEOPLE.slice(0, 5_500).join('\n')}\n`);
    });

    const count = async (): Promise<number> => {
      const [row] = await app.owner.query<{ count: number }>(
        `select count(*)::int as count from users where tenant_id = $1`,
        [tenantId],
      );
      return row?.count ?? 0;
    };
    const stored = await settled(count);
    expect(stored).toBeGreaterThanOrEqual(1_000);
    expect(stored % 1_000).toBe(0);
    const { summary } = await new TransferClient(app).import(slug, 'application/jsonl', PEOPLE.join('\n'));
    expect(summary).toMatchObject({ records: 6_000, unchanged: stored, created: 6_000 - stored });
    expect(await count()).toBe(6_000);
  }, 60_000);
});

/** The value, once it has stopped growing. */
async function settled(read: () => Promise<number>): Promise<number> {
  for (let before = await read(); ;) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const now = await read();
    if (now === before) return now;
    before = now;
  }
}
