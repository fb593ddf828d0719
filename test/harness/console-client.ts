import request from 'supertest';
import type { Test } from 'supertest';
import { ConsoleVisitor } from './console-visitor.js';
import type { RunningApp } from './running-app.js';

/** The console's page in a browser, as far as the API can tell: somebody is signed in, and requests come from the page. */
export class ConsoleClient {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  /** Signs in by a new link of a tenant. */
  static async enter(app: RunningApp, tenant: string, body: object = {}): Promise<ConsoleClient> {
    const { cookie } = await ConsoleVisitor.enter(app, tenant, body);
    return new ConsoleClient(app.url, cookie);
  }

  /** @param path - Below `/api/v1/console`, with a leading slash. */
  send(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'same-origin' },
  ): Test {
    const test = request(this.url)[method](`/api/v1/console${path}`).set('Cookie', this.cookie).set(headers);
    return body === undefined ? test : test.send(body);
  }

  get(path: string): Test {
    return this.send('get', path);
  }
}
