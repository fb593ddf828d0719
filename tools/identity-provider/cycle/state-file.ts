import { readFile, rename, writeFile } from 'node:fs/promises';
import { InputError } from '../input-error.js';
import { isJsonObject, parseJsonObject } from '../protocol/parse-json-object.js';
import type { LinkStore } from './link-store.js';
import type { Link, Links } from './link-table.js';

const FORMAT = 'identity-provider-state-1';

type Tenants = Readonly<Record<string, Links>>;

/**
 * Keeps the links of all tenants in one JSON file, which is replaced as a whole: whoever is killed
 * while writing leaves the file as it was.
 *
 * @throws {@link InputError} when the file exists and is something else, which would be overwritten.
 */
export function openStateFile(file: string): LinkStore {
  return {
    load: async (tenantUrl) => (await readTenants(file))[tenantUrl] ?? {},
    save: async (tenantUrl, links) => {
      const tenants: Tenants = { ...(await readTenants(file)), [tenantUrl]: links };
      await replaceFile(file, `${JSON.stringify({ format: FORMAT, tenants }, undefined, 1)}\n`);
    },
  };
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new InputError(`The state file ${file} cannot be written: ${problem}.`, { cause: error });
  }
}

async function readTenants(file: string): Promise<Tenants> {
  const text = await readIfThere(file);
  if (text === undefined) return {};
  const { format, tenants } = parseJsonObject(text) ?? {};
  if (format !== FORMAT || !isTenants(tenants)) {
    throw new InputError(
      `${file} is not a state file of this tool. Name another with --state, or delete it.`,
    );
  }
  return tenants;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const problem = error instanceof Error ? error.message : String(error);
    throw new InputError(`The state file ${file} cannot be read: ${problem}.`, { cause: error });
  }
}

function isTenants(value: unknown): value is Tenants {
  return isJsonObject(value) && Object.values(value).every(isLinks);
}

function isLinks(value: unknown): value is Links {
  return isJsonObject(value) && Object.values(value).every(isLink);
}

function isLink(value: unknown): value is Link {
  return (
    isJsonObject(value) &&
    typeof value.id === 'string' &&
    typeof value.disabled === 'boolean' &&
    typeof value.userPrincipalName === 'string'
  );
}
