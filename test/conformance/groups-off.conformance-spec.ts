import { ENTERPRISE_USER_URN, ERROR_URN, GROUP_URN, LIST_RESPONSE_URN, USER_URN } from '@flosum/scim-schema';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';
import type { GroupBody } from './group-client.js';

describe('Groups of a tenant that has them off', () => {
  let app: RunningApp;
  let bare: ScimClient;
  let acme: ScimClient;
  let foreign: GroupBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    bare = await app.clientOfNewTenant('bare');
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    foreign = await new GroupClient(acme).aGroup('Sales');
  });
  afterAll(() => app.stop());

  it('HTT-2, QRY-5: the list is empty', async () => {
    for (const path of ['/Groups', '/Groups?filter=displayName+eq+%22Sales%22', '/Groups?cursor=']) {
      const { body } = await bare.get(path).expect(200);
      expect(body).toMatchObject({ schemas: [LIST_RESPONSE_URN], totalResults: 0, Resources: [] });
    }
  });

  it.each<[string, 'post' | 'put' | 'patch' | 'delete', (id: string) => string]>([
    ['a create', 'post', () => '/Groups'],
    ['a PUT', 'put', (id) => `/Groups/${id}`],
    ['a PATCH', 'patch', (id) => `/Groups/${id}`],
    ['a DELETE', 'delete', (id) => `/Groups/${id}`],
  ])('HTT-2: a write is answered with 501 and says what to do: %s', async (_what, method, pathOf) => {
    const sent = method === 'delete' ? undefined : { schemas: [GROUP_URN], displayName: 'Sales' };

    const { body } = await bare.send(method, pathOf(foreign.id), sent).expect(501);

    expect(body).toMatchObject({
      schemas: [ERROR_URN],
      status: '501',
      detail: expect.stringContaining('Provision Microsoft Entra ID Groups'),
    });
  });

  it('GET-1, RTY-7, SCH-2: there is no group, no type and no schema', async () => {
    for (const path of [
      `/Groups/${foreign.id}`,
      '/Groups/none',
      '/ResourceTypes/Group',
      `/Schemas/${GROUP_URN}`,
    ]) {
      const { body } = await bare.get(path).expect(404);
      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
    }
  });

  async function listed(client: ScimClient): Promise<readonly string[]> {
    const bodies = [await client.get('/ResourceTypes').expect(200), await client.get('/Schemas').expect(200)];
    const resources = bodies.flatMap(({ body }) => (body as { Resources: { id: string }[] }).Resources);
    return resources.map(({ id }) => id).sort();
  }

  const withoutGroups = [USER_URN, ENTERPRISE_USER_URN, 'User'].sort();
  const withGroups = [...withoutGroups, GROUP_URN, 'Group'].sort();

  it('RTY-1, SCH-1: Group is listed to a tenant that has it on, and to no other', async () => {
    expect(await listed(bare)).toEqual(withoutGroups);
    expect(await listed(acme)).toEqual(withGroups);
  });

  it('RTY-1, SCH-1: it comes and goes with the setting, from the next request on', async () => {
    const operator = new OperatorClient(app.url, OPERATOR_KEY);
    const client = await app.clientOfNewTenant('switch');
    const groups = new GroupClient(client);
    const statuses: number[] = [];

    for (const groupProvisioning of [true, false, true]) {
      await operator.send('patch', '/tenants/switch', { settings: { groupProvisioning } }).expect(200);
      expect(await listed(client)).toEqual(groupProvisioning ? withGroups : withoutGroups);
      const { status } = await groups.create({ displayName: `Sales ${groupProvisioning ? 'on' : 'off'}` });
      statuses.push(status);
    }
    // What was there before it was switched off is there again.
    expect(statuses).toEqual([201, 501, 409]);
  });
});
