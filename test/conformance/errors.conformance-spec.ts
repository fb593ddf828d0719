import { randomUUID } from 'node:crypto';
import { BULK_REQUEST_URN, ERROR_URN, GROUP_URN, USER_URN } from '@flosum/scim-schema';
import { DatabaseUnavailableError } from '../../src/database/index.js';
import { sendBare } from '../e2e/entra/bare-request.js';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

/** RFC 7644 table 9 and RFC 9865 section 2.1. */
const SCIM_TYPES =
  /^(invalidFilter|tooMany|uniqueness|mutability|invalidSyntax|invalidPath|noTarget|invalidValue|invalidVers|sensitive|invalidCursor|expiredCursor|invalidCount)$/;

/** RFC 7644 table 8, and what HTTP adds. */
const STATUSES = [307, 308, 400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 429, 431, 500, 501, 503];

interface ErrorAnswer {
  readonly what: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('RFC 7644 section 3.12: errors', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;
  let jane: UserBody;
  let answers: readonly ErrorAnswer[];

  beforeAll(async () => {
    app = await RunningApp.start();
    const acmeTenant = await app.newTenant('acme', { groupProvisioning: true });
    const bare = await app.clientOfNewTenant('bare');
    ({ token, client: acme } = acmeTenant);
    const reader = app.clientOf(await app.issueToken(acmeTenant.tenantId, ['scim:read']));
    jane = await acme.aUser({ userName: 'jane@acme.test' });
    const list = (query: string) => acme.get(`/Users?${query}`);
    const requests = {
      'no token': app.clientOf(undefined).get('/Users'),
      'a bad token': app.clientOf('nonsense').get('/Users'),
      'a missing scope': reader.create({ userName: 'x@acme.test' }),
      'an unknown route': acme.get('/Nope'),
      'an unknown user': acme.get(`/Users/${randomUUID()}`),
      'a wrong verb': acme.send('put', '/Users', {}),
      'no acceptable type': acme.get('/Users').set('Accept', 'text/html'),
      'broken JSON': acme.send('post', '/Users', '{'),
      'no schemas': acme.send('post', '/Users', { userName: 'x@acme.test' }),
      'no userName': acme.create({}),
      'a wrong type of value': acme.create({ userName: 5 }),
      'a wrong type of body': acme.send('post', '/Users', '<a/>').set('Content-Type', 'text/xml'),
      'a large body': acme.send('post', '/Users', `"${'x'.repeat(1_100_000)}"`),
      'a taken name': acme.create({ userName: 'JANE@acme.test' }),
      'an unknown operator': list('filter=userName+regex+%22x%22'),
      'an unknown sort key': list('sortBy=nope'),
      'no number': list('count=abc'),
      'a forged cursor': list('cursor=zzz'),
      'no count beside a cursor': list('cursor=&count=abc'),
      'a read-only target': acme.patch(jane, { op: 'replace', path: 'id', value: 'x' }),
      'a broken path': acme.patch(jane, { op: 'replace', path: 'emails[', value: 'x' }),
      'an old version': acme.patch(jane, { op: 'add', path: 'title', value: 'x' }).set('If-Match', '"zzz"'),
      'a filter in discovery': acme.get('/Schemas?filter=id+pr'),
      'a PUT without schemas': acme.send('put', `/Users/${jane.id}`, {}),
      'a PUT of nobody': acme.send('put', `/Users/${randomUUID()}`, {
        schemas: [USER_URN],
        userName: 'x@acme.test',
      }),
      'no displayName': acme.send('post', '/Groups', { schemas: [GROUP_URN] }),
      'an unknown member': acme.send('post', '/Groups', {
        schemas: [GROUP_URN],
        displayName: 'Sales',
        members: [{ value: randomUUID() }],
      }),
      'no groups': bare.send('post', '/Groups', { schemas: [GROUP_URN], displayName: 'Sales' }),
      'a bulk without schemas': acme.send('post', '/Bulk', {}),
      'a large bulk': acme.send('post', '/Bulk', {
        schemas: [BULK_REQUEST_URN],
        Operations: Array.from({ length: 1_001 }, () => ({ method: 'DELETE', path: '/Users/x' })),
      }),
      Me: acme.get('/Me'),
    };
    answers = await Promise.all(
      Object.entries(requests).map(async ([what, request]) => {
        const { status, body } = await request;
        return { what, status, body: body as ErrorAnswer['body'] };
      }),
    );
  });
  afterAll(() => app.stop());

  it('ERR-1: every failure has the body of a SCIM error, with the status as text', () => {
    for (const { what, body } of answers) {
      expect({ what, ...body }).toMatchObject({
        what,
        schemas: [ERROR_URN],
        status: expect.stringMatching(/^[45]\d\d$/),
      });
    }
  });

  it('ERR-1: so has one that no controller has seen: a URL that cannot be decoded', async () => {
    const { status, body } = await sendBare(`${app.url}/api/v1/scim/Users/%zz`, {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(status).toBe(400);
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '400' });
  });

  it('ERR-2: scimType is a word of the list', () => {
    const types = answers.flatMap(({ body }) => (body.scimType === undefined ? [] : [body.scimType]));

    expect(new Set(types).size).toBeGreaterThan(5);
    for (const type of types) expect(type).toMatch(SCIM_TYPES);
  });

  it('ERR-3: scimType stands with 400, uniqueness with 409, and with nothing else', () => {
    for (const { what, status, body } of answers) {
      if (body.scimType === undefined) continue;
      expect({ what, status }).toEqual({ what, status: body.scimType === 'uniqueness' ? 409 : 400 });
    }
  });

  it('ERR-4: the status of the body is that of HTTP', () => {
    for (const { what, status, body } of answers)
      expect({ what, status: body.status }).toEqual({ what, status: `${status}` });
  });

  it('ERR-5: statuses are those of the RFCs', () => {
    for (const { what, status } of answers) {
      expect({ what, known: STATUSES.includes(status), status }).toEqual({ what, known: true, status });
    }
  });

  it('ERR-7: detail is a sentence, and names the operator or attribute', () => {
    for (const { what, body } of answers) {
      expect({ what, detail: body.detail }).toEqual({ what, detail: expect.stringMatching(/\w \w/) });
    }
    const detailOf = (wanted: string) => answers.find(({ what }) => what === wanted)?.body.detail;
    expect(detailOf('an unknown operator')).toContain('regex');
    expect(detailOf('no userName')).toContain('userName');
    expect(detailOf('no displayName')).toContain('displayName');
    expect(detailOf('no number')).toContain('count');
  });

  it('ERR-8: detail repeats no secret', async () => {
    const secret = 'fls_us_not-a-token-but-secret';

    const bad = await app.clientOf(secret).get('/Users').expect(401);
    const password = await acme
      .send('post', '/Users', { schemas: [USER_URN], password: [secret] })
      .expect(400);
    const inUrl = await acme.get(`/Users?access_token=${secret}`).expect(401);

    for (const { text, headers } of [bad, password, inUrl]) {
      expect(text + JSON.stringify(headers)).not.toContain(secret);
    }
  });

  it.each([
    ['405', () => acme.send('delete', '/Users'), 405],
    ['406', () => acme.get('/Users').set('Accept', 'image/png'), 406],
    ['415', () => acme.send('post', '/Users', '{}').set('Content-Type', 'text/xml'), 415],
  ] as const)('ERR-10: %s is a SCIM error', async (_what, send, status) => {
    const { body, headers } = await send().expect(status);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: String(status) });
    if (status === 405) expect(headers.allow).toContain('GET');
  });

  it('ERR-9: too many requests are answered with 429, Retry-After and an error', async () => {
    const { client } = await app.newTenant('eager', { rateLimit: { perSecond: 1, burst: 5 } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.get('/Users?count=0')));
    const refused = answers.find(({ status }) => status === 429);

    expect(refused?.body).toMatchObject({ schemas: [ERROR_URN], status: '429', detail: expect.any(String) });
    expect(refused?.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  });

  it('ERR-10: a header that is too large is answered with 431', async () => {
    const { status } = await fetch(`${app.url}/api/v1/scim/Users`, {
      headers: { 'X-Large': 'x'.repeat(40_000) },
    });

    expect(status).toBe(431);
  });
});

describe('RFC 7644 section 3.12: failures of the service itself', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  it('ERR-11: without a database the answer is 503 with Retry-After', async () => {
    const { database } = app.app;
    const fail = () => Promise.reject(new DatabaseUnavailableError());
    Object.assign(database, { query: fail, entities: fail });
    try {
      const { body, headers } = await acme.get('/Users').expect(503);

      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '503', detail: expect.any(String) });
      expect(headers['retry-after']).toMatch(/^\d+$/);
    } finally {
      Reflect.deleteProperty(database, 'query');
      Reflect.deleteProperty(database, 'entities');
    }
    await acme.get('/Users').expect(200);
  });

  it('ERR-6: a fault is a 500 with advice, without stack and statement', async () => {
    await app.owner.query('drop table users cascade', []);

    const { body, text } = await acme.get('/Users?filter=userName+eq+%22jane%22').expect(500);

    expect(body).toMatchObject({
      schemas: [ERROR_URN],
      status: '500',
      detail: expect.stringMatching(/\w \w/),
    });
    expect(text).not.toMatch(/jane|select|relation|node_modules|TypeORM|postgres|\bat .*:\d+/i);
  });
});
