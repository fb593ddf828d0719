import request from 'supertest';
import type { Response, Test } from 'supertest';
import { OperatorClient } from './operator-client.js';
import { OPERATOR_KEY } from './running-app.js';
import type { RunningApp } from './running-app.js';

/** A browser of a tenant's admin, as far as the console can tell. */
export class ConsoleVisitor {
  private constructor(
    private readonly url: string,
    /** As the browser sends it. */
    readonly cookie: string,
  ) {}

  /** @returns The path of a new console link. */
  static async linkPathOf(app: RunningApp, tenant: string, body: object = {}): Promise<string> {
    const response = await new OperatorClient(app.url, OPERATOR_KEY)
      .send('post', `/tenants/${tenant}/console-links`, { adminEmail: `jo@${tenant}.test`, ...body })
      .expect(201);
    return new URL((response.body as { url: string }).url).pathname;
  }

  /** Opens a new link of a tenant. */
  static async enter(app: RunningApp, tenant: string, body: object = {}): Promise<ConsoleVisitor> {
    const entered = await request(app.url)
      .get(await ConsoleVisitor.linkPathOf(app, tenant, body))
      .expect(200);
    return new ConsoleVisitor(app.url, cookieOf(entered));
  }

  page(): Test {
    return request(this.url).get('/console').set('Cookie', this.cookie);
  }

  session(): Test {
    return request(this.url).get('/api/v1/console/session').set('Cookie', this.cookie);
  }

  /** @param headers - By which a browser says where the form was. */
  signOut(headers: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'same-origin' }): Test {
    return request(this.url).post('/console/sign-out').set('Cookie', this.cookie).set(headers);
  }
}

/** The name and the value of the cookie that an answer sets; empty when it sets none. */
export function cookieOf({ headers }: Response): string {
  const [cookie = ''] = (headers as { 'set-cookie'?: readonly string[] })['set-cookie'] ?? [];
  return cookie.split(';')[0] ?? '';
}
