import { randomUUID } from 'node:crypto';
import { ENTERPRISE_USER_URN, ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';
import { aValidatorUser, returned } from './validator-user.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('Entra ID creates a user', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { defaultTimezone: 'Europe/Berlin' });
  });
  afterAll(() => app.stop());

  it.each(['application/scim+json; charset=utf-8', 'application/scim+json', 'application/json', undefined])(
    'row 7: stores and returns every attribute, sent as %s',
    async (type) => {
      const sent = aValidatorUser(`row7-${randomUUID()}@acme.test`);
      const request = acme.send('post', '/Users', sent);
      if (type === undefined) request.unset('Content-Type');
      else request.set('Content-Type', type);

      const response = await request.expect(201);

      const { id } = response.body as { id: string };
      expect(id).toMatch(UUID);
      expect(response.body).toEqual({
        ...returned(sent),
        id,
        meta: {
          resourceType: 'User',
          location: `${PUBLIC_URL}/api/v1/scim/Users/${id}`,
          created: expect.stringMatching(/Z$/),
          lastModified: response.body.meta.created,
          version: 'W/"1"',
        },
      });
      expect(response.headers).toMatchObject({
        location: response.body.meta.location,
        etag: 'W/"1"',
        'content-type': 'application/scim+json; charset=utf-8',
      });
      expect(await acme.find({ id })).toEqual(response.body);
    },
  );

  it("row 7: without active and timezone the user is active and in the tenant's time zone", async () => {
    const user = await acme.aUser({ userName: 'defaults@acme.test' });

    expect(user).toMatchObject({ active: true, timezone: 'Europe/Berlin' });
    expect(Object.keys(user).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'timezone', 'userName']);
  });

  it.each([
    ['the same', 'dup-1@acme.test', 'dup-1@acme.test'],
    ['the same in other case', 'Dup-2@Acme.test', 'dup-2@aCME.TEST'],
    ['the same in other case beyond ASCII', 'jörg-dup@acme.test', 'JÖRG-DUP@acme.test'],
  ])('row 8: answers 409 uniqueness to %s userName', async (_what, first, second) => {
    const user = await acme.aUser({ userName: first });

    const response = await acme.create({ userName: second }).expect(409);

    expect(response.body).toEqual({
      schemas: [ERROR_URN],
      status: '409',
      scimType: 'uniqueness',
      detail: expect.stringContaining('userName'),
    });
    expect(await acme.find(user)).toEqual(user);
  });

  it('row 8: answers 409 also when the one who has the userName is inactive', async () => {
    await acme.aUser({ userName: 'inactive-dup@acme.test', active: false });

    const response = await acme.create({ userName: 'inactive-dup@acme.test' }).expect(409);

    expect(response.body.scimType).toBe('uniqueness');
  });

  it('row 9: lets two users share an e-mail address', async () => {
    const emails = [{ type: 'work', value: 'shared@acme.test', primary: true }];

    const first = await acme.aUser({ userName: 'shared-1@acme.test', emails });
    const second = await acme.aUser({ userName: 'shared-2@acme.test', emails });

    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject({ emails });
  });

  it.each([
    ['no userName', { displayName: 'Nobody' }],
    ['userName null', { userName: null }],
    ['an empty userName', { userName: '' }],
    ['a userName that is a number', { userName: 7 }],
  ])('row 10: answers 400 invalidValue to %s', async (_what, attributes) => {
    const response = await acme.create(attributes).expect(400);

    expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '400', scimType: 'invalidValue' });
    expect(response.body.detail).toContain('userName');
  });

  it.each([
    ['junk JSON', '{"userName":'],
    ['text', 'hello'],
    ['an empty body', ''],
    ['null', 'null'],
    ['a list', '[{"userName":"list@acme.test"}]'],
    ['no schemas', '{"userName":"no-schemas@acme.test"}'],
    ['the same name twice in other case', `{"schemas":["${USER_URN}"],"userName":"a@x","USERNAME":"b@x"}`],
  ])('row 10: answers 400 invalidSyntax to %s', async (_what, body) => {
    const response = await acme.send('post', '/Users', body).expect(400);

    expect(response.body).toMatchObject({ schemas: [ERROR_URN], status: '400', scimType: 'invalidSyntax' });
  });

  it('row 11: ignores nulls, empty lists, unknown attributes, foreign schemas, and id, meta and groups', async () => {
    const sent = {
      schemas: [USER_URN, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User'],
      id: 'chosen-by-the-client',
      userName: 'row11@acme.test',
      title: null,
      department: null,
      manager: null,
      addresses: null,
      roles: [],
      foo: 1,
      groups: [{ value: 'g1' }],
      meta: { resourceType: 'Group', version: 'W/"77"', created: '1999-01-01T00:00:00Z' },
    };

    const { body } = await acme.send('post', '/Users', sent).expect(201);

    expect(Object.keys(body as object).sort()).toEqual([
      'active',
      'id',
      'meta',
      'schemas',
      'timezone',
      'userName',
    ]);
    expect(body).toMatchObject({ schemas: [USER_URN], meta: { resourceType: 'User', version: 'W/"1"' } });
    expect(body.id).toMatch(UUID);
    expect(body.meta.created).not.toContain('1999');
  });

  it('row 11: takes the enterprise URN as a sample of the documentation misspells it', async () => {
    const misspelt = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User';

    await acme
      .send('post', '/Users', { schemas: [USER_URN, misspelt], userName: 'misspelt@acme.test' })
      .expect(201);
  });

  it('row 11: reads names in any case and booleans as text, as Microsoft has them in its own tests', async () => {
    const sent = {
      Schemas: [USER_URN.toUpperCase()],
      UserName: 'row11-case@acme.test',
      Active: 'False',
      Emails: [{ Primary: 'true', Type: 'work', Value: 'case@acme.test' }],
      [ENTERPRISE_USER_URN.toLowerCase()]: { Department: 'R&D', Manager: { Value: 'nobody' } },
    };

    const { body } = await acme.send('post', '/Users', sent).expect(201);

    expect(body).toMatchObject({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'row11-case@acme.test',
      active: false,
      emails: [{ primary: true, type: 'work', value: 'case@acme.test' }],
      [ENTERPRISE_USER_URN]: { department: 'R&D', manager: { value: 'nobody' } },
    });
  });

  it('row 12: keeps an extension that schemas does not list, and lists it', async () => {
    const sent = {
      schemas: [USER_URN],
      userName: 'row12@acme.test',
      [ENTERPRISE_USER_URN]: { employeeNumber: '701984' },
    };

    const { body } = await acme.send('post', '/Users', sent).expect(201);

    expect(body.schemas).toEqual([USER_URN, ENTERPRISE_USER_URN]);
    expect(body[ENTERPRISE_USER_URN]).toEqual({ employeeNumber: '701984' });
  });

  it('row 39: takes what has no right format and returns it to the letter', async () => {
    const odd = {
      profileUrl: 'XX',
      locale: 'HNMJ',
      timezone: 'not/a zone',
      preferredLanguage: '  padded  ',
      displayName: '日本 ñ 😀 "quoted" \\ <b>\n\ttab',
      emails: [{ type: 'work', value: 'upd-1234', primary: true }],
      phoneNumbers: [{ type: 'mobile', value: 'call me' }],
      addresses: [{ type: 'work', country: 'Sierra Leone', formatted: 'Line 1\r\nLine 2' }],
    };

    const user = await acme.aUser({ userName: ' Row39 @no-domain', ...odd });

    expect(user).toMatchObject({ userName: ' Row39 @no-domain', ...odd });
    expect(await acme.find(user)).toEqual(user);
  });

  it('lets exactly one of two equal creates through that come at the same moment', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const body = { userName: `race-${round}@acme.test` };

      const responses = await Promise.all([acme.create(body), acme.create(body), acme.create(body)]);

      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(await acme.filter(`userName eq "race-${round}@acme.test"`)).toMatchObject({ totalResults: 1 });
    }
  });

  it('lets five parallel creates through that share an e-mail address, as the gallery suite sends them', async () => {
    const bodies = Array.from({ length: 5 }, (_, index) => aValidatorUser(`parallel-${index}@acme.test`));

    const responses = await Promise.all(bodies.map((body) => acme.send('post', '/Users', body)));

    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(responses.map(({ body }) => body.id as string)).size).toBe(5);
  });
});
