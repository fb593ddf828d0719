import { randomBytes } from 'node:crypto';
import { scim } from '@better-auth/scim';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import pg from 'pg';
import { databaseUrl, listen, POOL_SIZE } from './listen.js';

const PATH = '/api/auth';

await listen(async (origin) => {
  const pool = new pg.Pool({ connectionString: databaseUrl(), max: POOL_SIZE });
  const token = randomBytes(24).toString('base64url');
  const options = {
    baseURL: origin,
    basePath: PATH,
    secret: randomBytes(32).toString('base64url'),
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error' },
    plugins: [
      scim({
        connections: [{ id: 'directory', credentials: [{ type: 'bearer', id: 'driver', token }] }],
        compatibility: { microsoftEntra: { acceptLegacyGroupSchema: true } },
      }),
    ],
  };
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  const handler = toNodeHandler(betterAuth(options));
  return { handler, path: `${PATH}/scim/v2`, token, close: () => pool.end() };
});
