import { randomUUID } from 'node:crypto';
import { ConnectionError } from '../protocol/connection-error.js';
import { ScimExchange } from '../protocol/scim-exchange.js';
import { parseTenantUrl } from '../protocol/tenant-url.js';
import { writeFilter } from '../protocol/write-filter.js';
import type { ConnectionResult } from './connection-result.js';
import { explainAnswer } from './explain-answer.js';
import { explainConnectionError } from './explain-connection-error.js';

export interface ConnectionOptions {
  readonly url: string;
  readonly token: string;
  /** How long one request may take. */
  readonly timeoutMs?: number | undefined;
}

/** Entra's button of the same name, alone. */
export async function testConnection({
  url,
  token,
  timeoutMs,
}: ConnectionOptions): Promise<ConnectionResult> {
  const { base } = parseTenantUrl(url);
  const exchange = new ScimExchange({ base, token, timeoutMs, concurrency: 1 });
  try {
    return await probeConnection(exchange, base);
  } finally {
    exchange.close();
  }
}

/** Looks a user up whom nobody can have. The same probe opens every cycle. */
export async function probeConnection(exchange: ScimExchange, base: string): Promise<ConnectionResult> {
  try {
    return explainAnswer(await exchange.sendOnce('GET', `/Users?${writeFilter('userName', randomUUID())}`));
  } catch (error) {
    if (error instanceof ConnectionError) return explainConnectionError(error, base);
    throw error;
  }
}
