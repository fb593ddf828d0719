import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';
import { aValidatorUser } from './validator-user.js';

let counter = 0;

describe('A PATCH as a whole', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  function aUser(attributes: object = {}): Promise<UserBody> {
    return acme.aUser({ userName: `person-${(counter += 1)}@acme.test`, title: 'Old', ...attributes });
  }

  it.each([
    ['a value of the wrong type', { op: 'Replace', path: 'active', value: 'maybe' }],
    ['a path that cannot be read', { op: 'Replace', path: 'emails[type eq "work"', value: 'x' }],
    ['another path that cannot be read', { op: 'Replace', path: 'a..b', value: 'x' }],
    ['a filter of the wrong type', { op: 'Replace', path: 'emails[primary eq "work"].value', value: 'x' }],
    ['a filter on a single value', { op: 'Replace', path: 'title[type eq "work"]', value: 'x' }],
    ['an unknown op', { op: 'Move', path: 'title', value: 'x' }],
    ['no value', { op: 'Replace', path: 'title' }],
    ['no path and no object', { op: 'Replace', value: 'x' }],
    ['a remove without a path', { op: 'Remove' }],
    ['a read-only attribute', { op: 'Replace', path: 'id', value: 'x' }],
    ['a read-only attribute of meta', { op: 'Replace', path: 'meta.version', value: 'x' }],
    ['the required name removed', { op: 'Remove', path: 'userName' }],
    ['an object for a text', { op: 'Replace', path: 'displayName', value: { value: 'x' } }],
    ['a text for a name', { op: 'Replace', path: 'name', value: 'Jane Doe' }],
    [
      'two primary values',
      {
        op: 'Replace',
        path: 'emails',
        value: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
    ],
    ['a path that chooses none of several', { op: 'Replace', path: 'phoneNumbers.value', value: 'x' }],
  ])('row 36: changes nothing when one operation fails: %s', async (_what, broken) => {
    const user = await aUser({
      phoneNumbers: [
        { type: 'work', value: '1' },
        { type: 'fax', value: '2' },
      ],
    });
    const good = { op: 'Replace', path: 'title', value: 'New' };

    for (const operations of [
      [good, broken],
      [broken, good],
    ]) {
      const { body } = await acme.patch(user, ...operations).expect(400);

      expect(body).toMatchObject({
        status: '400',
        scimType: expect.stringMatching(
          /^(invalidValue|invalidPath|invalidSyntax|invalidFilter|noTarget|mutability)$/,
        ),
      });
      expect(await acme.find(user)).toEqual(user);
    }
  });

  it('row 36: changes nothing when the name is taken', async () => {
    const user = await aUser();
    const other = await aUser();

    await acme
      .patch(
        user,
        { op: 'Replace', path: 'title', value: 'New' },
        { op: 'Replace', path: 'userName', value: other.userName },
      )
      .expect(409);

    expect(await acme.find(user)).toEqual(user);
  });

  it('row 36: applies operations on one attribute in their order: the last value counts', async () => {
    const user = await aUser();

    await acme
      .patch(
        user,
        { op: 'Remove', path: 'title' },
        { op: 'Add', path: 'title', value: 'Second' },
        { op: 'Replace', path: 'title', value: 'Third' },
      )
      .expect(200);

    expect(await acme.find(user)).toMatchObject({ title: 'Third', meta: { version: 'W/"2"' } });
  });

  it('row 36: applies operations in their order: what is removed last is gone', async () => {
    const user = await aUser();

    await acme
      .patch(
        user,
        { op: 'Replace', path: 'title', value: 'Second' },
        { op: 'Add', path: 'emails[type eq "work"].value', value: 'a@acme.test' },
        { op: 'Remove', path: 'title' },
        { op: 'Remove', path: 'emails[type eq "work"]' },
      )
      .expect(200);

    const after = await acme.find(user);
    expect(after).not.toHaveProperty('title');
    expect(after).not.toHaveProperty('emails');
  });

  it('row 36: a new primary value takes it from the other', async () => {
    const user = await aUser({ emails: [{ type: 'home', value: 'home@acme.test', primary: true }] });

    await acme
      .patch(user, {
        op: 'Add',
        path: 'emails',
        value: [{ type: 'work', value: 'work@acme.test', primary: true }],
      })
      .expect(200);

    expect((await acme.find(user)).emails).toEqual([
      { type: 'home', value: 'home@acme.test', primary: false },
      { type: 'work', value: 'work@acme.test', primary: true },
    ]);
  });

  describe('row 59: nothing to patch again', () => {
    it('row 59: what was posted comes back, so that Entra ID finds no difference', async () => {
      const { roles, ...sent } = aValidatorUser('row59@acme.test');
      const user = await acme.aUser({ ...sent, roles, externalId: 'object-59' });

      expect(await acme.find(user)).toMatchObject({ ...sent, externalId: 'object-59' });
      expect(user.roles).toEqual(roles.map((role) => ({ ...role, primary: true })));
    });

    it.each([
      [
        'in the default dialect',
        [
          { op: 'Replace', path: 'active', value: 'True' },
          { op: 'Add', path: 'name.givenName', value: 'Jane' },
          { op: 'Replace', path: 'emails[type eq "work"].value', value: 'jane@contoso.test' },
          { op: 'Add', path: `${ENTERPRISE_USER_URN}:department`, value: 'R&D' },
          { op: 'Add', path: `${ENTERPRISE_USER_URN}:manager`, value: 'a1b2' },
        ],
      ],
      [
        'in the dialect of aadOptscim062020',
        [
          { op: 'replace', path: 'emails[type eq "work"].value', value: 'jane@contoso.test' },
          {
            op: 'replace',
            value: {
              displayName: 'Jane D',
              'name.givenName': 'Jane',
              active: true,
              [`${ENTERPRISE_USER_URN}:employeeNumber`]: '77',
            },
          },
        ],
      ],
      [
        'of whole lists',
        [
          { op: 'Replace', path: 'emails', value: [{ type: 'work', value: 'a@b.test', primary: true }] },
          { op: 'Add', path: 'roles', value: [{ value: '{"id":"06b0","value":"25","displayName":"Role"}' }] },
          { op: 'replace', path: 'addresses', value: { type: 'work', locality: 'Bern' } },
        ],
      ],
    ])('row 59: the same PATCH %s changes nothing the second time', async (_what, operations) => {
      const user = await aUser();

      const { body: first } = await acme.patch(user, ...operations).expect(200);
      const { body: second } = await acme.patch(user, ...operations).expect(200);

      expect(first.meta.version).toBe('W/"2"');
      expect(second).toEqual(first);
      expect(await acme.find(user)).toEqual(first);
    });
  });
});
