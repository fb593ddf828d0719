import { ENTERPRISE_USER_URN, SEARCH_REQUEST_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ListBody, ScimClient, UserBody } from '../harness/scim-client.js';

describe('Which attributes an answer shows', () => {
  let app: RunningApp;
  let client: ScimClient;
  let user: UserBody;
  let minimum: object;

  beforeAll(async () => {
    app = await RunningApp.start();
    client = await app.clientOfNewTenant('people');
    user = await client.aUser({
      userName: 'bjensen',
      name: { familyName: 'Jensen', givenName: 'Barbara' },
      emails: [
        { type: 'work', value: 'b@work.test', primary: true },
        { type: 'home', value: 'b@home.test' },
      ],
      [ENTERPRISE_USER_URN]: { department: 'Tours', costCenter: '4130', manager: { value: 'M1' } },
    });
    minimum = { schemas: [USER_URN, ENTERPRISE_USER_URN], id: user.id };
  });
  afterAll(() => app.stop());

  /** The user as a single GET, a list, a query of the root and a search show it, which must be alike. */
  async function show(query: string): Promise<object> {
    const { body } = await client.get(`/Users/${user.id}?${query}`).expect(200);
    for (const path of ['/Users', '']) {
      const list = await client.get(`${path}?${query}`).expect(200);
      expect((list.body as ListBody).Resources).toEqual([body]);
    }
    return body as object;
  }

  it('ATT-1, ATT-2, RES-21: shows what was asked for, and always id and schemas', async () => {
    expect(await show('attributes=userName')).toEqual({ ...minimum, userName: 'bjensen' });
  });

  it('ATT-1, ATT-3: leaves out what was excluded', async () => {
    const { emails: _emails, ...rest } = user;
    expect(await show('excludedAttributes=emails')).toEqual(rest);
  });

  it('ATT-4: never leaves out id and schemas', async () => {
    expect(await show('excludedAttributes=id,schemas')).toEqual(user);
    expect(await show('excludedAttributes=ID,Schemas,userName')).toMatchObject(minimum);
  });

  it.each([
    'attributes=userName,name',
    'attributes=userName,%20name',
    'attributes=%20userName%20,name%20',
    'attributes=userName&attributes=name',
    'attributes=userName,,name,',
  ])('ATT-5: reads the list %s', async (query) => {
    expect(await show(query)).toEqual({ ...minimum, userName: 'bjensen', name: user.name });
  });

  it('ATT-6: shows a sub-attribute alone', async () => {
    expect(await show('attributes=name.givenName')).toEqual({ ...minimum, name: { givenName: 'Barbara' } });
    expect(await show('attributes=meta.version')).toEqual({
      ...minimum,
      meta: { version: user.meta.version },
    });
  });

  it.each([
    [`${ENTERPRISE_USER_URN}:department`, { department: 'Tours' }],
    [`${ENTERPRISE_USER_URN.toUpperCase()}:DEPARTMENT`, { department: 'Tours' }],
    ['department', { department: 'Tours' }],
    [`${ENTERPRISE_USER_URN}:manager.value`, { manager: { value: 'M1' } }],
    [ENTERPRISE_USER_URN, { department: 'Tours', costCenter: '4130', manager: { value: 'M1' } }],
    [
      ENTERPRISE_USER_URN.toLowerCase(),
      { department: 'Tours', costCenter: '4130', manager: { value: 'M1' } },
    ],
  ])('ATT-7: reads attributes=%s', async (name, extension) => {
    expect(await show(`attributes=${name}`)).toEqual({ ...minimum, [ENTERPRISE_USER_URN]: extension });
  });

  it.each(['USERNAME', `${USER_URN}:userName`, `${USER_URN.toUpperCase()}:username`])(
    'ATT-7: reads the core name %s',
    async (name) => {
      expect(await show(`attributes=${name}`)).toEqual({ ...minimum, userName: 'bjensen' });
    },
  );

  it('ATT-7: leaves out an extension by its URN', async () => {
    const { [ENTERPRISE_USER_URN]: _extension, ...rest } = user;
    expect(await show(`excludedAttributes=${ENTERPRISE_USER_URN}`)).toEqual(rest);
  });

  it('USR-3, ATT-9: never shows a password', async () => {
    const { body } = await client
      .send('post', '/Users?attributes=password', {
        schemas: [USER_URN],
        userName: 'secret',
        password: 't1meMa$heen',
      })
      .expect(201);
    const secret = body as UserBody;
    expect(secret).toEqual({ schemas: [USER_URN], id: secret.id });
    const answers = await Promise.all([
      client.get(`/Users/${secret.id}?attributes=password`),
      client.get(`/Users/${secret.id}`),
      client.get('/Users?attributes=password,userName'),
      client.patch(secret, { op: 'replace', value: { password: 'n3w-Pa$sword', title: 'x' } }),
      client.send('put', `/Users/${secret.id}`, {
        schemas: [USER_URN],
        userName: 'secret',
        password: 'n3w-Pa$sword',
      }),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/password|t1meMa|n3w-Pa/i);
    }
    await client.send('delete', `/Users/${secret.id}`).expect(204);
  });

  it.each(['/Users', '', 'one'])('ATT-10: refuses both parameters at %j', async (path) => {
    const where = path === 'one' ? `/Users/${user.id}` : path;
    const { body } = await client.get(`${where}?attributes=userName&excludedAttributes=name`).expect(400);
    expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
  });

  it('ATT-11: applies to POST, PATCH, PUT and searches too', async () => {
    const created = await client
      .send('post', '/Users?attributes=userName', { schemas: [USER_URN], userName: 'kim', title: 'x' })
      .expect(201);
    const { id } = created.body as UserBody;
    expect(created.body).toEqual({ schemas: [USER_URN], id, userName: 'kim' });
    const patched = await client
      .patch({ id: `${id}?attributes=title` }, { op: 'replace', path: 'title', value: 'y' })
      .expect(200);
    expect(patched.body).toEqual({ schemas: [USER_URN], id, title: 'y' });
    const put = { schemas: [USER_URN], userName: 'kim', title: 'y', active: true };
    const replaced = await client.send('put', `/Users/${id}?attributes=active`, put).expect(200);
    expect(replaced.body).toEqual({ schemas: [USER_URN], id, active: true });
    for (const path of ['/Users/.search', '/.search']) {
      const found = await client
        .send('post', path, {
          schemas: [SEARCH_REQUEST_URN],
          filter: 'userName eq "kim"',
          excludedAttributes: ['meta', 'active', 'timezone'],
        })
        .expect(200);
      expect((found.body as ListBody).Resources).toEqual([
        { schemas: [USER_URN], id, userName: 'kim', title: 'y' },
      ]);
    }
    await client.send('delete', `/Users/${id}`).expect(204);
  });

  it.each(['nope', 'name.nope', 'nope.value', '1abc', 'urn:x:y:userName'])(
    'ATT-12: passes over the unknown name %s',
    async (name) => {
      expect(await show(`attributes=${name}`)).toEqual(minimum);
      expect(await show(`excludedAttributes=${name}`)).toEqual(user);
    },
  );

  it('ATT-13: keeps schemas as on the whole user', async () => {
    expect(await show('attributes=title')).toEqual(minimum);
  });

  it('ATT-14: reduces all values of a list', async () => {
    expect(await show('attributes=emails.value')).toEqual({
      ...minimum,
      emails: [{ value: 'b@work.test' }, { value: 'b@home.test' }],
    });
  });

  it('ATT-15: leaves out a sub-attribute alone', async () => {
    expect(await show('excludedAttributes=name.familyName')).toEqual({
      ...user,
      name: { givenName: 'Barbara' },
    });
    expect(await show('excludedAttributes=emails.type,emails.primary')).toEqual({
      ...user,
      emails: [{ value: 'b@work.test' }, { value: 'b@home.test' }],
    });
  });
});
