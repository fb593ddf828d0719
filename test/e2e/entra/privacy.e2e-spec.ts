import { setTimeout } from 'node:timers/promises';
import { ENTERPRISE_USER_URN, PATCH_OP_URN } from '@flosum/scim-schema';
import type { Response } from 'supertest';
import { makeApiToken } from '../../../src/tenants/api-token.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';

type Line = Readonly<Record<string, unknown>>;

/** Whatever of a person is sent below; each is a word that nothing else has. */
const PERSONAL = ['Quetzalcoatl', 'xylophonist', 'zanzibar', 'wolpertinger', 'brontosaurus', 'kaleidoscope'];
const [GIVEN, TITLE, DOMAIN, EXTERNAL, DEPARTMENT, MANAGER] = PERSONAL;

describe('row 60: what is logged', () => {
  let app: RunningApp;
  let token: string;
  let tenantId: string;
  let acme: ScimClient;
  let written = '';
  const answers: Response[] = [];

  beforeAll(async () => {
    app = await RunningApp.start({}, { write: (line) => (written += line) });
    ({ token, tenantId, client: acme } = await app.newTenant('acme'));
    await callEverything();
    await app.owner.query('alter table users rename to users_elsewhere', []);
    answers.push(
      await acme.create(person(`boom@${DOMAIN}.test`)),
      await acme.get(lookUp(`boom@${DOMAIN}.test`)),
    );
    await app.owner.query('alter table users_elsewhere rename to users', []);
    for (let turn = 0; turn < 100 && answered().length < answers.length; turn += 1) await setTimeout(10);
  });
  afterAll(() => app.stop());

  function lines(): readonly Line[] {
    return written
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }

  function answered(): readonly Line[] {
    return lines().filter(({ msg }) => msg === 'answered');
  }

  function person(userName: string): object {
    return {
      userName,
      externalId: EXTERNAL,
      displayName: GIVEN,
      name: { givenName: GIVEN },
      emails: [{ type: 'work', value: `${GIVEN}@${DOMAIN}.test`, primary: true }],
      [ENTERPRISE_USER_URN]: { department: DEPARTMENT, manager: { value: MANAGER } },
    };
  }

  function lookUp(userName: string): string {
    return `/Users?filter=userName+eq+%22${encodeURIComponent(userName)}%22`;
  }

  async function callEverything(): Promise<void> {
    const userName = `${GIVEN}@${DOMAIN}.test`;
    const nobody = app.clientOf(undefined);
    const created = await acme.create(person(userName)).set('X-Request-Id', 'given-by-a-proxy:1');
    const user = created.body as { id: string };
    answers.push(
      created,
      await acme.create(person(userName)),
      await acme.get(lookUp(userName)),
      await acme.get(`/Users?filter=userName+co+%22${GIVEN}%22`),
      await acme.get(`/Users?filter=${GIVEN}+%22`),
      await acme.get(`/Users/${GIVEN}`),
      await acme.get(`/${GIVEN}/${DOMAIN}`),
      await acme.get(`/Users/${GIVEN}%E0%A4%A`),
      await acme.get(`/Users?count=${GIVEN}`),
      await acme.patch(user, { op: 'Replace', path: 'title', value: TITLE }),
      await acme.patch(user, { op: 'Replace', path: `emails[type eq "${GIVEN}"`, value: TITLE }),
      await acme.patch(user, { op: 'Replace', path: 'active', value: TITLE }),
      await acme.patch(user, { op: 'Add', path: `${GIVEN}.x`, value: TITLE }),
      await acme.send('patch', `/Users/${user.id}`, `{"schemas":["${PATCH_OP_URN}"],"x":"${GIVEN}"`),
      await acme.send('put', `/Users/${user.id}`, person(userName)),
      await acme.send('post', '/Groups', { displayName: GIVEN }),
      await acme.send('post', '/Users', GIVEN).set('Content-Type', `text/${GIVEN}`),
      await nobody.get(lookUp(userName)),
      await nobody.get(`/Users?access_token=${token}`),
      await nobody.get('/Users').set('Authorization', token),
      await nobody.get('/Users').set('Authorization', `Bearer ${makeApiToken('de')}`),
      await nobody.get('/Users').set('Authorization', `Bearer ${token.slice(0, -4)}`),
      await acme.get('/Users').set('User-Agent', `Mozilla/${GIVEN}`).set('X-Forwarded-For', '203.0.113.77'),
      await acme.get('/Users').set('X-Request-Id', `${GIVEN} with blanks`),
      await acme.get('/Users').set('X-Request-Id', 'x'.repeat(200)),
      await acme.send('delete', `/Users/${user.id}`),
    );
  }

  it('row 60: the requests went through every kind of answer', () => {
    const statuses = new Set(answers.map(({ status }) => status));

    expect([...statuses].sort()).toEqual([200, 201, 204, 400, 401, 404, 409, 415, 500, 501]);
  });

  it('row 60: no token, nor a part of a secret, is in it', () => {
    const secret = token.slice(token.lastIndexOf('_') + 1);

    expect(written).toContain(tenantId);
    expect(written).not.toContain('fls_');
    expect(written).not.toContain(secret);
    expect(written).not.toContain(secret.slice(0, 12));
    expect(written).not.toContain(OPERATOR_KEY);
    expect(written).not.toMatch(/bearer/i);
  });

  it('row 60: no name, mail address, filter, path or body is in it', () => {
    for (const word of PERSONAL) expect(written.toLowerCase()).not.toContain(word.toLowerCase());
    expect(written).not.toMatch(/filter=|userName|Operations|eq \\?"|%22|Mozilla|203\.0\.113\.77/);
  });

  it('row 60: each line is JSON and has the X-Request-Id of an answer, and each answer has one line', () => {
    const idsOfAnswers = answers.map(({ headers }) => headers['x-request-id'] as unknown);

    expect(new Set(idsOfAnswers).size).toBe(answers.length);
    expect(
      answered()
        .map(({ requestId }) => requestId)
        .sort(),
    ).toEqual([...idsOfAnswers].sort());
    for (const { requestId } of lines()) expect(idsOfAnswers).toContain(requestId);
  });

  it('row 60: a line tells verb, route, status, duration, tenant and token id, and nothing else', () => {
    const [line] = answered().filter(({ requestId }) => requestId === 'given-by-a-proxy:1');

    expect(line).toEqual({
      level: 'info',
      deviations: ['unlisted-extension'],
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requestId: 'given-by-a-proxy:1',
      method: 'POST',
      route: expect.stringMatching(/\/api\/v1\/scim\/Users$/),
      tenantId,
      tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 201,
      milliseconds: expect.any(Number),
      msg: 'answered',
    });
  });

  it('row 60: a failure is logged as an error with its stack, under the same id', () => {
    const failed = answers
      .filter(({ status }) => status === 500)
      .map(({ headers }) => headers['x-request-id'] as unknown);
    const errors = lines().filter(({ level, stack }) => level === 'error' && typeof stack === 'string');

    expect(failed).toHaveLength(2);
    expect(errors.map(({ requestId }) => requestId)).toEqual(failed);
  });

  describe('X-Request-Id', () => {
    it.each(['given-by-a-proxy:1', 'A.b_c-d:9', 'x'.repeat(128)])(
      'is kept when it is harmless: %s',
      async (id) => {
        await acme.get('/Users').set('X-Request-Id', id).expect(200).expect('X-Request-Id', id);
        await acme.get('/Nowhere').set('X-Request-Id', id).expect(404).expect('X-Request-Id', id);
        await app
          .clientOf(undefined)
          .get('/Users')
          .set('X-Request-Id', id)
          .expect(401)
          .expect('X-Request-Id', id);
      },
    );

    it.each(['with blanks', '<script>', '"quoted"', 'a,b', 'x'.repeat(129), ''])(
      'is replaced when it is not: %s',
      async (id) => {
        const { headers } = await acme.get('/Users').set('X-Request-Id', id).expect(200);

        expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      },
    );
  });
});
