import { randomUUID } from 'node:crypto';
import { ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';
import { sendBare } from './bare-request.js';

const MEBIBYTE = 1_048_576;

/** What only we may know: files, libraries, statements. */
const INTERNALS =
  /node_modules|TypeORM|QueryFailed|Express|NestJS|body-parser|postgres|relation "|\bat .*:\d+:\d+/i;

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  readonly body: unknown;
}

function expectScimError({ status, headers, text, body }: Answer, expected: number): void {
  expect({ status, body }).toEqual({
    status: expected,
    body: expect.objectContaining({
      schemas: [ERROR_URN],
      status: String(expected),
      detail: expect.stringMatching(/\w/),
    }),
  });
  expect(headers['content-type']).toBe('application/scim+json; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(text).not.toMatch(INTERNALS);
}

describe('row 52: errors', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ token, client: acme } = await app.newTenant('acme'));
  });
  afterAll(() => app.stop());

  /** A create whose body has exactly so many bytes. */
  function bodyOf(bytes: number): string {
    const frame = JSON.stringify({
      schemas: [USER_URN],
      userName: `${randomUUID()}@acme.test`,
      ignored: '',
    });
    return frame.replace('"ignored":""', `"ignored":"${'x'.repeat(bytes - frame.length)}"`);
  }

  it.each(['/Foo', '/Foo/1', `/Users/${randomUUID()}/emails`, '/Schemas/a/b', '/v2/Users', '/Users.json'])(
    'row 52: answers 404 to the unknown route %s, with a token and without',
    async (path) => {
      expectScimError(await acme.get(path), 404);
      expectScimError(await app.clientOf(undefined).get(path), 404);
      expectScimError(await acme.send('post', path, {}), 404);
    },
  );

  it.each([
    ['put', '/Users', ['GET', 'HEAD', 'POST']],
    ['patch', '/Users', ['GET', 'HEAD', 'POST']],
    ['delete', '/Users', ['GET', 'HEAD', 'POST']],
    ['post', `/Users/${randomUUID()}`, ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']],
    ['post', '/Schemas', ['GET', 'HEAD']],
    ['put', `/Schemas/${USER_URN}`, ['GET', 'HEAD']],
    ['delete', '/ResourceTypes/User', ['GET', 'HEAD']],
    ['patch', '/ResourceTypes', ['GET', 'HEAD']],
    ['post', '/ServiceProviderConfig', ['GET', 'HEAD']],
    ['put', '/ServiceProviderConfig', ['GET', 'HEAD']],
    ['patch', '/Groups', ['GET', 'HEAD', 'POST']],
  ] as const)('row 52: answers 405 with Allow to %s %s', async (method, path, allowed) => {
    const response = await acme.send(method, path, method === 'delete' ? undefined : {});

    expectScimError(response, 405);
    expect(String(response.headers.allow).split(', ')).toEqual(allowed);
  });

  it('row 52: takes a body of exactly 1 MiB', async () => {
    const body = bodyOf(MEBIBYTE);

    const response = await acme.send('post', '/Users', body).expect(201);

    expect(Buffer.byteLength(body)).toBe(MEBIBYTE);
    expect(response.body.userName).toBe((JSON.parse(body) as { userName: string }).userName);
  });

  it('row 52: answers 413 to one byte more', async () => {
    const body = bodyOf(MEBIBYTE + 1);

    const response = await acme.send('post', '/Users', body);

    expect(Buffer.byteLength(body)).toBe(MEBIBYTE + 1);
    expectScimError(response, 413);
    expect(
      await acme.filter(`userName eq "${(JSON.parse(body) as { userName: string }).userName}"`),
    ).toMatchObject({
      totalResults: 0,
    });
  });

  it('row 52: answers 413 also when the length is not announced', async () => {
    const chunks = [bodyOf(MEBIBYTE + 1), ' '.repeat(MEBIBYTE)];

    const response = await sendBare(`${app.url}/api/v1/scim/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      chunks,
    });

    expectScimError(response, 413);
  });

  it.each([
    'text/plain',
    'text/xml',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/scim+json; charset=iso-8859-1',
    'application/scim',
  ])('row 52: answers 415 to %s', async (type) => {
    const body = JSON.stringify({ schemas: [USER_URN], userName: 'type@acme.test' });
    for (const [method, path] of [
      ['post', '/Users'],
      ['patch', `/Users/${randomUUID()}`],
    ] as const) {
      expectScimError(await acme.send(method, path, body).set('Content-Type', type), 415);
    }
    expect(await acme.filter('userName eq "type@acme.test"')).toMatchObject({ totalResults: 0 });
  });

  it('row 52: answers 415 to a body in a compression that nobody here reads', async () => {
    const response = await acme.send('post', '/Users', '{}').set('Content-Encoding', 'zstd-of-mars');

    expectScimError(response, 415);
  });

  it.each([
    ['broken JSON', '{"schemas":'],
    ['JSON with something behind it', '{} {}'],
    ['an empty body', ''],
    ['blanks', '   '],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list in lists in lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('row 52: answers 400 invalidSyntax to %s, in POST and in PATCH', async (_what, body) => {
    const user = await acme.aUser({ userName: `${randomUUID()}@acme.test` });
    for (const [method, path] of [
      ['post', '/Users'],
      ['patch', `/Users/${user.id}`],
    ] as const) {
      const response = await acme.send(method, path, body);

      expectScimError(response, 400);
      expect(response.body.scimType).toBe('invalidSyntax');
    }
    expect(await acme.find(user)).toEqual(user);
  });

  it('row 52: answers 400 invalidSyntax to a POST and a PATCH without any body', async () => {
    const user = await acme.aUser({ userName: `${randomUUID()}@acme.test` });

    for (const response of [
      await acme.send('post', '/Users'),
      await acme.send('patch', `/Users/${user.id}`),
    ]) {
      expectScimError(response, 400);
      expect(response.body.scimType).toBe('invalidSyntax');
    }
  });

  it.each(['/Users/%E0%A4%A', '/Users/%', '/Schemas/%zz'])(
    'row 52: answers 400 to the URL %s, which cannot be decoded',
    async (path) => {
      expectScimError(
        await sendBare(`${app.url}/api/v1/scim${path}`, { headers: { authorization: `Bearer ${token}` } }),
        400,
      );
    },
  );

  it('row 52: a lone half of a character and U+0000 are refused, not stored and not a failure', async () => {
    for (const text of ['\\ud800', '\\u0000']) {
      const body = `{"schemas":["${USER_URN}"],"userName":"${randomUUID()}","displayName":"a${text}"}`;

      const response = await acme.send('post', '/Users', body);

      expectScimError(response, 400);
      expect(response.body.scimType).toBe('invalidValue');
    }
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'row 52: the name %s in a body reaches nothing but the body',
    async (name) => {
      const user = await acme.aUser({ userName: `${randomUUID()}@acme.test` });
      const body = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
        {"op":"add","value":{"${name}":{"active":false}}},{"op":"add","path":"${name}.active","value":false}]}`;

      const { status } = await acme.send('patch', `/Users/${user.id}`, body);

      expect([200, 400]).toContain(status);
      expect(await acme.find(user)).toEqual(user);
      expect(({} as { active?: boolean }).active).toBeUndefined();
    },
  );

  it('row 52: HEAD answers an error as GET does, without a body', async () => {
    const response = await acme.send('head', '/Users/xyz').expect(404);

    expect(response.headers['content-type']).toBe('application/scim+json; charset=utf-8');
    expect(response.text).toBeFalsy();
  });
});

describe('row 52: a failure of the service itself', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    await app.owner.query('drop table users cascade', []);
  });
  afterAll(() => app.stop());

  it.each([
    ['get', '/Users?filter=userName+eq+%22jane%40acme.test%22', undefined],
    ['post', '/Users', { schemas: [USER_URN], userName: 'jane@acme.test' }],
    ['delete', `/Users/${randomUUID()}`, undefined],
  ] as const)(
    'row 52: %s answers 500, and tells what to give to the operator',
    async (method, path, body) => {
      const response = await acme.send(method, path, body);

      expectScimError(response, 500);
      expect(response.text).not.toMatch(/jane|select|insert|delete from/i);
      expect(response.body.detail).toContain('X-Request-Id');
      expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
