import { Pool } from 'undici';
import type { Target } from './target.js';

/** A request of the workload, with what its answer has to be. */
export interface ScimRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the base of the server, with a leading slash. */
  readonly path: string;
  readonly body?: object;
  readonly status: number | readonly number[];
  /** Looks closely at an answer; of every answer only the status is looked at. @throws when it is wrong. */
  readonly check: (body: unknown) => void;
}

/** What came of sending requests for a while. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Of each request, in milliseconds. */
  readonly latencies: readonly number[];
}

/** One answer of so many is looked at closely. */
const SAMPLE = 50;

/** Keeps connections to one server and sends requests over them, as many at a time as there are connections. */
export class ScimLoad {
  private readonly pool: Pool;
  private readonly path: string;
  private sent = 0;

  constructor(
    { url, token, name }: Pick<Target, 'url' | 'token' | 'name'>,
    private readonly connections: number,
  ) {
    const { origin, pathname } = new URL(url);
    this.path = pathname.replace(/\/$/, '');
    this.name = name;
    this.headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
    this.pool = new Pool(origin, { connections, pipelining: 1, keepAliveTimeout: 600_000 });
  }

  private readonly name: string;
  private readonly headers: Readonly<Record<string, string>>;

  /**
   * Sends one request and looks closely at its answer.
   *
   * @returns The body as JSON.
   * @throws when the answer is wrong.
   */
  async one(request: ScimRequest): Promise<unknown> {
    const text = await this.send(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    request.check(body);
    return body;
  }

  /**
   * Sends requests until the time is over.
   *
   * @param next - Makes the next one.
   * @throws when an answer is wrong.
   */
  async for(milliseconds: number, next: () => ScimRequest): Promise<Load> {
    const latencies: number[] = [];
    const start = performance.now();
    const end = start + milliseconds;
    const loop = async (): Promise<void> => {
      for (let now = performance.now(); now < end;) {
        const request = next();
        const text = await this.send(request);
        const done = performance.now();
        latencies.push(done - now);
        now = done;
        this.sent += 1;
        if (this.sent % SAMPLE === 0) request.check(text === '' ? undefined : JSON.parse(text));
      }
    };
    await Promise.all(Array.from({ length: this.connections }, loop));
    return { requests: latencies.length, seconds: (performance.now() - start) / 1000, latencies };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async send({ method, path, body, status }: ScimRequest): Promise<string> {
    const answer = await this.pool.request({
      method,
      path: `${this.path}${path}`,
      headers: this.headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    const isExpected =
      typeof status === 'number' ? answer.statusCode === status : status.includes(answer.statusCode);
    if (isExpected) return text;
    throw new Error(
      `${this.name}: ${method} ${path} was answered with ${answer.statusCode}: ${text.slice(0, 300)}`,
    );
  }
}
