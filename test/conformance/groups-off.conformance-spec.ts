import { ERROR_URN, GROUP_URN, LIST_RESPONSE_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';
import type { GroupBody } from './group-client.js';

describe('Groups of a tenant that has them off', () => {
  let app: RunningApp;
  let bare: ScimClient;
  let foreign: GroupBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    bare = await app.clientOfNewTenant('bare');
    const groups = new GroupClient(await app.clientOfNewTenant('acme', { groupProvisioning: true }));
    foreign = await groups.aGroup('Sales');
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
});
