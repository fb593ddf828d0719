import { PATCH_OP_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('PATCH and the insides of the program', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
  });
  // The server runs in this process: what it had spoilt would show here.
  afterEach(() => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
  });
  afterAll(() => app.stop());

  function newUser(client: ScimClient): Promise<UserBody> {
    count += 1;
    const emails = [{ type: 'work', value: 'a' }];
    return client.aUser({ userName: `user-${count}`, name: { givenName: 'A' }, emails });
  }

  it.each([
    '__proto__',
    '__proto__.polluted',
    'name.__proto__',
    'emails[type eq "work"].__proto__',
    'emails[__proto__ pr]',
  ])('PAP-10: refuses the path %s', async (path) => {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      for (const operation of [
        { op: 'add', path, value: { polluted: 'x' } },
        { op: 'remove', path },
      ]) {
        await expectRefusal(client.patch(user, operation), 400, 'invalidPath');
      }
      expect(await client.find(user)).toEqual(user);
    }
  });

  it.each([
    'constructor',
    'constructor.prototype',
    'toString',
    'name.constructor',
    'emails[type eq "work"].valueOf',
  ])('PAP-10: knows no attribute at the path %s', async (path) => {
    const [user, other] = [await newUser(acme), await newUser(strict)];
    const operation = { op: 'add', path, value: { polluted: 'x' } };

    const { body } = await acme.patch(user, operation).expect(200);
    await expectRefusal(strict.patch(other, operation), 400, 'invalidPath');

    expect(body).toEqual(user);
    expect(await strict.find(other)).toEqual(other);
  });

  it.each(['{"__proto__": {"polluted": "x"}}', '{"constructor": {"prototype": {"polluted": "x"}}}'])(
    'PAP-10: a value with the keys of %s changes nothing',
    async (value) => {
      for (const path of ['', '"path": "name", ', '"path": "emails[type eq \\"work\\"]", ']) {
        const user = await newUser(acme);
        const text = `{"schemas": ["${PATCH_OP_URN}"], "Operations": [{"op": "add", ${path}"value": ${value}}]}`;

        const { status } = await acme.send('patch', `/Users/${user.id}`, text);

        expect([200, 400]).toContain(status);
        expect(await acme.find(user)).toEqual(user);
      }
    },
  );
});
