import { BULK_REQUEST_URN, ENTERPRISE_USER_URN, ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { sendBare } from '../e2e/entra/bare-request.js';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

const SCIM = 'application/scim+json; charset=utf-8';

describe('RFC 7644 section 3.8: media types and JSON', () => {
  let app: RunningApp;
  let token: string;
  let acme: ScimClient;
  let jane: UserBody;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ token, client: acme } = await app.newTenant('acme'));
    jane = await acme.aUser({ userName: 'jane@acme.test' });
  });
  afterAll(() => app.stop());

  function newName(): string {
    count += 1;
    return `user-${count}@acme.test`;
  }

  function userText(): string {
    return JSON.stringify({ schemas: [USER_URN], userName: newName() });
  }

  it('MED-1: UTF-8 goes in and out unchanged', async () => {
    const displayName = '日本 ñ 😀';

    const user = await acme.aUser({ userName: newName(), displayName });

    expect(user.displayName).toBe(displayName);
    expect((await acme.find(user)).displayName).toBe(displayName);
  });

  it('MED-2: Accept: application/scim+json gives that type', async () => {
    const { headers } = await acme
      .get(`/Users/${jane.id}`)
      .set('Accept', 'application/scim+json')
      .expect(200);

    expect(headers['content-type']).toBe(SCIM);
  });

  it('MED-3: Accept: application/json gives that type', async () => {
    const { headers, body } = await acme
      .get(`/Users/${jane.id}`)
      .set('Accept', 'application/json')
      .expect(200);

    expect(headers['content-type']).toMatch(/^application\/json\b/);
    expect(body).toEqual(jane);
  });

  it.each([undefined, '*/*', 'application/*', 'application/scim+json; charset=utf-8', '*/*;charset="utf-8"'])(
    'MED-4: Accept %s gives application/scim+json',
    async (accept) => {
      const { status, headers } = await sendBare(`${app.url}/api/v1/scim/Users/${jane.id}`, {
        headers: { authorization: `Bearer ${token}`, ...(accept !== undefined && { accept }) },
      });

      expect(status).toBe(200);
      expect(headers['content-type']).toBe(SCIM);
    },
  );

  it('MED-5: a body as application/json is read, in POST, PATCH, PUT and bulk', async () => {
    await acme.send('post', '/Users', userText()).set('Content-Type', 'application/json').expect(201);
    await acme
      .patch(jane, { op: 'replace', path: 'active', value: true })
      .set('Content-Type', 'application/json')
      .expect(200);
    const user = (await acme.send('post', '/Users', userText()).expect(201)).body as UserBody;
    await acme
      .send('put', `/Users/${user.id}`, { schemas: [USER_URN], userName: user.userName, title: 'x' })
      .set('Content-Type', 'application/json')
      .expect(200);
    const { body } = await acme
      .send('post', '/Bulk', {
        schemas: [BULK_REQUEST_URN],
        Operations: [{ method: 'DELETE', path: `/Users/${user.id}` }],
      })
      .set('Content-Type', 'application/json')
      .expect(200);
    expect(body.Operations).toMatchObject([{ status: '204' }]);
  });

  it.each([
    'application/scim+json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/SCIM+JSON',
  ])('MED-6: the type %s is read', async (type) => {
    await acme.send('post', '/Users', userText()).set('Content-Type', type).expect(201);
  });

  it.each(['text/xml', 'text/plain', 'application/x-www-form-urlencoded'])(
    'MED-7: a body as %s is answered with 415, as a SCIM error',
    async (type) => {
      const { body } = await acme.send('post', '/Users', userText()).set('Content-Type', type).expect(415);

      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '415' });
    },
  );

  it('MED-8: an Accept that cannot be met is answered with 406, never with HTML', async () => {
    const { body, headers } = await acme.get(`/Users/${jane.id}`).set('Accept', 'text/html').expect(406);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '406' });
    expect(headers['content-type']).toBe(SCIM);
  });

  it('MED-9: errors have the type of SCIM', async () => {
    const { headers } = await acme.get('/Users/none').expect(404);

    expect(headers['content-type']).toBe(SCIM);
  });

  it.each(['{"a":', '{', '{"a":1}}', "{'a':1}"])('MED-10: broken JSON is invalidSyntax: %s', async (text) => {
    const { body } = await acme.send('post', '/Users', text).expect(400);

    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '400', scimType: 'invalidSyntax' });
  });

  it.each(['[]', '"x"', 'null', '7', 'true'])(
    'MED-11: JSON that is no object is invalidSyntax: %s',
    async (text) => {
      const { body } = await acme.send('post', '/Users', text).expect(400);

      expect(body).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
    },
  );

  it('MED-12: the suffix .scim is not offered', async () => {
    await acme.get(`/Users/${jane.id}.scim`).expect(404);
  });

  it('MED-13: the order of members does not matter', async () => {
    const userName = newName();

    const { body } = await acme
      .send('post', '/Users', `{"title":"Boss","userName":"${userName}","schemas":["${USER_URN}"]}`)
      .expect(201);

    expect(body).toMatchObject({ userName, title: 'Boss' });
  });

  it('MED-14: names of attributes and extensions count without case', async () => {
    const userName = newName();

    const { body } = await acme
      .send('post', '/Users', {
        SCHEMAS: [USER_URN, ENTERPRISE_USER_URN],
        USERNAME: userName,
        NAME: { GIVENNAME: 'Jane' },
        [ENTERPRISE_USER_URN.toUpperCase()]: { Department: 'Sales' },
      })
      .expect(201);

    expect(body).toMatchObject({
      userName,
      name: { givenName: 'Jane' },
      [ENTERPRISE_USER_URN]: { department: 'Sales' },
    });
  });

  it('MED-15: two members that differ in case only are refused', async () => {
    const userName = newName();

    const { body } = await acme.create({ userName, username: `other-${userName}` }).expect(400);

    expect(body.scimType).toBe('invalidSyntax');
    expect(await acme.filter(`userName eq "${userName}"`)).toMatchObject({ totalResults: 0 });
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'MED-16: the name %s reaches no inner part of an object',
    async (name) => {
      const userName = newName();
      const text = `{"schemas":["${USER_URN}"],"userName":"${userName}","${name}":{"active":false,"polluted":1}}`;

      const { status } = await acme.send('post', '/Users', text);

      expect([201, 400]).toContain(status);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
      const { Resources } = await acme.filter(`userName eq "${userName}"`);
      for (const user of Resources) expect(user.active).not.toBe(false);
      await acme.get(`/Users/${jane.id}`).expect(200);
    },
  );
});
