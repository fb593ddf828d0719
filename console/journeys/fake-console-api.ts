import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, Refusal } from './fake-answers.js';
import { makeLine } from './fake-lines.js';
import { makeState } from './fake-state.js';
import type { FakeState } from './fake-state.js';
import { serveConsole } from './serve-console.js';

const API = '/api/v1/console';

/** A server with the answers of the contract, held in memory, for work on the pages and for tests in a browser. */
export class FakeConsoleApi {
  readonly state: FakeState;
  private readonly streams = new Set<ServerResponse>();
  private readonly server: Server;
  private lineId = 10_000;

  constructor(part: Partial<FakeState> = {}) {
    this.state = makeState(part);
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/console/`;
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Tells every open page. */
  tell(event: 'request' | 'person' | 'token-use' | 'gap', data: unknown): void {
    for (const stream of this.streams)
      stream.write(`id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A request of the identity provider: its line, and the use of the token. */
  arrive(personIndex: number, kind: number): void {
    const person = this.state.people[personIndex];
    if (person === undefined) throw new Error('There is no such person.');
    const line = makeLine(this.lineId++, person, new Date().toISOString(), kind);
    this.state.connected = true;
    this.state.refusal = null;
    this.state.lines.unshift(line);
    this.tell('request', line);
    this.tell('token-use', { tokenId: 'token-1', at: line.at });
  }

  /** The identity provider takes somebody's access away. */
  deactivate(personIndex: number): void {
    const person = this.state.people[personIndex];
    if (person === undefined) throw new Error('There is no such person.');
    const changed = { ...person, active: false, lastModified: new Date().toISOString() };
    this.state.people[personIndex] = changed;
    this.arrive(personIndex, 3);
    this.tell('person', {
      id: person.id,
      active: false,
      name: person.displayName,
      kind: 'deactivated',
      at: changed.lastModified,
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith(API)) {
      await serveConsole(url.pathname, response);
      return;
    }
    const path = url.pathname.slice(API.length);
    try {
      if (!this.state.signedIn) throw new Refusal(401, 'You are signed out.');
      if (path === '/events') {
        this.stream(response);
        return;
      }
      const body = await readBody(request);
      const result = answer(this.state, {
        method: request.method ?? 'GET',
        path,
        query: url.searchParams,
        body,
      });
      if (result === undefined) response.writeHead(204).end();
      else send(response, request.method === 'POST' ? 201 : 200, 'application/json', result);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message: detail, extra } = error;
      send(response, status, 'application/problem+json', {
        type: 'about:blank',
        title: 'Refused',
        status,
        detail,
        ...extra,
      });
    }
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }
}

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
