import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fills in secrets that the environment does not set: each is made once and kept in a file of its own in the data
 * folder, readable by its owner only. `memory://` keeps nothing.
 */
export function keepSecrets<Name extends string>(
  dataDir: string,
  given: Readonly<Record<Name, string | undefined>>,
): Readonly<Record<Name, string>> {
  const entries = Object.entries<string | undefined>(given).map(([name, value]) => [
    name,
    value ?? (dataDir === 'memory://' ? makeSecret() : keepSecret(dataDir, name)),
  ]);
  return Object.fromEntries(entries) as Record<Name, string>;
}

function keepSecret(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${makeSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** Reads a secret that a server has made in this data folder; `undefined` when there is none. */
export function readKeptSecret(dataDir: string, name: string): string | undefined {
  try {
    return readFileSync(join(dataDir, name), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}
