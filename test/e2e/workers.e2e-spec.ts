import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer, withDatabase } from '../harness/server-databases.js';
import { findFreePort, ServerProcess } from '../harness/server-process.js';

const PATIENCE = 60_000;
const DATABASE = `flosum_scim_workers_${process.pid}`;
const url = process.env.TEST_DATABASE_URL;
/** The embedded database is for one process. */
const describeOnServer = url === undefined ? describe.skip : describe;

/** How many connections a test opens: enough that every worker gets some. */
const CONNECTIONS = 12;

it('is refused without a database server', async () => {
  const server = ServerProcess.start({ DATA_DIR: 'memory://', WORKERS: '2' });
  expect(await server.exit).toBe(1);
  expect(server.screen).toContain('WORKERS needs DATABASE_URL');
});

describeOnServer('two workers behind one port', () => {
  let dataDir: string;
  let port: number;
  let server: ServerProcess;

  /** Over a connection of its own each time, so that the requests spread over the workers. */
  const send = (path: string, token: string, method = 'GET', body?: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, Connection: 'close', 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });

  const operator = async <Answer>(path: string, method = 'GET', body?: object): Promise<Answer> => {
    const key = readFileSync(join(dataDir, 'operator-key'), 'utf8').trim();
    const response = await send(`operator/tenants${path}`, key, method, body);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };

  const statuses = async (token: string, count: number): Promise<readonly number[]> => {
    const answers = Array.from({ length: count }, async () => {
      const response = await send('scim/Users?count=1', token);
      await response.arrayBuffer();
      return response.status;
    });
    return Promise.all(answers);
  };

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'flosum-scim-workers-'));
    port = await findFreePort();
    await onServer(url ?? '', `create database ${DATABASE}`);
    server = ServerProcess.start({
      DATA_DIR: dataDir,
      PORT: String(port),
      DATABASE_URL: withDatabase(url ?? '', DATABASE),
      DATABASE_POOL_SIZE: '3',
      MIGRATE_ON_START: 'true',
      WORKERS: '2',
    });
    await server.untilReady(port);
    await operator('', 'POST', { slug: 'acme', name: 'Acme' });
  }, PATIENCE);

  afterEach(async () => {
    await ServerProcess.killAll();
    rmSync(dataDir, { recursive: true });
    await onServer(url ?? '', `drop database ${DATABASE} with (force)`);
  });

  const newToken = (): Promise<{ id: string; token: string }> =>
    operator('/acme/api-tokens', 'POST', { name: 'Entra ID', expiresInDays: 1 });

  it(
    'refuse a revoked token from the next request on, on both',
    async () => {
      const { id, token } = await newToken();
      expect(new Set(await statuses(token, CONNECTIONS))).toEqual(new Set([200]));
      await operator(`/acme/api-tokens/${id}`, 'DELETE');
      expect(new Set(await statuses(token, CONNECTIONS))).toEqual(new Set([401]));
    },
    PATIENCE,
  );

  it(
    'count for the limit of a token together',
    async () => {
      await operator('/acme', 'PATCH', { settings: { rateLimit: { perSecond: 1, burst: 10 } } });
      const { token } = await newToken();
      const answers = await statuses(token, 30);
      // The window of ten seconds may turn while the requests are under way.
      const allowed = answers.filter((status) => status === 200).length;
      expect([10, 20]).toContain(allowed);
      expect(answers.filter((status) => status === 429)).toHaveLength(30 - allowed);
    },
    PATIENCE,
  );

  it(
    'are started again when one ends by itself, and end together with exit code 0',
    async () => {
      const workers = server.children();
      expect(workers).toHaveLength(2);
      // Before: a connection that the dead worker was about to take is lost with it.
      const { token } = await newToken();
      process.kill(workers[0] ?? 0, 'SIGKILL');
      while (server.children().filter((id) => !workers.includes(id)).length < 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(new Set(await statuses(token, CONNECTIONS))).toEqual(new Set([200]));
      expect(await server.end('SIGTERM')).toBe(0);
      expect(server.screen).toContain('another one takes its place');
    },
    PATIENCE,
  );
});
