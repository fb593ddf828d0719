import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantSettings } from '../../src/tenants/index.js';

export interface Step {
  readonly name: string;
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: object | string;
  };
  readonly remember?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: object;
    readonly absent?: readonly string[];
  };
}

/** The compiler keeps this in step with the settings that there are. */
const TENANT_SETTINGS = Object.keys({
  groupProvisioning: true,
  defaultTimezone: true,
  dialect: true,
  repeatedCreate: true,
  rateLimit: true,
  provisioning: true,
  requestLogDays: true,
} satisfies Record<keyof TenantSettings, true>);

/** One exchange between a client and the service, as `README.md` describes it. */
interface Exchange {
  readonly file: string;
  readonly title: string;
  /** What its tenant decides otherwise than by default. */
  readonly settings?: Partial<TenantSettings>;
  readonly steps: readonly Step[];
}

/**
 * Reads the exchanges of a folder and the folders in it, in the order of their names.
 *
 * @throws when a member is missing or has a name that nobody knows: a misspelt expectation would expect nothing.
 */
export function readExchanges(folder: string): readonly Exchange[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const exchange = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Exchange;
      checkMembers(`${file}:`, exchange, ['title', 'steps'], ['settings']);
      checkMembers(`${file}, settings:`, exchange.settings ?? {}, [], TENANT_SETTINGS);
      for (const step of exchange.steps) {
        const where = `${file}, "${step.name}":`;
        checkMembers(where, step, ['name', 'request', 'expect'], ['remember']);
        checkMembers(where, step.request, ['method', 'path'], ['headers', 'body']);
        checkMembers(where, step.expect, ['status'], ['headers', 'body', 'absent']);
      }
      return { ...exchange, file };
    });
}

function checkMembers(
  where: string,
  object: object,
  required: readonly string[],
  optional: readonly string[] = [],
): void {
  const names = Object.keys(object);
  const missing = required.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !required.includes(name) && !optional.includes(name));
  if (missing.length > 0) throw new Error(`${where} "${missing.join('", "')}" is missing.`);
  if (unknown.length > 0) throw new Error(`${where} "${unknown.join('", "')}" is not known.`);
}
