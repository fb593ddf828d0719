import request from 'supertest';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

const BASE = '/api/v1/operator';

describe('a failure of the operator API', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    await operator.send('post', '/tenants', { slug: 'acme', name: 'Acme' }).expect(201);
  });
  afterAll(() => app.stop());

  const send = (verb: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) =>
    request(app.url)[verb](`${BASE}${path}`).set('Authorization', `Bearer ${OPERATOR_KEY}`);

  const problemOf = (body: unknown, status: number, title: string): void => {
    expect(body).toMatchObject({ type: 'about:blank', status, title, detail: expect.stringMatching(/\.$/) });
  };

  it.each([
    ['not JSON', '{"slug": ', 400, 'not valid JSON'],
    ['a list', '[{"slug": "x", "name": "X"}]', 400, 'is a JSON object'],
    ['an empty list', '[]', 400, 'is a JSON object'],
    ['a text', '"acme"', 400, 'is a JSON object'],
    ['a number', '7', 400, 'is a JSON object'],
    ['null', 'null', 400, 'is a JSON object'],
    ['nothing', '', 400, 'Some fields'],
    ['an empty object', '{}', 400, 'Some fields'],
  ])('says what is wrong with a body that is %s', async (_case, sent, status, words) => {
    const { body } = await send('post', '/tenants')
      .set('Content-Type', 'application/json')
      .send(sent)
      .expect(status)
      .expect('Content-Type', /^application\/problem\+json/);
    problemOf(body, status, 'Bad Request');
    expect(JSON.stringify(body)).toContain(words);
    if (words === 'Some fields') {
      expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(['slug', 'name']);
    }
  });

  it('names every field that is wrong, also in objects and lists within, and what is no field', async () => {
    const { body } = await send('post', '/tenants')
      .send({
        slug: 'A',
        name: '',
        more: 1,
        settings: { dialect: 'x', defaultTimezone: 'Mars', other: 1 },
      })
      .expect(400);
    expect((body.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'more',
      'name',
      'settings.defaultTimezone',
      'settings.dialect',
      'settings.other',
      'slug',
    ]);
    const { body: nested } = await send('put', '/tenants/acme/schema-extensions/urn:acme:2.0:User')
      .send({
        name: 'Acme',
        attributes: [
          { name: 'ok' },
          { name: 'desk', type: 'complex', subAttributes: [{ name: '1', more: 1 }] },
        ],
      })
      .expect(400);
    expect((nested.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'attributes.1.subAttributes.0.more',
      'attributes.1.subAttributes.0.name',
    ]);
  });

  it.each([
    ['settings that are a list', { settings: [] }, ['settings']],
    ['settings that are null', { settings: null }, ['settings']],
    ['settings that are a text', { settings: 'x' }, ['settings']],
    ['a name that is an object', { name: {} }, ['name']],
    ['a status of another type', { status: ['active'] }, ['status']],
  ])('names %s', async (_case, sent, fields) => {
    const { body } = await send('patch', '/tenants/acme').send(sent).expect(400);
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    ['/tenants?limit=x', 'limit'],
    ['/tenants?limit=1&limit=2', 'limit'],
    ['/tenants?limit=', 'limit'],
    ['/tenants?cursor=x', 'cursor'],
    ['/tenants?page=2', 'page'],
    ['/tenants/acme/users/01a20a93-30be-7600-8c6f-7feb53359e09/history?cursor=0', 'cursor'],
  ])('names the parameter that is wrong in %s', async (path, field) => {
    const { body } = await send('get', path).expect(400);
    problemOf(body, 400, 'Bad Request');
    expect(body.errors).toEqual([{ field, problem: expect.any(String) }]);
  });

  it.each([
    ['get', '/nothing', 404],
    ['get', '/', 404],
    ['get', '', 404],
    ['get', '/tenants/acme/nothing', 404],
    ['get', '/tenants/%E0%A4%A', 400],
    ['get', '/tenants/no%00body', 404],
    ['put', '/tenants', 405],
    ['post', '/tenants/acme', 405],
    ['put', '/tenants/acme/api-tokens', 405],
    ['patch', '/tenants/acme/api-tokens/x', 405],
    ['get', '/tenants/acme/api-tokens/x/rotate', 405],
    ['post', '/tenants/acme/users/x/history', 405],
    ['delete', '/tenants/acme/groups/x/history', 405],
  ] as const)('%s %s is %i, in the same form', async (verb, path, status) => {
    const { body, headers } = await send(verb, path)
      .expect(status)
      .expect('Content-Type', /^application\/problem\+json/);
    expect(body).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
    if (status === 405) expect(headers.allow).toMatch(/GET|POST/);
  });

  it('without the key says nothing of what is there', async () => {
    const known = await request(app.url).get(`${BASE}/tenants/acme`).expect(401);
    const unknown = await request(app.url).get(`${BASE}/tenants/nobody`).expect(401);
    expect(known.body).toEqual(unknown.body);
    expect(known.headers['www-authenticate']).toBe('Bearer realm="operator"');
  });

  it('has no words of the database, and no value that was sent', async () => {
    const { text } = await send('post', '/tenants')
      .send({
        slug: 'SECRET-VALUE',
        name: 'SECRET\u0000VALUE',
        settings: { defaultTimezone: 'SECRET/VALUE' },
      })
      .expect(400);
    expect(text).not.toContain('SECRET');
  });
});
