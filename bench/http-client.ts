import { Agent, request } from 'node:http';

/** What came back, not yet parsed: so that the time of the client's own parsing is not measured. */
export class Answer {
  constructor(
    readonly status: number,
    readonly bytes: Buffer,
  ) {}

  json(): unknown {
    return JSON.parse(this.bytes.toString());
  }

  /** @throws when the status is another one, with the beginning of the body. */
  expect(status: number): this {
    if (this.status === status) return this;
    throw new Error(
      `${status} was expected, and ${this.status} came: ${this.bytes.toString().slice(0, 300)}`,
    );
  }
}

/** Sends SCIM requests of one tenant over connections that stay open. */
export class HttpClient {
  private readonly agent: Agent;

  /** @param connections - How many requests are under way at once, at most. */
  constructor(
    private readonly port: number,
    private readonly token: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  /** @param path - Below `/api/v1/scim`, with a leading slash. */
  send(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Answer> {
    const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(text && { 'Content-Type': 'application/scim+json', 'Content-Length': text.length }),
    };
    return new Promise((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: this.port,
          path: `/api/v1/scim${path}`,
          method,
          agent: this.agent,
          headers,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve(new Answer(response.statusCode ?? 0, Buffer.concat(chunks)));
          });
        },
      )
        .on('error', reject)
        .end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
