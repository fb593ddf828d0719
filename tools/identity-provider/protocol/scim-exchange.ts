import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError } from './connection-error.js';
import { delayBeforeRetry } from './delay-before-retry.js';
import { HttpConnection, type HttpAnswer, type HttpMethod } from './http-connection.js';

export interface ScimExchangeOptions {
  readonly base: string;
  readonly token: string;
  readonly concurrency: number;
  /** How long one request may take. */
  readonly timeoutMs?: number | undefined;
  /** Replaced in tests, which do not want to wait. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export type RequestCounts = Record<HttpMethod, number>;

/** Requests to one tenant: below its URL, with its token, repeated where that is reasonable, and counted. */
export class ScimExchange {
  readonly sent: RequestCounts = { GET: 0, POST: 0, PATCH: 0, DELETE: 0 };
  private readonly connection: HttpConnection;
  private readonly wait: (milliseconds: number) => Promise<unknown>;

  constructor(private readonly options: ScimExchangeOptions) {
    const { token, concurrency, timeoutMs = 30_000, wait = sleep } = options;
    this.connection = new HttpConnection({ token, maxSockets: concurrency, timeoutMs });
    this.wait = wait;
  }

  /** @throws {@link ConnectionError} when there was no answer, also not after repeating. */
  async send(method: HttpMethod, path: string, body?: string): Promise<HttpAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.sendOnce(method, path, body).catch(keepConnectionError);
      const delay = delayBeforeRetry(outcome, attempt);
      if (delay !== undefined) await this.wait(delay);
      else if (outcome instanceof ConnectionError) throw outcome;
      else return outcome;
    }
  }

  /** For *Test connection*, where whoever waits wants to read the first answer. */
  sendOnce(method: HttpMethod, path: string, body?: string): Promise<HttpAnswer> {
    this.sent[method] += 1;
    return this.connection.send(method, this.options.base + path, body);
  }

  close(): void {
    this.connection.close();
  }
}

function keepConnectionError(error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  throw error;
}
