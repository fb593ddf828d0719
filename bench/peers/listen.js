import { createServer } from 'node:http';

/**
 * Puts a peer on the port that `PORT` names (0 or nothing: any free one) and tells the driver where it is.
 * @param {(origin: string) => Promise<{handler: import('node:http').RequestListener, path: string, token: string, close: () => Promise<void>}>} open
 *   makes the peer's request handler, given the address that it will have; `path` is that of its SCIM base.
 */
export async function listen(open) {
  const server = createServer();
  server.keepAliveTimeout = 600_000;
  await new Promise((listening) => server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;

  const peer = await open(origin);
  server.on('request', peer.handler);
  process.once('SIGTERM', () => {
    server.closeAllConnections();
    server.close(() => void peer.close().finally(() => process.exit()));
  });
  process.stdout.write(`${JSON.stringify({ url: origin + peer.path, token: peer.token })}\n`);
}

/** The database that the driver gives to this peer alone. */
export function databaseUrl() {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL must name an empty PostgreSQL database of this peer alone.');
  return url;
}

/** One pool of this size per peer. */
export const POOL_SIZE = 10;
