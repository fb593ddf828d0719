import { PATCH_OP_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';

let counter = 0;

describe('Entra ID disables and restores a user', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  function aUser(active: boolean): Promise<UserBody> {
    return acme.aUser({ userName: `person-${(counter += 1)}@acme.test`, displayName: 'Jo', active });
  }

  const ACTIVE_URN = 'urn:ietf:params:scim:schemas:core:2.0:User:active';

  it.each([
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'replace', path: 'active', value: false },
    { op: 'replace', value: { active: false } },
    { op: 'Add', path: 'active', value: 'false' },
    { op: 'Replace', value: { active: 'False' } },
    { op: 'Add', value: { active: 'False' } },
    { op: 'Replace', path: 'Active', value: 'FALSE' },
    { op: 'Replace', path: ACTIVE_URN, value: 'False' },
    { op: 'replace', value: { [ACTIVE_URN]: false } },
    { op: 'Replace', path: 'active', value: ['False'] },
  ])('row 22: disables in every form: %j', async (operation) => {
    const user = await aUser(true);

    const { body } = await acme.patch(user, operation).expect(200);

    expect(body).toMatchObject({ id: user.id, active: false, displayName: 'Jo', meta: { version: 'W/"2"' } });
    expect(await acme.find(user)).toEqual(body);
    expect(await acme.filter(`id eq "${user.id}" and active eq false`)).toMatchObject({ totalResults: 1 });
    expect(await acme.filter(`id eq "${user.id}" and active eq true`)).toMatchObject({ totalResults: 0 });
  });

  it.each([
    { op: 'Replace', path: 'active', value: 'True' },
    { op: 'replace', path: 'active', value: true },
    { op: 'replace', value: { active: true } },
    { op: 'Add', path: 'active', value: 'true' },
    { op: 'Replace', value: { active: 'True' } },
  ])('row 23: restores the same user in every form: %j', async (operation) => {
    const user = await aUser(true);
    await acme.patch(user, { op: 'Replace', path: 'active', value: 'False' }).expect(200);

    const { body } = await acme.patch(user, operation).expect(200);

    expect(body).toEqual({
      ...user,
      meta: { ...user.meta, lastModified: body.meta.lastModified, version: 'W/"3"' },
    });
    expect(await acme.filter(`id eq "${user.id}" and active eq true`)).toMatchObject({ totalResults: 1 });
  });

  it.each(['maybe', 'no', '0', ' False ', 0, 1, {}, ['True', 'False']])(
    'row 22: never answers 2xx to a value of active that means nothing, and keeps the user as he is: %j',
    async (value) => {
      const user = await aUser(false);

      const response = await acme.patch(user, { op: 'Replace', path: 'active', value });

      const { active } = await acme.find(user);
      expect({ status: response.status, scimType: response.body.scimType as unknown, active }).toEqual({
        status: 400,
        scimType: 'invalidValue',
        active: false,
      });
    },
  );

  it.each([
    { op: 'replace', path: 'active', value: '' },
    { op: 'replace', path: 'active', value: null },
    { op: 'Replace', value: { active: null } },
    { op: 'Remove', path: 'active' },
  ])('row 22: does not let a disabled user in again because active was emptied: %j', async (operation) => {
    const user = await aUser(false);

    await acme.patch(user, operation);

    expect(await acme.find(user)).toMatchObject({ active: false });
  });

  it.each([
    { schemas: [PATCH_OP_URN], Operations: [{ op: 'REPLACE', path: 'active', value: 'False' }] },
    { schemas: [PATCH_OP_URN], Operations: [{ op: 'ADD', path: 'active', value: 'False' }] },
    { schemas: [PATCH_OP_URN], Operations: [{ Op: 'Replace', Path: 'active', Value: 'False' }] },
    { schemas: [PATCH_OP_URN], operations: [{ op: 'replace', path: 'active', value: 'False' }] },
    { Schemas: [PATCH_OP_URN.toLowerCase()], OPERATIONS: [{ op: 'replace', path: 'active', value: false }] },
  ])('row 24: reads op, Operations and the other names in any case: %j', async (body) => {
    const user = await aUser(true);

    const response = await acme.send('patch', `/Users/${user.id}`, body).expect(200);

    expect(response.body).toMatchObject({ active: false });
  });

  it('row 24: removes with Remove in any case', async () => {
    const user = await aUser(true);

    await acme.patch(user, { op: 'REMOVE', path: 'displayName' }).expect(200);

    expect(await acme.find(user)).not.toHaveProperty('displayName');
  });

  it.each([
    ['an unknown op', [{ op: 'move', path: 'active', value: false }]],
    ['no op', [{ path: 'active', value: false }]],
    ['an op that is no text', [{ op: 1, path: 'active', value: false }]],
    ['an operation that is no object', ['replace']],
    ['Operations that are no list', { op: 'replace', path: 'active', value: false }],
    ['no Operations', undefined],
  ])('row 24: answers 400 invalidSyntax to %s', async (_what, Operations) => {
    const user = await aUser(true);

    const { body } = await acme
      .send('patch', `/Users/${user.id}`, { schemas: [PATCH_OP_URN], Operations })
      .expect(400);

    expect(body).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
    expect(await acme.find(user)).toEqual(user);
  });
});
