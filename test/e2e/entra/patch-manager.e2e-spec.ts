import { randomUUID } from 'node:crypto';
import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';

const MANAGER = `${ENTERPRISE_USER_URN}:manager`;
const PREDECESSOR = 'the-predecessor';

let counter = 0;

describe('row 32: Entra ID and the manager', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let boss: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    boss = await acme.aUser({ userName: 'boss@acme.test' });
  });
  afterAll(() => app.stop());

  function aUser(manager?: object, more: object = {}): Promise<UserBody> {
    const extension = { ...(manager && { manager }), ...more };
    return acme.aUser({
      userName: `person-${(counter += 1)}@acme.test`,
      ...(Object.keys(extension).length > 0 && { [ENTERPRISE_USER_URN]: extension }),
    });
  }

  async function managerOf(user: UserBody): Promise<unknown> {
    const extension = (await acme.find(user))[ENTERPRISE_USER_URN] as Record<string, unknown> | undefined;
    return extension?.manager;
  }

  describe.each(['Add', 'Replace', 'add', 'replace'])('with %s', (op) => {
    it.each([
      ['a plain id', (id: string) => ({ op, path: MANAGER, value: id })],
      ['an object', (id: string) => ({ op, path: MANAGER, value: { value: id } })],
      ['a list of one, without the URN', (id: string) => ({ op, path: 'manager', value: [{ value: id }] })],
      ['its value', (id: string) => ({ op, path: `${MANAGER}.value`, value: id })],
      ['a name in a batch', (id: string) => ({ op, value: { [MANAGER]: id } })],
      [
        'an object in a batch',
        (id: string) => ({ op, value: { [ENTERPRISE_USER_URN]: { manager: { value: id } } } }),
      ],
      [
        'an object with a null reference',
        (id: string) => ({ op, path: MANAGER, value: { $ref: null, value: id } }),
      ],
    ])('row 32: sets the manager to %s', async (_shape, operation) => {
      const newcomer = await aUser();
      const experienced = await aUser({ value: PREDECESSOR, $ref: '../Users/the-predecessor' });

      for (const user of [newcomer, experienced]) {
        const { body } = await acme.patch(user, operation(boss.id)).expect(200);

        expect(body.schemas).toEqual([USER_URN, ENTERPRISE_USER_URN]);
        expect(body).not.toHaveProperty('manager');
        expect(body[ENTERPRISE_USER_URN]).toMatchObject({ manager: { value: boss.id } });
        expect(JSON.stringify(body)).not.toContain(PREDECESSOR);
        expect(await acme.find(user)).toEqual(body);
      }
    });
  });

  it('row 32: keeps the reference of the documentation example', async () => {
    const user = await aUser();
    const manager = { $ref: `${PUBLIC_URL}/api/v1/scim/Users/${boss.id}`, value: boss.id };

    await acme.patch(user, { op: 'Add', path: 'manager', value: [manager] }).expect(200);

    expect(await managerOf(user)).toEqual(manager);
  });

  it.each([randomUUID(), 'XYMKVVRYDIOO'])(
    'row 32: keeps the id of a manager who is not here: %s',
    async (id) => {
      const user = await aUser({ value: id });

      expect(await managerOf(user)).toMatchObject({ value: id });
      expect(await acme.filter(`id eq "${user.id}" and manager eq "${id}"`)).toMatchObject({
        totalResults: 1,
      });
    },
  );

  it.each([
    { op: 'replace', path: MANAGER, value: { value: '' } },
    { op: 'replace', path: MANAGER, value: '' },
    { op: 'replace', path: MANAGER, value: null },
    { op: 'replace', path: MANAGER, value: { value: null } },
    { op: 'replace', path: `${MANAGER}.value`, value: '' },
    { op: 'replace', path: MANAGER, value: [] },
    { op: 'Remove', path: MANAGER },
    { op: 'Remove', path: 'manager' },
    { op: 'Remove', path: `${MANAGER}.value` },
    { op: 'Remove', path: MANAGER, value: { value: PREDECESSOR } },
    { op: 'replace', value: { [MANAGER]: '' } },
    { op: 'replace', value: { [MANAGER]: null } },
  ])('row 32: clears the manager with %j, also one with a reference, and again', async (operation) => {
    const alone = await aUser({ value: PREDECESSOR });
    const withMore = await aUser(
      { value: PREDECESSOR, $ref: `../Users/${PREDECESSOR}` },
      { department: 'R&D' },
    );

    const { body: first } = await acme.patch(alone, operation).expect(200);
    const { body: second } = await acme.patch(withMore, operation).expect(200);

    expect(first.schemas).toEqual([USER_URN]);
    expect(Object.keys(first as object)).not.toContain(ENTERPRISE_USER_URN);
    expect(second[ENTERPRISE_USER_URN]).toEqual({ department: 'R&D' });
    expect((await acme.patch(withMore, operation).expect(200)).body).toEqual(second);
  });
});
