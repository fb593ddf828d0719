import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { packageFolder } from './package-folder.js';
import type { PageHeaders } from './page-shell.js';

/** The token under which Nest hands the folder of the built program out; `undefined` where nobody has built it. */
export const CONSOLE_FOLDER = Symbol('console folder');

/** The folder of the console as a program in the browser, if it was built. */
export function locateConsole(): string | undefined {
  const folder = join(packageFolder(), 'console', 'dist');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** A file as it is sent. */
export interface ConsoleFile {
  readonly headers: PageHeaders;
  readonly content: Buffer | string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const COMPRESSED: readonly string[] = ['.css', '.html', '.js', '.json', '.svg', '.txt'];

/** What the build puts where the nonce of each page belongs. */
const NONCE = /__CSP_NONCE__/g;

/** The build's own `<base>`, which takes the path of the public URL. */
const BASE = /<base href="[^"]*"/;

/** The console as a program in the browser: its page, and the files that the page loads. */
export class ConsoleProgram {
  private readonly page: string;
  private readonly files: ReadonlyMap<string, string>;
  private readonly packed = new Map<string, Promise<Buffer>>();

  /**
   * @param folder - The build's output.
   * @param consolePath - The path of the console, without a slash at its end.
   */
  constructor(folder: string, consolePath: string) {
    this.page = readFileSync(join(folder, 'index.html'), 'utf8').replace(
      BASE,
      `<base href="${consolePath}/"`,
    );
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    this.files = new Map(names.map((name) => [name.slice(folder.length + 1).replaceAll('\\', '/'), name]));
  }

  /** The page, which may load what this server has, and nothing else. Its styles are known by a nonce. */
  render(): ConsoleFile {
    const nonce = randomBytes(16).toString('base64');
    return {
      content: this.page.replace(NONCE, nonce),
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy':
          `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
          `font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'`,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'same-origin',
        'Cache-Control': 'no-store',
      },
    };
  }

  /**
   * @param path - Below the console's path. Only what was there at the start is ever read.
   * @param accepted - What the browser says of encodings.
   * @returns `undefined` when there is no such file.
   */
  async findFile(path: string, accepted = ''): Promise<ConsoleFile | undefined> {
    const name = path === 'index.html' ? undefined : this.files.get(path);
    if (name === undefined) return undefined;
    const extension = extname(name);
    const encoding = COMPRESSED.includes(extension) ? chooseEncoding(accepted) : undefined;
    return {
      content: await this.read(name, encoding),
      headers: {
        'Content-Type': TYPES[extension] ?? 'application/octet-stream',
        'X-Content-Type-Options': 'nosniff',
        // The names of these files change with what is in them.
        'Cache-Control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        Vary: 'Accept-Encoding',
        ...(encoding && { 'Content-Encoding': encoding }),
      },
    };
  }

  /** A file is read and compressed once. */
  private read(name: string, encoding: 'br' | 'gzip' | undefined): Promise<Buffer> {
    const key = `${encoding ?? ''} ${name}`;
    const known = this.packed.get(key) ?? pack(readFileSync(name), encoding);
    this.packed.set(key, known);
    return known;
  }
}

function chooseEncoding(accepted: string): 'br' | 'gzip' | undefined {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

function pack(content: Buffer, encoding: 'br' | 'gzip' | undefined): Promise<Buffer> {
  if (encoding === undefined) return Promise.resolve(content);
  return encoding === 'br' ? promisify(brotliCompress)(content) : promisify(gzip)(content);
}
