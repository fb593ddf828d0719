import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeDirectory, type FakeUser } from './fake-directory.js';

export interface SeenRequest {
  readonly method: string;
  /** As it stood on the wire, below the base. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const BASE_PATH = '/api/v1/scim';

/** A SCIM server in memory that remembers what it was asked, for tests of an identity provider. */
export class FakeScimServer {
  readonly directory = new FakeDirectory();
  requests: SeenRequest[] = [];
  /** The Tenant URL, once it is started. */
  url = '';
  /** Lets a test answer a request in its own way; `undefined` leaves it to the directory. */
  intercept: (request: SeenRequest) => FakeAnswer | undefined = () => undefined;
  private server: Server | undefined;

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      void readBody(request).then((body) => {
        const { method = '', url = '', headers } = request;
        const seen = { method, path: url.slice(BASE_PATH.length), headers, body };
        this.requests.push(seen);
        const answer = this.intercept(seen) ?? this.answer(seen);
        const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
        response.writeHead(answer.status, { 'Content-Type': 'application/scim+json', ...answer.headers });
        response.end(text);
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}${BASE_PATH}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** The requests since the last call, without those of *Test connection*. */
  takeRequests(): SeenRequest[] {
    const taken = this.requests.filter(({ path }) => !isProbe(path));
    this.requests = [];
    return taken;
  }

  /** {@link takeRequests} as lines such as `GET /Users/id-1`. */
  takeLines(): string[] {
    return this.takeRequests().map(({ method, path }) => `${method} ${path}`);
  }

  private answer({ method, path, body }: SeenRequest): FakeAnswer {
    const [route = '', query = ''] = path.split('?');
    if (route === '/Users' && method === 'GET')
      return this.list(new URLSearchParams(query).get('filter') ?? '');
    if (route === '/Users' && method === 'POST') {
      const created = this.directory.create(JSON.parse(body) as Record<string, unknown>);
      return created === undefined ? nameTaken() : { status: 201, body: created };
    }
    const user = this.directory.users.get(route.replace('/Users/', ''));
    return user === undefined
      ? errorAnswer(404, 'There is no such user.')
      : this.answerAbout(user, method, body);
  }

  private answerAbout(user: FakeUser, method: string, body: string): FakeAnswer {
    if (method === 'GET') return { status: 200, body: user };
    if (method === 'DELETE') {
      this.directory.users.delete(user.id);
      return { status: 204 };
    }
    const { Operations } = JSON.parse(body) as { Operations: { op: string; value: unknown }[] };
    if (!this.directory.patch(user, Operations)) return nameTaken();
    return { status: 200, body: this.directory.users.get(user.id) };
  }

  private list(filter: string): FakeAnswer {
    const [, attribute = '', literal = '""'] = /^(\w+) eq (".*")$/.exec(filter) ?? [];
    return listAnswer(this.directory.find(attribute, JSON.parse(literal) as string));
  }
}

export function listAnswer(resources: readonly unknown[]): FakeAnswer {
  return {
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: resources.length,
      startIndex: 1,
      itemsPerPage: resources.length,
      Resources: resources,
    },
  };
}

export function errorAnswer(status: number, detail: string, scimType?: string): FakeAnswer {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  return { status, body: { schemas, status: String(status), scimType, detail } };
}

function nameTaken(): FakeAnswer {
  return errorAnswer(409, 'Another user already has this userName.', 'uniqueness');
}

/** The look-up of a random GUID. */
export function isProbe(path: string): boolean {
  return /^\/Users\?filter=userName\+eq\+%22[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}%22$/.test(path);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
