import { randomUUID } from 'node:crypto';
import { ENTERPRISE_USER_URN, ERROR_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';
import { aValidatorUser } from './validator-user.js';

describe('Reading users', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let user: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    user = await acme.aUser(aValidatorUser('reading@acme.test'));
  });
  afterAll(() => app.stop());

  it.each([
    ['an unknown id', () => randomUUID()],
    ['what is no UUID', () => 'xyz'],
    ['the id in capitals', () => user.id.toUpperCase()],
    ['the id with something behind it', () => `${user.id}0`],
    ['the id in braces', () => encodeURIComponent(`{${user.id}}`)],
    ['an injection', () => encodeURIComponent("' or 1=1 --")],
    ['a zero byte', () => '%00'],
    ['a userName', () => 'reading@acme.test'],
  ])('row 20: answers 404 to %s, whatever is done with it', async (_what, id) => {
    const change = { op: 'Replace', path: 'active', value: 'False' };
    for (const request of [
      acme.get(`/Users/${id()}`),
      acme.patch({ id: id() }, change),
      acme.send('delete', `/Users/${id()}`),
    ]) {
      const { body } = await request.expect(404).expect('Content-Type', /^application\/scim\+json/);
      expect(body).toEqual({ schemas: [ERROR_URN], status: '404', detail: expect.stringMatching(/\w/) });
    }
    expect(await acme.find(user)).toEqual(user);
  });

  it('row 20: finds nobody by a filter for an id that is no UUID', async () => {
    expect(await acme.filter('id eq "xyz"')).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('row 21: still returns a disabled user, by id and by filter', async () => {
    const leaver = await acme.aUser({ userName: 'leaver@acme.test', externalId: 'leaver' });
    await acme.patch(leaver, { op: 'Replace', path: 'active', value: 'False' }).expect(200);

    expect(await acme.find(leaver)).toMatchObject({ id: leaver.id, active: false });
    for (const filter of [
      'userName eq "leaver@acme.test"',
      'externalId eq "leaver"',
      `id eq "${leaver.id}"`,
    ]) {
      expect(await acme.filter(filter)).toMatchObject({
        totalResults: 1,
        Resources: [{ id: leaver.id, active: false }],
      });
    }
  });

  describe('row 50: attributes and excludedAttributes', () => {
    async function keysOf(query: string): Promise<readonly string[]> {
      const { body } = await acme.get(`/Users/${user.id}?${query}`).expect(200);
      const { body: list } = await acme.get(`/Users?${query}`).expect(200);
      const found = (list.Resources as readonly UserBody[]).find(({ id }) => id === user.id);
      expect(found).toEqual(body);
      return Object.keys(body as object).sort();
    }

    it('row 50: shows what was asked for, and id and schemas', async () => {
      const { body } = await acme.get(`/Users/${user.id}?attributes=userName,emails.value`).expect(200);

      expect(body).toEqual({
        schemas: user.schemas,
        id: user.id,
        userName: 'reading@acme.test',
        emails: [{ value: 'thaddeus@hammes.test' }],
      });
    });

    it.each([
      ['attributes=userName', ['id', 'schemas', 'userName']],
      ['attributes=USERNAME,%20EMAILS', ['emails', 'id', 'schemas', 'userName']],
      [`attributes=${ENTERPRISE_USER_URN}:department`, ['id', 'schemas', ENTERPRISE_USER_URN]],
      ['attributes=nobodyKnowsThis', ['id', 'schemas']],
      ['attributes=id', ['id', 'schemas']],
    ])('row 50: ?%s', async (query, keys) => {
      expect(await keysOf(query)).toEqual([...keys].sort());
    });

    it.each([
      ['excludedAttributes=emails', 'emails'],
      ['excludedAttributes=EMAILS', 'emails'],
      [`excludedAttributes=${ENTERPRISE_USER_URN}`, ENTERPRISE_USER_URN],
      ['excludedAttributes=meta', 'meta'],
    ])('row 50: ?%s leaves out that one', async (query, key) => {
      expect(await keysOf(query)).toEqual(
        Object.keys(user)
          .filter((name) => name !== key)
          .sort(),
      );
    });

    it('row 50: leaves id and schemas in, whatever is excluded', async () => {
      expect(await keysOf('excludedAttributes=id,schemas')).toEqual(Object.keys(user).sort());
    });

    it('row 50: answers 400 to both at once', async () => {
      const response = await acme.get('/Users?attributes=userName&excludedAttributes=emails').expect(400);

      expect(response.body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    });
  });

  describe('ETags', () => {
    it.each(['W/"1"', '"1"', '*', '"0", W/"1"'])(
      'answers 304 without a body to If-None-Match: %s when the user is as he was',
      async (tag) => {
        const response = await acme.get(`/Users/${user.id}`).set('If-None-Match', tag).expect(304);

        expect(response.headers.etag).toBe('W/"1"');
        expect(response.text).toBe('');
      },
    );

    it.each(['W/"2"', '"11"', 'W/1', 'nonsense'])(
      'answers 200 to If-None-Match: %s, which is not the present version',
      async (tag) => {
        const response = await acme.get(`/Users/${user.id}`).set('If-None-Match', tag).expect(200);

        expect(response.headers.etag).toBe('W/"1"');
        expect(response.body).toEqual(user);
      },
    );

    it('changes the version that If-Match names, and answers 412 to one that is over', async () => {
      const changing = await acme.aUser({ userName: 'if-match@acme.test' });
      const rename = (title: string, tag: string) =>
        acme.patch(changing, { op: 'replace', path: 'title', value: title }).set('If-Match', tag);

      await rename('first', 'W/"1"').expect(200).expect('ETag', 'W/"2"');
      const { body } = await rename('second', 'W/"1"').expect(412);

      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '412' });
      expect(await acme.find(changing)).toMatchObject({ title: 'first', meta: { version: 'W/"2"' } });
      await rename('third', '*').expect(200);
    });

    it('answers 412 to a delete of a version that is over, and deletes the present one', async () => {
      const leaving = await acme.aUser({ userName: 'if-match-delete@acme.test' });
      await acme.patch(leaving, { op: 'replace', path: 'title', value: 'x' }).expect(200);
      const remove = (tag: string) => acme.send('delete', `/Users/${leaving.id}`).set('If-Match', tag);

      await remove('W/"1"').expect(412);
      await acme.get(`/Users/${leaving.id}`).expect(200);
      await remove('W/"2"').expect(204);
      await acme.get(`/Users/${leaving.id}`).expect(404);
    });
  });
});
