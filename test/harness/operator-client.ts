import request from 'supertest';
import type { Test } from 'supertest';

/** A client of the operator API, over real HTTP. */
export class OperatorClient {
  constructor(
    private readonly url: string,
    private readonly key: string | undefined,
  ) {}

  send(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object): Test {
    let test = request(this.url)[method](`/api/v1/operator${path}`);
    if (this.key !== undefined) test = test.set('Authorization', `Bearer ${this.key}`);
    return body === undefined ? test : test.send(body);
  }
}
