import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

interface BareResponse {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; `undefined` when it is empty. */
  readonly body: unknown;
  /** The names of all headers that were sent. */
  readonly sentHeaders: readonly string[];
}

interface BareRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent one by one, without a `Content-Length`. */
  readonly chunks?: readonly string[];
}

/**
 * Sends a request with the named headers and `Host`, and no other: Entra ID sends its GETs without `User-Agent`,
 * `Accept` and `Content-Type`. The URL goes out as it is, with `+` for a blank where it has one.
 */
export function sendBare(
  url: string,
  { method = 'GET', headers = {}, chunks = [] }: BareRequest = {},
): Promise<BareResponse> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text,
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
          sentHeaders: sent.getHeaderNames(),
        });
      });
    });
    sent.on('error', reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}
