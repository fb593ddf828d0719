import type { Person } from '../people/person.js';
import type { Dialect } from '../protocol/dialect.js';
import { ScimClient } from '../protocol/scim-client.js';
import { ScimExchange } from '../protocol/scim-exchange.js';
import { CredentialsRefusedError } from '../protocol/scim-failure.js';
import { parseTenantUrl } from '../protocol/tenant-url.js';
import type { ConnectionResult } from './connection-result.js';
import { CycleLog, ServerGoneError, type Progress } from './cycle-log.js';
import { LinkKeeper } from './link-keeper.js';
import { createMemoryStore, type LinkStore } from './link-store.js';
import type { LogEntry } from './log-entry.js';
import { summarise, type CycleSummary } from './summarise.js';
import { listLeavers, synchronise } from './synchronise.js';
import { probeConnection } from './test-connection.js';

export interface CycleOptions {
  /** Everybody in scope; whoever was in it at an earlier run and is not in it now has left. */
  readonly people: readonly Person[];
  /** The Tenant URL. A flag behind it chooses the dialect. */
  readonly url: string;
  readonly token: string;
  /** Goes before the flag in the URL. */
  readonly dialect?: Dialect | undefined;
  /** How many people are worked on at a time; 8 unless given. */
  readonly concurrency?: number | undefined;
  /** Where links are remembered between runs; nowhere unless given. */
  readonly state?: LinkStore | undefined;
  /** Delete those who left instead of disabling them. */
  readonly purge?: boolean | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** How long one request may take; 30 s unless given. */
  readonly timeoutMs?: number | undefined;
  /** Replaced in tests, which do not want to wait before a request is repeated. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export interface CycleResult {
  readonly connection: ConnectionResult;
  /** Why the cycle ended before its time, if it did. */
  readonly stopped: string | undefined;
  readonly log: readonly LogEntry[];
  readonly summary: CycleSummary;
  /** Whether everybody is as the source says, apart from those who were skipped for a good reason. */
  readonly succeeded: boolean;
}

/**
 * Plays one provisioning cycle of Entra ID: *Test connection*, those who left, then everybody in scope.
 *
 * The same call is the initial cycle and every incremental one; what differs is what `state`
 * remembers and what the server holds already.
 *
 * @throws {@link InputError} for an unusable URL or state file. Whatever the server does is told in the result.
 */
export async function runCycle(options: CycleOptions): Promise<CycleResult> {
  const startedAt = performance.now();
  const { token, timeoutMs, wait } = options;
  const { base } = parseTenantUrl(options.url);
  const concurrency = Math.max(1, options.concurrency ?? 8);
  const keeper = await LinkKeeper.open(options.state ?? createMemoryStore(), base);
  const exchange = new ScimExchange({ base, token, concurrency, timeoutMs, wait });
  let connection: ConnectionResult;
  let log: readonly LogEntry[] = [];
  let stopped: string | undefined;
  try {
    connection = await probeConnection(exchange, base);
    if (connection.ok)
      ({ log, stopped } = await synchroniseUntilStopped(options, exchange, keeper, concurrency));
  } finally {
    exchange.close();
  }
  const summary = summarise(log, exchange.sent, performance.now() - startedAt);
  const succeeded = connection.ok && stopped === undefined && summary.failed === 0;
  return { connection, stopped, log, summary, succeeded };
}

async function synchroniseUntilStopped(
  { people, url, dialect, purge = false, onProgress = () => undefined }: CycleOptions,
  exchange: ScimExchange,
  keeper: LinkKeeper,
  concurrency: number,
): Promise<Pick<CycleResult, 'log' | 'stopped'>> {
  const { links } = keeper;
  const peopleById = new Map(people.map((person) => [person.objectId, person]));
  const leavers = listLeavers(links, peopleById);
  const log = new CycleLog(people.length + leavers.length, onProgress);
  const context = {
    client: new ScimClient(exchange),
    links,
    dialect: dialect ?? parseTenantUrl(url).dialect ?? 'default',
    peopleById,
    purge,
  };
  let stopped: string | undefined;
  try {
    await synchronise(context, { people, leavers, concurrency, log, afterStep: () => keeper.saveIfDue() });
  } catch (error) {
    stopped = explainStop(error);
  } finally {
    await keeper.save();
  }
  return { log: log.entries, stopped };
}

/** @throws The error itself when it is none that the server caused. */
function explainStop(error: unknown): string {
  if (error instanceof ServerGoneError) return error.message;
  if (error instanceof CredentialsRefusedError) {
    return `The job is in quarantine: the server refuses the Secret token in the middle of the cycle (${error.message}). Make a new token and run again.`;
  }
  throw error;
}
