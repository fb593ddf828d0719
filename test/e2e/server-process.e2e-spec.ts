import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { ScimClient } from '../harness/scim-client.js';
import { onServer, withDatabase } from '../harness/server-databases.js';
import { findFreePort, ServerProcess } from '../harness/server-process.js';

/** Starting the embedded database takes its time on a busy machine. */
const PATIENCE = 60_000;

const url = process.env.TEST_DATABASE_URL;
const onServerOnly = url !== undefined;

/** What concerns the embedded database is tested in the run on the embedded database, once. */
const itEmbedded = onServerOnly ? it.skip : it;

function readToken(screen: string): string {
  return /Secret token +(fls_\S+)/.exec(screen)?.[1] ?? '';
}

function readLink(screen: string): string {
  return /Admin console +(http\S+)/.exec(screen)?.[1] ?? '';
}

describe('the server as a process', () => {
  let dataDir: string;
  let port: number;
  let settings: Record<string, string>;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'flosum-scim-process-'));
    if (!onServerOnly) cpSync(process.env.TEST_TEMPLATE ?? '', dataDir, { recursive: true });
    port = await findFreePort();
    settings = { DATA_DIR: dataDir, PORT: String(port) };
  });
  afterEach(async () => {
    await ServerProcess.killAll();
    rmSync(dataDir, { recursive: true });
  });

  itEmbedded(
    "prints the fields of Entra's form on the first start only, and token and link work after the next one",
    async () => {
      const first = ServerProcess.start(settings);
      await first.untilReady(port);
      expect(await first.end('SIGTERM')).toBe(0);
      expect(first.screen).toContain(`Tenant URL     http://localhost:${port}/api/v1/scim`);
      const link = readLink(first.screen);
      expect(link).toContain(`http://localhost:${port}/console/enter/fll_us_`);
      const token = readToken(first.screen);
      expect(token).toMatch(/^fls_us_/);

      const second = ServerProcess.start(settings);
      await second.untilReady(port);
      expect(
        (await new ScimClient(`http://127.0.0.1:${port}`, token).filter('userName eq "x"')).totalResults,
      ).toBe(0);
      const entered = await fetch(link.replace('localhost', '127.0.0.1'));
      expect([entered.status, entered.headers.get('set-cookie')]).toEqual([
        200,
        expect.stringMatching(/^flosum_console=/),
      ]);
      expect(await second.end('SIGTERM')).toBe(0);
      expect(second.screen).not.toMatch(/Secret token|fll_us_/);
      expect(second.screen).toContain(`Tenant URL  http://localhost:${port}/api/v1/scim`);
      expect(second.screen).toContain('npm run admin -- token create demo');
      expect(second.screen).toContain('npm run admin -- console-link demo --email');
    },
    PATIENCE,
  );

  itEmbedded(
    'refuses a second process on the same data, loses nothing when it is killed, and starts again at once',
    async () => {
      const first = ServerProcess.start(settings);
      await first.untilReady(port);
      const client = new ScimClient(`http://127.0.0.1:${port}`, readToken(first.screen));

      const second = ServerProcess.start({ ...settings, PORT: String(await findFreePort()) });
      expect(await second.exit).toBe(1);
      expect(second.screen).toContain('is in use by another process');

      const acknowledged: string[] = [];
      const writing = (async () => {
        for (let index = 0; ; index += 1) {
          acknowledged.push((await client.aUser({ userName: `user${index}@acme.test` })).userName);
          if (acknowledged.length === 30) void first.end('SIGKILL');
        }
      })();
      await expect(writing).rejects.toThrow();
      await first.exit;

      const third = ServerProcess.start(settings);
      await third.untilReady(port);
      for (const userName of acknowledged) {
        expect((await client.filter(`userName eq "${userName}"`)).totalResults).toBe(1);
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(30);
      expect(await third.end('SIGTERM')).toBe(0);
    },
    PATIENCE,
  );

  itEmbedded(
    'ends at once on SIGTERM when only idle connections are open',
    async () => {
      const server = ServerProcess.start(settings);
      await server.untilReady(port);
      const idle = connect(port, '127.0.0.1');
      await once(idle, 'connect');
      const started = performance.now();

      expect(await server.end('SIGTERM')).toBe(0);

      expect(performance.now() - started).toBeLessThan(5_000);
      idle.destroy();
    },
    PATIENCE,
  );

  it.each([
    [{ PORT: '0', LOG_LEVEL: 'loud' }, [/PORT is a port number/, /LOG_LEVEL is one of/]],
    [{ NODE_ENV: 'production' }, [/DATABASE_URL must be set when NODE_ENV=production/]],
    [{ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' }, [/The database cannot be reached/]],
  ])(
    'says what is wrong with %j and stops, without a value or a stack',
    async (wrong, messages) => {
      const server = ServerProcess.start({ ...settings, ...wrong });
      expect(await server.exit).toBe(1);
      for (const message of messages) expect(server.screen).toMatch(message);
      expect(server.screen).not.toMatch(/secret|loud|\n\s+at /);
    },
    PATIENCE,
  );

  (onServerOnly ? describe : describe.skip)('on a PostgreSQL server', () => {
    it(
      'stops before a schema that is not migrated, and starts after npm run migrate',
      async () => {
        const name = `flosum_scim_process_${process.pid}`;
        await onServer(url ?? '', `create database ${name}`);
        const onPostgres = { ...settings, DATABASE_URL: withDatabase(url ?? '', name) };

        const early = ServerProcess.start(onPostgres);
        expect(await early.exit).toBe(1);
        expect(early.screen).toContain('npm run migrate');

        const migration = ServerProcess.start(onPostgres, 'dist/src/migrate.js');
        expect(await migration.exit).toBe(0);
        expect(migration.screen).toContain('Migrated: ');

        const server = ServerProcess.start(onPostgres);
        await server.untilReady(port);
        expect(server.screen).toContain(`Tenant URL  http://localhost:${port}/api/v1/scim`);
        expect(await server.end('SIGTERM')).toBe(0);
        await onServer(url ?? '', `drop database ${name}`);
      },
      PATIENCE,
    );
  });
});
