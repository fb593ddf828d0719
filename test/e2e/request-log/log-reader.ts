import request from 'supertest';
import type { Test } from 'supertest';
import { ConsoleVisitor } from '../../harness/console-visitor.js';
import type { RunningApp } from '../../harness/running-app.js';

export interface LineBody {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly scimType: string | null;
  readonly outcome: string;
  readonly meaning: string;
  readonly person: { readonly id: string; readonly name: string | null } | null;
  readonly token: { readonly id: string; readonly name: string | null };
  readonly deviations: readonly string[];
}

/** An admin of a tenant who looks at the request log. */
export class LogReader {
  private constructor(
    private readonly app: RunningApp,
    readonly cookie: string,
  ) {}

  static async enter(app: RunningApp, tenant: string, role = 'owner'): Promise<LogReader> {
    return new LogReader(app, (await ConsoleVisitor.enter(app, tenant, { role })).cookie);
  }

  get(path: string): Test {
    return request(this.app.url).get(`/api/v1/console${path}`).set('Cookie', this.cookie);
  }

  post(path: string, body: object): Test {
    return request(this.app.url)
      .post(`/api/v1/console${path}`)
      .set('Cookie', this.cookie)
      .set('Sec-Fetch-Site', 'same-origin')
      .send(body);
  }

  /** The lines of the log, newest first, with what was not written yet. */
  async lines(query = ''): Promise<readonly LineBody[]> {
    await this.app.writeLog();
    const response = await this.get(`/requests${query}`).expect(200);
    return (response.body as { items: readonly LineBody[] }).items;
  }

  async meanings(query = ''): Promise<readonly string[]> {
    return (await this.lines(query)).map(({ meaning }) => meaning);
  }

  async detail({ id }: Pick<LineBody, 'id'>): Promise<Readonly<Record<string, unknown>>> {
    return (await this.get(`/requests/${id}`).expect(200)).body as Readonly<Record<string, unknown>>;
  }
}
