import { RunningApp, OPERATOR_KEY } from '../../harness/running-app.js';
import { OperatorClient } from '../../harness/operator-client.js';
import type { GroupBody, ScimClient, UserBody } from '../../harness/scim-client.js';

describe('Switching group provisioning', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let acme: ScimClient;
  let user: UserBody;
  let group: GroupBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    user = await acme.aUser({ userName: 'jo@acme.test' });
    group = await acme.aGroup('Sales', user);
  });
  afterAll(() => app.stop());

  async function switchGroups(groupProvisioning: boolean): Promise<void> {
    await operator.send('patch', '/tenants/acme', { settings: { groupProvisioning } }).expect(200);
  }

  it('hides groups when it is off, keeps them, and shows them again', async () => {
    await switchGroups(false);

    expect((await acme.get('/Groups?filter=displayName%20eq%20%22Sales%22').expect(200)).body).toMatchObject({
      totalResults: 0,
      Resources: [],
    });
    await acme.get(`/Groups/${group.id}`).expect(404);
    expect(await acme.find(user)).not.toHaveProperty('groups');
    expect((await acme.filter(`groups.value eq "${group.id}"`)).totalResults).toBe(0);
    expect((await acme.get('/').expect(200)).body).toMatchObject({ totalResults: 1 });
    const types = await acme.get('/ResourceTypes').expect(200);
    expect((types.body as { Resources: { id: string }[] }).Resources.map(({ id }) => id)).toEqual(['User']);
    await acme.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group').expect(404);

    await switchGroups(true);

    expect(await acme.findGroup(group)).toEqual(group);
    expect((await acme.find(user)).groups).toMatchObject([{ value: group.id }]);
    await acme.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group').expect(200);
    await acme.get('/ResourceTypes/Group').expect(200);
  });

  it.each(['post', 'put', 'patch', 'delete'] as const)(
    'answers %s with 501 when it is off, and says what to do',
    async (verb) => {
      const tenant = await app.clientOfNewTenant(`off-${verb}`);
      const path = verb === 'post' ? '/Groups' : `/Groups/${group.id}`;

      const { body } = await tenant.send(verb, path, verb === 'delete' ? undefined : {}).expect(501);

      expect(body).toMatchObject({
        status: '501',
        detail: expect.stringContaining('"Provision Microsoft Entra ID Groups"'),
      });
    },
  );

  it('takes a user out of groups that are hidden, when it is deleted', async () => {
    const leaver = await acme.aUser({ userName: 'leaver@acme.test' });
    await acme.patchGroup(group, { op: 'add', path: 'members', value: [{ value: leaver.id }] }).expect(204);
    await switchGroups(false);
    await acme.send('delete', `/Users/${leaver.id}`).expect(204);
    await switchGroups(true);
    expect(await acme.memberIds(group)).toEqual([user.id]);
  });

  it('goes with its tenant', async () => {
    await app.clientOfNewTenant('gone', { groupProvisioning: true }).then(async (tenant) => {
      const inner = await tenant.aGroup('Inner', await tenant.aUser({ userName: 'a' }));
      await tenant.aGroup('Outer', inner);
    });
    await operator.send('delete', '/tenants/gone?confirm=gone').expect(204);
    await operator.send('get', '/tenants/gone').expect(404);
  });
});
