import type { IncomingMessage } from 'node:http';
import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { TenantPrincipal } from '../../src/auth/index.js';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';
import type { NewTenant } from '../harness/running-app.js';

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

describe('what a controller knows of the calling tenant', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let last: (IncomingMessage & { caller?: TenantPrincipal }) | undefined;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    app.app.nest.getHttpServer().on('request', (request: IncomingMessage) => {
      last = request;
    });
  });
  afterAll(() => app.stop());

  const callerOf = async ({ client }: NewTenant, requestId = 'a-request'): Promise<TenantPrincipal> => {
    await client.get('/Users?count=0').set('X-Request-Id', requestId).expect(200);
    if (last?.caller === undefined) throw new Error('The guard left nobody on the request.');
    return last.caller;
  };

  const extend = (slug: string, ...names: readonly string[]): Promise<unknown> =>
    operator
      .send('put', `/tenants/${slug}/schema-extensions/${ACME}`, {
        name: 'Acme',
        attributes: names.map((name) => ({ name })),
      })
      .expect(/"id"/);

  it('is its id, its token, and the settings of this moment', async () => {
    const tenant = await app.newTenant('settings', { dialect: 'strict' });
    expect(await callerOf(tenant)).toMatchObject({
      tenantId: tenant.tenantId,
      tokenId: expect.any(String),
      scopes: ['scim:read', 'scim:write'],
      settings: { groupProvisioning: false, dialect: 'strict', repeatedCreate: 'conflict' },
    });

    const settings = { groupProvisioning: true, dialect: 'tolerant', repeatedCreate: 'return-existing' };
    await operator.send('patch', '/tenants/settings', { settings }).expect(200);

    expect((await callerOf(tenant)).settings).toEqual({
      ...settings,
      defaultTimezone: 'Etc/UTC',
      rateLimit: null,
      provisioning: 'on',
      requestLogDays: 30,
    });
  });

  it('has the defaults of settings that its row lacks', async () => {
    const tenant = await app.newTenant('older');
    await app.owner.query(`update tenants set settings = '{}' where id = $1`, [tenant.tenantId]);

    expect((await callerOf(tenant)).settings).toEqual({
      groupProvisioning: false,
      defaultTimezone: 'Etc/UTC',
      dialect: 'tolerant',
      repeatedCreate: 'conflict',
      rateLimit: null,
      provisioning: 'on',
      requestLogDays: 30,
    });
  });

  it('has the id of the request that the answer and the log have', async () => {
    const tenant = await app.newTenant('ids');
    expect((await callerOf(tenant, 'sent-by-a-proxy')).requestId).toBe('sent-by-a-proxy');

    const { headers } = await tenant.client.get('/Users?count=0').expect(200);
    expect(last?.caller?.requestId).toBe(headers['x-request-id']);
  });

  it('has the User of the tenant, which follows every change at once', async () => {
    const [tenant, other] = [await app.newTenant('acme'), await app.newTenant('globex')];
    const namesOf = ({ userType }: TenantPrincipal): readonly string[] | undefined =>
      userType.extensions.find(({ schema }) => schema.id === ACME)?.schema.attributes.map(({ name }) => name);
    expect((await callerOf(tenant)).userType).toBe(USER_RESOURCE_TYPE);

    await extend('acme', 'badge');
    const caller = await callerOf(tenant);
    expect(namesOf(caller)).toEqual(['badge']);
    expect((await callerOf(tenant)).userType).toBe(caller.userType);
    expect((await callerOf(other)).userType).toBe(USER_RESOURCE_TYPE);

    await extend('acme', 'badge', 'floor');
    expect(namesOf(await callerOf(tenant))).toEqual(['badge', 'floor']);

    await operator.send('delete', `/tenants/acme/schema-extensions/${ACME}`).expect(204);
    expect((await callerOf(tenant)).userType).toBe(USER_RESOURCE_TYPE);
  });
});
