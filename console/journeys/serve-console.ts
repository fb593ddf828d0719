import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const DIST = join(import.meta.dirname, '..', 'dist');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Serves the built console as the service does: a fresh nonce for each page, and a policy without inline code. */
export async function serveConsole(path: string, response: ServerResponse): Promise<void> {
  const file = normalize(path.replace(/^\/console\/?/, ''));
  const type = TYPES[extname(file)];
  if (type !== undefined && !file.startsWith('..')) {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' });
    response.end(await readFile(join(DIST, file)));
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  });
  response.end((await readFile(join(DIST, 'index.html'), 'utf8')).replaceAll('__CSP_NONCE__', nonce));
}
