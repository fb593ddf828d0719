import { Agent as HttpAgent, request as requestHttp, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { ConnectionError } from './connection-error.js';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpConnectionOptions {
  readonly token: string;
  readonly maxSockets: number;
  readonly timeoutMs: number;
}

/**
 * Sends requests with the headers that Entra ID sends and with no other.
 *
 * `fetch` would add `User-Agent` and `Accept`, and it is exactly their absence that servers,
 * proxies and firewalls stumble over. `Host` and `Connection` are HTTP's own.
 */
export class HttpConnection {
  private readonly http: HttpAgent;
  private readonly https: HttpsAgent;

  constructor(private readonly options: HttpConnectionOptions) {
    const { maxSockets } = options;
    this.http = new HttpAgent({ keepAlive: true, maxSockets });
    this.https = new HttpsAgent({ keepAlive: true, maxSockets });
  }

  /** @throws {@link ConnectionError} when no whole answer came in time. */
  send(method: HttpMethod, url: string, body?: string): Promise<HttpAnswer> {
    const { timeoutMs } = this.options;
    const headers = this.headersFor(body);
    return new Promise((resolve, reject) => {
      const request = url.startsWith('https:')
        ? requestHttps(url, { method, headers, agent: this.https })
        : requestHttp(url, { method, headers, agent: this.http });
      const timer = setTimeout(() => {
        reject(new ConnectionError('ETIMEDOUT', `no answer within ${timeoutMs / 1000} s`));
        request.destroy();
      }, timeoutMs);
      const fail = (error: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        reject(ConnectionError.from(error));
      };

      request.on('error', fail);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', fail);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          clearTimeout(timer);
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      request.end(body);
    });
  }

  close(): void {
    this.http.destroy();
    this.https.destroy();
  }

  private headersFor(body: string | undefined): Record<string, string> {
    const authorization = { Authorization: `Bearer ${this.options.token}` };
    if (body === undefined) return authorization;
    return {
      ...authorization,
      'Content-Type': 'application/scim+json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
    };
  }
}
