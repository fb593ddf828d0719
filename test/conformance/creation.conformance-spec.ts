import { ERROR_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser, REQUIRED_KINDS } from '../harness/schema-extension.js';
import type { ScimClient } from '../harness/scim-client.js';

describe('RFC 7644 section 3.3: creating', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let strict: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    globex = await app.clientOfNewTenant('globex', { defaultTimezone: 'Asia/Tokyo' });
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'globex', EVERY_KIND);
    await extendUser(app, 'strict', REQUIRED_KINDS);
  });
  afterAll(() => app.stop());

  /** A create of a user with these attributes of the extension. */
  function createExtended(client: ScimClient, userName: string, attributes: object, query = '') {
    const schemas = [USER_URN, ACME_URN];
    return client.send('post', `/Users${query}`, { schemas, userName, [ACME_URN]: attributes });
  }

  async function count(client: ScimClient, filter: string): Promise<number> {
    return (await client.filter(filter)).totalResults;
  }

  it.each(['tolerant', 'strict'])(
    'CRE-1, CRE-2: 201 with the whole user, in the %s dialect',
    async (dialect) => {
      const client = dialect === 'strict' ? strict : acme;
      const attributes = {
        userName: 'cre-1',
        name: { givenName: 'Barbara', familyName: 'Jensen' },
        emails: [{ value: 'b@acme.test', type: 'work', primary: true }],
      };

      const { body } = await client
        .create(attributes)
        .expect(201)
        .expect('Content-Type', /scim\+json/);

      expect(body).toMatchObject({ schemas: [USER_URN], id: expect.any(String), ...attributes });
      expect((await client.get(`/Users/${body.id}`).expect(200)).body).toEqual(body);
    },
  );

  it('CRE-3: Location and meta.location are the address of the new user', async () => {
    const { body, headers } = await acme.create({ userName: 'cre-3' }).expect(201);

    expect(headers.location).toBe(`${PUBLIC_URL}/api/v1/scim/Users/${body.id}`);
    expect(body.meta.location).toBe(headers.location);
  });

  it('CRE-4: ignores what is read-only', async () => {
    const { body } = await createExtended(acme, 'cre-4', { score: 7, level: 3 }).expect(201);
    const sent = {
      id: body.id,
      meta: { version: 'W/"9"', created: '2001-01-01T00:00:00Z' },
      groups: [{ value: 'g' }],
    };

    const second = await acme.create({ userName: 'cre-4b', ...sent }).expect(201);

    expect(body[ACME_URN]).toEqual({ level: 3 });
    expect(second.body.id).not.toBe(body.id);
    expect(second.body).not.toHaveProperty('groups');
    expect(second.body.meta.version).toBe(body.meta.version);
    expect(second.body.meta.created).not.toContain('2001');
  });

  it.each([
    ['a taken userName, in another case', 'acme', { userName: 'CRE-5' }, 409],
    ["another tenant's userName", 'globex', { userName: 'cre-5' }, 201],
    ['a taken value of the extension', 'acme', { userName: 'cre-5b', badge: 'B-5' }, 409],
    ["another tenant's value of the extension", 'globex', { userName: 'cre-5b', badge: 'B-5' }, 201],
  ])(
    'CRE-5: what is unique is so in the tenant: %s',
    async (_case, tenant, { userName, ...attributes }, status) => {
      const client = tenant === 'acme' ? acme : globex;
      // Present already when an earlier row has run.
      await createExtended(acme, 'cre-5', { badge: 'B-5' });
      const before = await count(client, 'userName sw "cre-5"');

      const response = createExtended(client, userName, attributes);

      if (status === 409) await expectRefusal(response, 409, 'uniqueness');
      else await response.expect(201);
      expect(await count(client, 'userName sw "cre-5"')).toBe(status === 409 ? before : before + 1);
    },
  );

  it('CRE-5: a tenant that wants it gets the same user for the same create, and 409 for another', async () => {
    const client = await app.clientOfNewTenant('again', { repeatedCreate: 'return-existing' });
    const sent = { userName: 'cre-5', externalId: 'x-5', title: 'Guide' };
    const user = await client.aUser(sent);

    const repeated = await client.create(sent);

    expect(repeated.body).toEqual(user);
    await expectRefusal(client.create({ ...sent, title: 'Other' }), 409, 'uniqueness');
    await expectRefusal(client.create({ ...sent, externalId: 'x-6' }), 409, 'uniqueness');
    expect(await count(client, 'userName pr')).toBe(1);
  });

  it.each([
    ['acme', 'Etc/UTC'],
    ['globex', 'Asia/Tokyo'],
  ])('CRE-6: shows what a user of %s has by default', async (tenant, timezone) => {
    const user = await (tenant === 'acme' ? acme : globex).aUser({ userName: 'cre-6' });

    expect(user).toMatchObject({ active: true, timezone });
  });

  it('CRE-7: null for active is the default too', async () => {
    expect(await acme.aUser({ userName: 'cre-7', active: null })).toMatchObject({ active: true });
  });

  it.each([{}, { userName: null }, { userName: '' }])(
    'CRE-8: refuses a user without a name: %j',
    async (attributes) => {
      await expectRefusal(acme.create({ title: 'cre-8', ...attributes }), 400, 'invalidValue');
      await expectRefusal(strict.create({ title: 'cre-8', ...attributes }), 400, 'invalidValue');
      expect(await count(acme, 'title eq "cre-8"')).toBe(0);
    },
  );

  it.each([
    [{ grade: 'a' }],
    [{ grade: null, floors: [1] }],
    [{ grade: 'a', floors: [] }],
    [{ grade: 'a', floors: [1], desk: { note: 'n' } }],
  ])('CRE-8: refuses a user without what its extension requires: %j', async (attributes) => {
    await expectRefusal(createExtended(strict, 'cre-8', attributes), 400, 'invalidValue');

    expect(await count(strict, 'userName eq "cre-8"')).toBe(0);
  });

  it.each([
    ['cre-9a', 'attributes=userName', { userName: 'cre-9a' }],
    ['cre-9b', 'attributes=name.givenName', { name: { givenName: 'A' } }],
    ['cre-9c', 'excludedAttributes=name,meta,active,timezone', { userName: 'cre-9c' }],
  ])('CRE-9: shows of %s what was asked for: %s', async (userName, query, shown) => {
    const sent = { schemas: [USER_URN], userName, name: { givenName: 'A', familyName: 'B' } };

    const { body } = await acme.send('post', `/Users?${query}`, sent).expect(201);

    expect(body).toEqual({ schemas: [USER_URN], id: expect.any(String), ...shown });
    expect(await acme.find(body)).toMatchObject(sent);
  });

  it('CRE-9: creates nothing when the choice cannot be met', async () => {
    const response = createExtended(acme, 'cre-9', {}, '?attributes=userName&excludedAttributes=name');

    await expectRefusal(response, 400, 'invalidValue');
    expect(await count(acme, 'userName eq "cre-9"')).toBe(0);
  });

  it('CRE-10: shows what is returned on request when it was sent, and does not otherwise', async () => {
    const { body } = await createExtended(acme, 'cre-10', { hint: 'Rex', level: 1 }).expect(201);

    expect((await acme.find(body))[ACME_URN]).toEqual({ level: 1 });
    const asked = await acme.get(`/Users/${body.id}?attributes=${ACME_URN}:hint`).expect(200);
    expect(asked.body[ACME_URN]).toEqual({ hint: 'Rex' });
    expect(body[ACME_URN]).toEqual({ hint: 'Rex', level: 1 });
  });

  it('CRE-11: sets what is immutable, and keeps what is writeOnly to itself', async () => {
    const { body, text } = await createExtended(acme, 'cre-11', { serial: 'S-1', pin: '8642' }).expect(201);

    expect(body[ACME_URN]).toEqual({ serial: 'S-1' });
    expect(text).not.toContain('8642');
    expect((await acme.find(body))[ACME_URN]).toEqual({ serial: 'S-1' });
  });

  it.each([
    ['the userName', (index: number) => ({ userName: index % 2 === 0 ? 'cre-12' : 'CRE-12' })],
    ['a value of the extension', (index: number) => ({ userName: `cre-12-${index}`, badge: 'B-12' })],
  ])('CRE-12: one of ten creates at the same moment takes %s', async (_case, attributesOf) => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const { userName, ...attributes } = attributesOf(index);
        return createExtended(acme, userName, attributes);
      }),
    );

    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(refused).toHaveLength(9);
    for (const { body } of refused) {
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '409', scimType: 'uniqueness' });
    }
  });

  it('CRE-13: refuses a POST to a user', async () => {
    const user = await acme.aUser({ userName: 'cre-13' });
    const { headers } = await acme.send('post', `/Users/${user.id}`, { schemas: [USER_URN], userName: 'x' });

    await expectRefusal(acme.send('post', `/Users/${user.id}`, user), 405);
    expect(headers.allow?.split(/, ?/)).toEqual(expect.arrayContaining(['GET', 'PUT', 'PATCH', 'DELETE']));
    expect(headers.allow).not.toContain('POST');
    expect(await acme.find(user)).toEqual(user);
  });

  it('CRE-14: refuses a body that is too large', async () => {
    const sent = acme.create({ userName: 'cre-14', title: 'x'.repeat(1_100_000) });

    await expectRefusal(sent, 413);
    expect(await count(acme, 'userName eq "cre-14"')).toBe(0);
  });
});
